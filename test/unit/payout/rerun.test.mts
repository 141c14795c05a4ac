import { describe, expect, it } from '@jest/globals';
import {
	LOST,
	answered,
	done,
	onWorker,
	outcomesOf,
	payouts,
	run,
	tell,
	undone,
} from './story.mts';

const MINUTE = 60_000;

describe('running a batch again', () => {
	it('is safe once EnKash has shown a payment of this run', async () => {
		const { first } = await tell({ payments: payouts(3) });
		expect(first?.result?.rerun).toEqual({ isSafe: true, risks: [] });
	});

	it('is safe where nothing was sent', async () => {
		const { first } = await tell({ payments: payouts(3), balance: 1 });
		expect(first?.result?.rerun).toEqual({ isSafe: true, risks: [] });
	});

	it('is not safe where EnKash does not show what it said it paid', async () => {
		const { first } = await tell({ payments: payouts(3), dialects: ['never-listed'] });
		expect(first?.result?.rerun).toEqual({ isSafe: false, risks: ['unproven'] });
	});

	it('is not safe where EnKash suddenly shows nothing, although it did a minute before', async () => {
		const nothing = answered(200, { response_code: 0, payload: { recordsCount: 0, data: [] } });
		const { second } = await tell({
			payments: payouts(4),
			lanes: [onWorker(0, run(0, { known: 3 }), run(MINUTE))],
			script: {
				lookUps: [
					...Array.from({ length: 4 }, () => done({ kind: 'own' })),
					...Array.from({ length: 90 }, () => undone(nothing)),
				],
			},
		});
		expect(outcomesOf(second)).toEqual([
			...Array.from({ length: 3 }, () => 'unknown: paid-but-not-confirmed'),
			'paid',
		]);
		expect(second?.result?.rerun).toMatchObject({ isSafe: false, risks: ['unproven'] });
	});

	it('is not safe where n8n recorded what EnKash does not show', async () => {
		const { second } = await tell({
			payments: payouts(12),
			dialects: ['only-newest-10-listed'],
			lanes: [onWorker(0, run()), onWorker(1, run(30 * MINUTE))],
		});
		expect(second?.result?.rerun).toMatchObject({ isSafe: false, risks: ['contradiction'] });
	});

	it('is safe one run at a time only, where n8n keeps no record', async () => {
		const { first } = await tell({ payments: payouts(3), withStore: false });
		expect(first?.result?.rerun.risks).toEqual(['noStore']);
	});

	it('is not called safe without a record, even where all were found to be paid', async () => {
		const { second } = await tell({
			payments: payouts(3),
			withStore: false,
			lanes: [onWorker(0, run(), run(MINUTE))],
		});
		expect(second?.result?.rerun).toEqual({ isSafe: false, risks: ['noStore'] });
	});

	it('makes sense once the leases of what is unknown are over', async () => {
		const { first } = await tell({
			payments: payouts(2),
			script: { allocations: [done({ kind: 'own' }), undone(LOST)] },
		});
		const { isSafe, notBefore = 0 } = first?.result?.rerun ?? { isSafe: false };
		expect(isSafe).toBe(true);
		const wait = notBefore - (first?.endedAt ?? 0);
		expect(wait).toBeGreaterThan(10 * MINUTE - 20_000);
		expect(wait).toBeLessThanOrEqual(20 * MINUTE);
	});
});
