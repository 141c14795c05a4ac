import type { None } from './none.ts';

/** What can keep a read or a trigger from showing what was asked for. */
export interface ReadFailures {
	/** No transaction to show as a sample. */
	'no-transaction-yet': None;
}
