import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runs } from '../../support/size.mts';
import { falseComfort } from '../../unit/payout/model/promises.mts';
import { ALIKE, FEW, scenario } from '../../unit/payout/model/scenarios.mts';
import { simulate } from '../../unit/payout/model/simulation.mts';

/** Two workers to which n8n gives no record: here somebody can be paid twice. */
const UNGUARDED = {
	...{ size: FEW, withStore: false, isInterrupted: true, lags: ALIKE },
	lanes: [
		[0, 0],
		[1, 0],
	],
} as const;

it('never calls it safe to run again before a run that pays somebody twice', async () => {
	await fc.assert(
		fc.asyncProperty(scenario(UNGUARDED), async (drawn) => {
			expect(falseComfort(await simulate(drawn))).toEqual([]);
		}),
		{ numRuns: runs(200) },
	);
});
