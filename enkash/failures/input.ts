import type { None } from './none.ts';

/** What can be wrong with what a person or a workflow gave. */
export interface InputFailures {
	'amount-zero': None;
}
