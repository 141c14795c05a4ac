import { counted } from '../pages.mts';
import type { Dialects } from './dialect.mts';

/** A record that nobody can read, as one stray row of a list. */
const UNREADABLE = { enKashTransactionId: null, amount: 'n/a', status: [], txnDate: 'yesterday' };

/** What the list of `transaction/all` is wrapped in. */
export const LISTS = {
	'list-bare': {
		description: 'The payload is an array of records, without a count.',
		changes: { list: ({ records }) => records },
	},
	'list-bare-or-one-record': {
		description: 'The payload is an array of records; a single one stands there without a list.',
		changes: { list: ({ records }) => (records.length === 1 ? records[0] : records) },
	},
	'list-called-transactions': {
		description: 'The list is called `transactions`, and there is no count.',
		changes: { list: ({ records }) => ({ transactions: records }) },
	},
	'list-called-records': {
		description: 'The list is called `records`, its count `total`.',
		changes: { list: ({ records, count }) => ({ records, total: count }) },
	},
	'list-called-content': {
		description: 'The list is called `content`, its count `totalElements`.',
		changes: { list: ({ records, count }) => ({ content: records, totalElements: count }) },
	},
	'list-called-list': {
		description: 'The list is called `list`, its count `totalCount`.',
		changes: { list: ({ records, count }) => ({ list: records, totalCount: count }) },
	},
	'list-called-items': {
		description: 'The list is called `items`, its count `count`.',
		changes: { list: ({ records, count }) => ({ items: records, count }) },
	},
	'list-called-result': {
		description: 'The list is called `result`, and there is no count.',
		changes: { list: ({ records }) => ({ result: records }) },
	},
	'list-on-a-spring-page': {
		description: 'The list is a page as Spring writes it: `content`, `totalPages`, `last`, ….',
		changes: {
			list: ({ records, total, size, offset }) => ({
				content: records,
				totalElements: total,
				totalPages: Math.ceil(total / Math.min(size, total || 1)),
				number: Number.isFinite(size) ? Math.floor(offset / size) : 0,
				size: Number.isFinite(size) ? size : total,
				numberOfElements: records.length,
				first: offset === 0,
				last: offset + records.length >= total,
				empty: records.length === 0,
			}),
		},
	},
	'list-nested-in-data': {
		description: 'The list is called `content`, inside an object called `data`.',
		changes: {
			list: ({ records, count }) => ({ data: { content: records, totalElements: count } }),
		},
	},
	'list-nested-in-result': {
		description: 'The list is called `transactions`, inside an object called `result`.',
		changes: { list: ({ records }) => ({ status: 'OK', result: { transactions: records } }) },
	},
	'list-under-an-unknown-name': {
		description: 'The list is called `pettyCashMovements`.',
		changes: { list: ({ records }) => ({ pettyCashMovements: records }) },
	},
	'list-keyed-by-id': {
		description: 'The payload is an object that has each record under its transaction id.',
		changes: {
			list: ({ records }) =>
				Object.fromEntries(
					records.map(({ enKashTransactionId: id, ...others }, n) => [
						typeof id === 'string' ? id : `T${n}`,
						others,
					]),
				),
		},
	},
	'list-with-an-unreadable-record': {
		description: 'Every list has one record more, and nobody can read it.',
		changes: {
			list: ({ records, count = records.length, ...page }) =>
				counted({ ...page, records: [...records, UNREADABLE], count: count + 1 }),
		},
	},
} satisfies Dialects;
