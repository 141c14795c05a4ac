import type { IExecuteFunctions } from 'n8n-workflow';
import type { ClaimStore } from '../../enkash/payout/claims.ts';

/** So many claims are kept per node; the oldest go first. */
const MOST_CLAIMS = 10_000;

const options = { mode: 'entries', maxEntries: MOST_CLAIMS } as const;

/** The store reads, then writes: within this process one call at a time. */
let last: Promise<unknown> = Promise.resolve();

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
	const mine = last.then(work, work);
	last = mine.catch(() => undefined);
	return await mine;
}

/**
 * n8n's database-backed store of processed data, which all workers of an installation share. Kept per
 * node of a workflow. Absent in versions of n8n that do not offer it.
 */
export function claimStoreOf({ helpers }: IExecuteFunctions): ClaimStore | undefined {
	if (!('checkProcessedAndRecord' in helpers)) return undefined;
	return {
		record: async (keys) =>
			await inTurn(async () => {
				const { processed } = await helpers.checkProcessedAndRecord([...keys], 'node', options);
				return processed.map(String);
			}),
		forget: async (keys) =>
			await inTurn(async () => {
				await helpers.removeProcessed([...keys], 'node', options);
			}),
	};
}
