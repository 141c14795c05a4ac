import type { ListedExecution } from '../scripts/n8n/rest.mts';
import { QueueStage, WORKERS } from '../test/support/queue/queue-stage.mts';
import type { Finding } from './finding.mts';
import type { Stand } from './stand.mts';
import { inTurns } from './timing.mts';

const LATENCY_MS = 100;
const COUNT = 500;

/**
 * Executions of one node on several workers, which share one row of n8n's record. The stand waits
 * meanwhile: what is measured is n8n in queue mode, with PostgreSQL and Redis.
 */
export async function besideEachOther(_: Stand, rounds: number): Promise<Finding[]> {
	const stage = await QueueStage.set();
	try {
		await stage.control.reset({ balance: 100_000_000, handles: 100, transactions: 1_000 });
		await stage.control.settings({ latency: LATENCY_MS });
		let series = 0;
		/** How long so many executions of 500 payouts take from the first start to the last end, in ms. */
		const pay = async (executions: number, count = COUNT): Promise<number> => {
			const batches = Array.from(
				{ length: executions },
				async () => await stage.payments(`BENCH-${(series += 1)}`, count),
			);
			const over = await stage.run(...(await Promise.all(batches)));
			const bad = over.find(({ status }) => status !== 'success');
			if (bad) throw new Error(`An execution did not end well: ${await stage.said(bad)}`);
			return spanOf(over);
		};
		// So that no worker has a first time to come.
		await pay(2 * WORKERS, 20);
		const ms = await inTurns(Math.ceil(rounds / 2), {
			alone: async () => await pay(1),
			beside: async () => await pay(WORKERS),
		});
		const rate = (executions: number, took: number) => (executions * COUNT * 1_000) / took;
		const [alone, beside] = [rate(1, ms.alone), rate(WORKERS, ms.beside)];
		return [
			{
				work: `payouts a second of ${WORKERS} executions of ${COUNT} on ${WORKERS} workers, at ${LATENCY_MS} ms`,
				against: 'one execution alone',
				ratio: beside / alone,
				goal: { atLeast: 2 },
				figures: `${beside.toFixed(0)} against ${alone.toFixed(0)} a second`,
			},
		];
	} finally {
		await stage.strike();
	}
}

function spanOf(executions: readonly ListedExecution[]): number {
	const times = (of: (one: ListedExecution) => string | null | undefined) =>
		executions.map((one) => Date.parse(of(one) ?? ''));
	const ms =
		Math.max(...times(({ stoppedAt }) => stoppedAt)) -
		Math.min(...times(({ startedAt }) => startedAt));
	if (!Number.isFinite(ms)) throw new Error('n8n has not recorded when the executions ran');
	return ms;
}
