import type { Transaction } from '../account.mts';
import type { Dialects } from './dialect.mts';

const listedAs = (status: string) => ({
	shownAs: (transaction: Transaction) => [{ ...transaction, status }],
});

const written = (status: unknown) => ({ statusFields: () => ({ status }) });

/** Another transaction of EnKash's about the same payment. */
const another = (transaction: Transaction, change: Partial<Transaction>): Transaction => ({
	...transaction,
	id: `${transaction.id.slice(0, -1)}${transaction.id.endsWith('X') ? 'Y' : 'X'}`,
	...change,
});

/** Another one, in the other direction. */
const opposite = (transaction: Transaction, change: Partial<Transaction>): Transaction =>
	another(transaction, { direction: transaction.direction === 'CR' ? 'DR' : 'CR', ...change });

const PENDING_MS = 25_000;

/** Which status a transaction has, how it is written, and how often the transaction is listed. */
export const STATUSES = {
	'status-success': {
		description: 'What was paid has the status `SUCCESS`.',
		changes: listedAs('SUCCESS'),
	},
	'status-in-lower-case': {
		description: 'Statuses are written small: `created`.',
		changes: { statusFields: (status) => ({ status: status.toLowerCase() }) },
	},
	'status-by-name-and-label': {
		description: 'What was paid has the status `{"name": "CR", "label": "Created"}`.',
		changes: written({ name: 'CR', label: 'Created' }),
	},
	'status-pending': {
		description: 'What was paid stays `PENDING`.',
		changes: listedAs('PENDING'),
	},
	'status-initiated': {
		description: 'What was paid stays `INITIATED`.',
		changes: listedAs('INITIATED'),
	},
	'status-pending-for-25s': {
		description: 'What was paid is `PENDING` for 25 seconds, then `SUCCESS`.',
		changes: {
			shownAs: (transaction, age) => [
				{ ...transaction, status: age < PENDING_MS ? 'PENDING' : 'SUCCESS' },
			],
		},
	},
	'status-failed': {
		description: 'What was paid is listed as `FAILED`.',
		changes: listedAs('FAILED'),
	},
	'status-failed-in-label': {
		description: 'What was paid has the status `{"name": "FL", "label": "Failed"}`.',
		changes: written({ name: 'FL', label: 'Failed' }),
	},
	'status-reversed': {
		description: 'What was paid is listed as `REVERSED`.',
		changes: listedAs('REVERSED'),
	},
	'status-refunded': {
		description: 'What was paid is listed as `REFUNDED`.',
		changes: listedAs('REFUNDED'),
	},
	'status-cancelled': {
		description: 'What was paid is listed as `CANCELLED`.',
		changes: listedAs('CANCELLED'),
	},
	'status-unknown-code': {
		description: 'What was paid has the status `T07`.',
		changes: listedAs('T07'),
	},
	'status-not-told': {
		description: 'Transactions have no status.',
		changes: { statusFields: () => ({}) },
	},
	'listed-twice': {
		description: 'Every payment is listed twice, under two ids, both `CREATED`.',
		changes: { shownAs: (transaction) => [transaction, another(transaction, {})] },
	},
	'listed-failed-then-created': {
		description: 'Before every payment a failed try with its reference is listed.',
		changes: {
			shownAs: (transaction) => [another(transaction, { status: 'FAILED' }), transaction],
		},
	},
	'listed-with-the-account-side': {
		description: "Every payment is listed with the account's side of it, in the other direction.",
		changes: {
			shownAs: (transaction) => [
				transaction,
				opposite(transaction, { handle: { ...transaction.handle, id: 'EKC0ACCOUNT' } }),
			],
		},
	},
	'listed-with-its-reversal': {
		description: 'Every payment is listed with a reversal in the other direction.',
		changes: {
			shownAs: (transaction) => [transaction, opposite(transaction, { type: 'REVERSAL' })],
		},
	},
	'listed-with-a-fee': {
		description: 'Every payment is listed with a fee under its reference, in the other direction.',
		changes: {
			shownAs: (transaction) => [transaction, opposite(transaction, { type: 'FEE', amount: 50 })],
		},
	},
	'listed-with-a-purchase': {
		description: 'Every payment is listed with what was bought with it, under its reference.',
		changes: {
			shownAs: (transaction) => [
				opposite(transaction, { type: 'SALE', amount: Math.ceil(transaction.amount / 3) }),
				transaction,
			],
		},
	},
	'listed-in-parts': {
		description: 'Every payment is listed in two parts, under one reference.',
		changes: {
			shownAs: (transaction) => {
				const first = Math.ceil(transaction.amount / 3);
				const rest = { ...transaction, amount: transaction.amount - first };
				return [another(transaction, { amount: first }), rest];
			},
		},
	},
} satisfies Dialects;
