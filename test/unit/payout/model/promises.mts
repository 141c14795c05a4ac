import { inspect } from 'node:util';
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
		...paidWrongly(report),
		...falseComfort(report),
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

/** The payments that moved another amount, or money of another person, than was asked for. */
function paidWrongly({ bank, scenario }: Report): string[] {
	return scenario.payments.flatMap((payment) => {
		const { amount, direction, recipient, reference } = payment;
		return bank.commits.flatMap((commit) => {
			if (commit.reference !== reference) return [];
			const handle = bank.account.handle(commit.handleId);
			const isTheirs =
				recipient.kind === 'handle'
					? commit.handleId === recipient.handleId
					: handle?.mobile === recipient.person.mobile;
			const isRight =
				isTheirs && BigInt(commit.amount) === amount && commit.direction === direction;
			return isRight ? [] : [`${reference} moved ${commit.amount} of ${commit.handleId}`];
		});
	});
}

/** What runs called safe to run again, and a run that was started after that paid once more. */
export function falseComfort({ bank, last, runs, scenario }: Report): string[] {
	const all = [...runs, last];
	return scenario.payments.flatMap(({ reference }) => {
		const [, again] = bank.commits.filter((commit) => commit.reference === reference);
		const startedAt = again && all[again.run]?.startedAt;
		if (startedAt === undefined) return [];
		return all.flatMap((run) => {
			const isToldBefore = run.endedAt <= startedAt && run.result?.rerun.isSafe === true;
			const isOfIt = run.payments.some((payment) => payment.reference === reference);
			return isToldBefore && isOfIt ? [`running ${reference} again was called safe`] : [];
		});
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
	if (crash !== undefined) said.push(`the engine threw ${inspect(crash)}`);
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
