import type { IExecuteFunctions } from 'n8n-workflow';
import type { ClaimStore } from '../../../enkash/payout/claims.ts';

/** So many claims are kept per node; the oldest go first. */
const MAX_CLAIMS = 10_000;

const options = { mode: 'entries', maxEntries: MAX_CLAIMS } as const;

/** For a workflow that is not saved n8n keeps nothing: it asserts an id, its database a foreign key. */
const NOTHING_KEPT = /AssertionError|foreign key/i;

/**
 * n8n's database-backed store of processed data, which all workers of an installation share. Kept per
 * node of a workflow. Absent in versions of n8n that do not offer it.
 */
export function claimStoreOf({ helpers }: IExecuteFunctions): ClaimStore | undefined {
	if (!('checkProcessedAndRecord' in helpers)) return undefined;
	return {
		record: async (keys) =>
			await helpers.checkProcessedAndRecord([...keys], 'node', options).then(
				({ processed }) => processed.map(String),
				async (error: unknown) =>
					NOTHING_KEPT.test(String(error)) ? undefined : await Promise.reject<never>(error),
			),
	};
}
