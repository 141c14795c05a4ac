import { expect } from '@jest/globals';
import fc from 'fast-check';
import { runs } from '../../support/size.mts';
import { broken } from '../../unit/payout/model/promises.mts';
import { scenario } from '../../unit/payout/model/scenarios.mts';
import { simulate } from '../../unit/payout/model/simulation.mts';
import type { Share } from './kinds.mts';

/** How many scenarios all tests of payouts try together, as a rule. */
const SCENARIOS = 5_000;

/** Draws scenarios of a kind, and expects every promise to be kept in each. */
export async function keepsPromises({ kind, of100 }: Share): Promise<void> {
	await fc.assert(
		fc.asyncProperty(scenario(kind), async (drawn) => {
			expect(broken(await simulate(drawn))).toEqual([]);
		}),
		{ numRuns: runs((SCENARIOS * of100) / 100) },
	);
}
