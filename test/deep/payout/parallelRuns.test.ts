import fc from 'fast-check';
import { payments } from '../../unit/payout/payments.ts';
import { answer } from '../../unit/payout/model/bank.ts';
import type { Fate } from '../../unit/payout/model/faults.ts';
import { broken } from '../../unit/payout/model/promises.ts';
import {
	FEW,
	type Kind,
	MANY,
	race,
	scenario,
	together,
} from '../../unit/payout/model/scenarios.ts';
import { type Scenario, simulate } from '../../unit/payout/model/simulation.ts';

const keeps = async (kind: Kind, numRuns: number) =>
	await fc.assert(
		fc.asyncProperty(scenario(kind), async (drawn) => {
			expect(broken(await simulate(drawn))).toEqual([]);
		}),
		{ numRuns },
	);

const apart = {
	lanes: 2,
	oneProcess: false,
	withStore: true,
	interrupted: true,
	latestMs: 4_000,
} as const;

/** Sends nothing, and asks for so many seconds of patience. */
const patience = (seconds: number): Fate => ({
	done: 'never',
	reply: { kind: 'answer', answer: answer(429, undefined, { 'retry-after': String(seconds) }) },
});

/** Two processes start on the same payments, the second so many ms after the first. */
const pair = (items: number, afterMs: number): Scenario =>
	together({
		batch: payments(items),
		checkBalanceFirst: true,
		concurrency: 10,
		startsAfter: [0, afterMs],
		pace: [100, 101, 107],
		storePace: [20, 21, 27],
	});

describe('two processes that pay the same at the same time pay it once', () => {
	it('whatever EnKash answers, and whenever one of them dies', async () => {
		await keeps({ ...apart, size: FEW }, 1_000);
	});

	it('when the batch is claimed part by part', async () => {
		await keeps({ ...apart, size: MANY }, 10);
	});

	it('when the store is slow now and then', async () => {
		await fc.assert(
			fc.asyncProperty(race(2, 400), async (drawn) => {
				expect(broken(await simulate(drawn))).toEqual([]);
			}),
			{ numRuns: 40 },
		);
	});

	it.each([9, 10, 11, 12, 20, 50])(
		'when one was told to wait for %i s after it had claimed',
		async (seconds) => {
			for (const afterMs of [0, 100, 200, 300, 400]) {
				const base = pair(30, afterMs);
				const allocations = base.batch.slice(0, 10).map(() => patience(seconds));
				const report = await simulate({ ...base, script: { ...base.script, allocations } });
				expect(broken(report)).toEqual([]);
			}
		},
	);

	it.each([1, 400, 1_500])('when EnKash takes %i ms for a leg of the way', async (leg) => {
		for (const afterMs of [0, 700, 2_900]) {
			const report = await simulate({ ...pair(100, afterMs), pace: [leg, leg + 7] });
			expect(broken(report)).toEqual([]);
		}
	});
});
