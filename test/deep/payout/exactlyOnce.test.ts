import fc from 'fast-check';
import { broken } from '../../unit/payout/model/promises.ts';
import { FEW, type Kind, MANY, scenario } from '../../unit/payout/model/scenarios.ts';
import { simulate } from '../../unit/payout/model/simulation.ts';

const keeps = async (kind: Kind, numRuns: number) =>
	await fc.assert(
		fc.asyncProperty(scenario(kind), async (drawn) => {
			expect(broken(await simulate(drawn))).toEqual([]);
		}),
		{ numRuns },
	);

/** Shorter than the confirmation window: what comes later than that cannot be guarded against. */
const latestMs = 4_000;
const alone = { lanes: 1, oneProcess: true, withStore: true, interrupted: true, latestMs } as const;

describe('pays exactly once, whatever EnKash answers', () => {
	it('when runs follow one another, dying or cancelled at any point', async () => {
		await keeps({ ...alone, size: FEW }, 1_000);
	});

	it('when two runs in one process overlap', async () => {
		await keeps({ ...alone, lanes: 2, size: FEW }, 1_000);
	});

	it('when two runs overlap in one process of an n8n without a store', async () => {
		const kind = { ...alone, lanes: 2, withStore: false, interrupted: false, latestMs: 0 } as const;
		await keeps({ ...kind, size: FEW }, 1_000);
	});

	it('when the batch is claimed part by part', async () => {
		await keeps({ ...alone, size: MANY }, 40);
	});
});
