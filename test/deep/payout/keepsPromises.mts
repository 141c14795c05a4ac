import { expect } from '@jest/globals';
import fc from 'fast-check';
import { broken } from '../../unit/payout/model/promises.mts';
import { scenario } from '../../unit/payout/model/scenarios.mts';
import { simulate } from '../../unit/payout/model/simulation.mts';
import { type Share, scenariosOf } from './kinds.mts';

/** Draws scenarios of a kind, and expects every promise to be kept in each. */
export async function keepsPromises(share: Share): Promise<void> {
	await fc.assert(
		fc.asyncProperty(scenario(share.kind), async (drawn) => {
			expect(broken(await simulate(drawn))).toEqual([]);
		}),
		{ numRuns: scenariosOf(share) },
	);
}
