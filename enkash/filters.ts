import type { Handle } from './contract/handle.ts';
import type { Direction } from './contract/allocation.ts';
import type { Sent } from './contract/list.ts';
import type { Choice } from './contract/spelling.ts';
import { type Transaction, directionOf, momentOf } from './contract/transaction.ts';
import { type Paise, paiseOf } from './money.ts';
import { type Result, fail, succeed } from './result.ts';

/** EnKash documents no filter for handles: these are applied on our side. Absent ones match all. */
export interface HandleFilters {
	readonly email?: string;
	readonly mobile?: string;
	readonly name?: string;
	readonly status?: string;
}

/** EnKash may ignore the filters it documents for transactions, so that they are applied again. */
export interface TransactionFilters {
	readonly handleId?: string;
	readonly direction?: Direction;
	readonly amountFrom?: Paise;
	readonly amountTo?: Paise;
	/** ms since the epoch. */
	readonly dateFrom?: number;
	/** ms since the epoch. */
	readonly dateTo?: number;
	readonly status?: string;
}

const folded = (text: string) => text.normalize('NFKC').trim().toLocaleLowerCase('en');

/** The ten digits that EnKash documents, whatever prefix or spacing they were given with. */
const digits = (mobile: string) => mobile.replace(/\D/g, '').slice(-10);

const hasStatus = (choice: Choice | undefined, wanted: string) =>
	choice !== undefined && [choice.name, choice.label].some((s) => folded(s) === folded(wanted));

export function matchesHandle(handle: Handle, filters: HandleFilters): boolean {
	const { email, mobile, name, status } = filters;
	const fullName = [handle.firstName, handle.lastName].filter(Boolean).join(' ');
	return (
		(email === undefined || folded(handle.email ?? '') === folded(email)) &&
		(mobile === undefined || digits(handle.mobile ?? '') === digits(mobile)) &&
		(name === undefined || folded(fullName).includes(folded(name))) &&
		(status === undefined || hasStatus(handle.cardStatus, status))
	);
}

/** The transactions that pass the filters; fails like `matchesTransaction` for any of them. */
export function matchingTransactions(
	transactions: ReadonlyArray<Sent<Transaction>>,
	filters: TransactionFilters,
): Result<ReadonlyArray<Sent<Transaction>>> {
	const matching: Array<Sent<Transaction>> = [];
	for (const transaction of transactions) {
		const matches = matchesTransaction(transaction.canonical, filters);
		if (!matches.ok) return matches;
		if (matches.value) matching.push(transaction);
	}
	return succeed(matching);
}

/**
 * Whether a transaction passes the filters; `unexpected` if EnKash left out what a filter is about,
 * so that it can be neither kept nor dropped with a good conscience.
 */
export function matchesTransaction(
	transaction: Transaction,
	filters: TransactionFilters,
): Result<boolean> {
	const { amountFrom, amountTo, dateFrom, dateTo, direction, handleId, status } = filters;
	const amount = transaction.amount === undefined ? undefined : paiseOf(transaction.amount);
	const happenedAt = momentOf(transaction);
	const way = directionOf(transaction);
	if (isBounded(amountFrom, amountTo) && amount === undefined)
		return missing(transaction, 'amount');
	if (isBounded(dateFrom, dateTo) && happenedAt === undefined)
		return missing(transaction, 'txnDate');
	if (direction !== undefined && way === undefined) {
		return missing(transaction, 'cardTransactionType');
	}
	return succeed(
		(handleId === undefined || transaction.enKashCardId === handleId) &&
			(direction === undefined || way === direction) &&
			isWithin(amount, amountFrom, amountTo) &&
			isWithin(happenedAt, dateFrom, dateTo) &&
			(status === undefined || hasStatus(transaction.status, status)),
	);
}

const isBounded = (from: unknown, to: unknown) => from !== undefined || to !== undefined;

const isWithin = <T extends number | bigint>(value: T | undefined, from?: T, to?: T) =>
	(from === undefined || (value !== undefined && value >= from)) &&
	(to === undefined || (value !== undefined && value <= to));

const missing = (transaction: Transaction, field: string) =>
	fail<boolean>({
		kind: 'unexpected',
		field,
		message: `EnKash sent transaction ${transaction.enKashTransactionId ?? transaction.uniqueReferenceNumber ?? ''} without ${field}, which a filter is about`,
		advice: 'Leave that filter out, and please report it.',
	});
