import { toRupees } from '../../../../enkash/money.ts';
import type { Commit } from './bank.ts';
import type { Run } from './run.ts';
import type { Report } from './simulation.ts';

/** ms that a run of a few items may take: six waits of a minute for each of its requests. */
const LONGEST_RUN_MS = 6 * 60_000;

/** Every promise of "Paying exactly once" that a simulation broke, in words. None: all were kept. */
export function broken(report: Report): string[] {
	return [
		...paidTwice(report),
		...report.runs.concat(report.last).flatMap((run) => brokenBy(run, report)),
		...leftUnpaid(report),
	];
}

function paidTwice({ bank, scenario }: Report): string[] {
	return scenario.batch.flatMap(({ reference }) => {
		const times = bank.commits.filter((commit) => commit.reference === reference).length;
		return times > 1 ? [`${reference} was paid ${times} times`] : [];
	});
}

function leftUnpaid({ last, scenario }: Report): string[] {
	return scenario.batch.flatMap(({ reference }, index) => {
		const kind = last.outcomes?.[index]?.kind;
		return kind === 'paid' || kind === 'alreadyPaid'
			? []
			: [`${reference} is ${kind} after a last run without faults`];
	});
}

function brokenBy(run: Run, { bank, scenario }: Report): string[] {
	const { concurrency } = scenario.options;
	const said: string[] = [];
	if (run.mostInFlight > concurrency) said.push(`${run.mostInFlight} requests were in flight`);
	if (run.needlessAllocations > 0) said.push('something was sent after the run had to stop');
	if (run.endedAt - run.startedAt > LONGEST_RUN_MS * (scenario.batch.length + 1)) {
		said.push(`a run took ${run.endedAt - run.startedAt} ms`);
	}
	const { crash, outcomes } = run;
	if (crash !== undefined) said.push(`the engine threw ${String(crash)}`);
	if (!outcomes) return said;
	if (outcomes.length !== scenario.batch.length) said.push('an outcome is missing');
	scenario.batch.forEach(({ amount, direction, reference }, index) => {
		const outcome = outcomes[index];
		const commits = bank.commits.filter((commit) => commit.reference === reference);
		const fits = (commit: Commit) =>
			commit.at <= run.endedAt &&
			commit.amount === toRupees(amount) &&
			commit.direction === direction;
		if (outcome?.kind === 'paid' || outcome?.kind === 'alreadyPaid') {
			const shown = outcome.receipt.enKashTransactionId;
			if (!commits.some((commit) => fits(commit) && commit.id === shown)) {
				said.push(`${reference} is said to be paid as ${shown}, and was not`);
			}
		} else if (outcome?.kind !== 'unknown' && commits.some((commit) => commit.run === run.number)) {
			said.push(`${reference} was paid by a run that calls it ${outcome?.kind}`);
		}
	});
	return said;
}
