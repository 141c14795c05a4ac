import fc from 'fast-check';
import { broken } from '../../unit/payout/model/promises.mts';
import { ALIKE, FEW, type Kind, scenario } from '../../unit/payout/model/scenarios.mts';
import { simulate } from '../../unit/payout/model/simulation.mts';

const size = Number(process.env.ENKASH_TEST_SIZE ?? '500');

const keeps = async (kind: Kind, share: number) =>
	await fc.assert(
		fc.asyncProperty(scenario(kind), async (drawn) => {
			expect(broken(await simulate(drawn))).toEqual([]);
		}),
		{ numRuns: Math.ceil(size * share) },
	);

const alone = {
	lanes: [[0, 0]],
	withStore: true,
	isInterrupted: true,
	lags: ALIKE,
	size: FEW,
} as const;

it('pays once when runs follow one another, dying or cancelled at any point', async () => {
	await keeps(alone, 1);
});
