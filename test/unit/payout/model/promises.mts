import type { DialectName } from '../../../../sandbox/dialects/registry.mts';
import type { Commit } from './bank.mts';
import type { Run } from './run.mts';
import type { Report } from './simulation.mts';

/** ms that a run may take for each of its payments, and for the look-up that ends it. */
const LONGEST_MS = 20 * 60_000;

/** In these EnKash says that what it paid was not paid, or the other way round. */
const LIES: ReadonlySet<DialectName> = new Set([
	'status-failed',
	'status-failed-in-label',
	'answered-as-success-not-paid',
	'answered-as-failed-not-paid',
]);

/** Every promise of README.md that a simulation broke, in words. None: all were kept. */
export function broken(report: Report): string[] {
	return [
		...paidTwice(report),
		...[...report.runs, report.last].flatMap((run) => brokenBy(run, report)),
	];
}

/** The references that were paid more than once. */
export function paidTwice({ bank, scenario }: Report): string[] {
	return scenario.payments.flatMap(({ reference }) => {
		const times = bank.timesPaid(reference);
		return times > 1 ? [`${reference} was paid ${times} times`] : [];
	});
}

/** What a last run in good weather, with everything checked by hand, did not pay. */
export function leftUnpaid({ bank, last }: Report): string[] {
	return last.payments.flatMap((payment) => {
		const { reference } = payment;
		const kind = last.outcomeOf(payment)?.kind;
		const isReported = kind === 'paid' || kind === 'alreadyPaid';
		return isReported && bank.timesPaid(reference) === 1
			? []
			: [`${reference} is ${String(kind)} after a last run in good weather`];
	});
}

function brokenBy(run: Run, { bank, scenario }: Report): string[] {
	const said: string[] = [];
	if (run.mostInFlight > scenario.options.concurrency) {
		said.push(`${run.mostInFlight} requests were in flight`);
	}
	if (run.needlessPayments > 0) said.push('something was sent after the run had to stop');
	if (run.endedAt - run.startedAt > LONGEST_MS * (run.payments.length + 1)) {
		said.push(`a run took ${run.endedAt - run.startedAt} ms`);
	}
	const { crash, result } = run;
	if (crash !== undefined) said.push(`the engine threw ${String(crash)}`);
	if (!result) return said;
	if (result.outcomes.length !== run.payments.length) said.push('an outcome is missing');
	if (scenario.dialects.some((dialect) => LIES.has(dialect))) return said;
	for (const payment of run.payments) {
		const { amount, direction, reference } = payment;
		const kind = run.outcomeOf(payment)?.kind;
		const commits = bank.commits.filter((commit) => commit.reference === reference);
		const fits = (commit: Commit) =>
			commit.at <= run.endedAt &&
			BigInt(commit.amount) === amount &&
			commit.direction === direction;
		if (kind === 'paid' || kind === 'alreadyPaid') {
			if (!commits.some(fits)) said.push(`${reference} is said to be paid, and was not`);
		} else if (kind !== 'unknown' && commits.some((commit) => commit.run === run.number)) {
			said.push(`${reference} was paid by a run that calls it ${String(kind)}`);
		}
	}
	return said;
}
