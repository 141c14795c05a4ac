import type { None } from './none.ts';

/** What can keep a read or a trigger from showing what was asked for. */
export interface ReadFailures {
	/** No transaction to show as a sample. */
	readonly 'no-transaction-yet': None;
	/** EnKash has more than it sends, page by page, too; and `needed` may be in what is missing. */
	readonly 'list-incomplete': {
		readonly counted: number;
		readonly sent: number;
		readonly needed: 'all' | 'one' | 'new';
	};
	readonly 'no-such-handle': { readonly handleId: string };
	readonly 'no-such-user': { readonly userId: string };
	readonly 'no-such-transaction': { readonly reference: string };
	/** None of the transactions says what a filter is about. */
	readonly 'filter-not-applicable': {
		readonly about: 'amount' | 'date' | 'direction' | 'handle' | 'status';
	};
}
