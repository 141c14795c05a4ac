import type { Direction } from './contract/allocation.ts';
import { type Handle, fullNameOf, handleStatusOf } from './contract/handle.ts';
import type { Sent } from './contract/list.ts';
import type { NamedValue } from './contract/spelling.ts';
import { type StatusMeaning, statusMeaning } from './contract/status.ts';
import { type Transaction, directionOf, momentOf } from './contract/transaction.ts';
import type { ReadFailures } from './failures/read.ts';
import { type Paise, paiseOf } from './money.ts';
import { isSameMobile } from './mobile.ts';
import { foldEmail } from './person.ts';
import { type Result, fail, succeed } from './result.ts';
import { foldText } from './text.ts';

/** EnKash documents no filter for handles: these are applied on our side. Absent ones match all. */
export interface HandleFilters {
	readonly email?: string;
	readonly mobile?: string;
	readonly name?: string;
	/** Whether it can be paid, or EnKash's own word for its status. */
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
	/** What it means (`completed`, `failed`, `pending`, `reversed`), or EnKash's own word for it. */
	readonly status?: string;
}

/** By EnKash's own name or label of a status. */
const isCalled = (value: NamedValue | undefined, wanted: string) =>
	value !== undefined && [value.name, value.label].some((s) => foldText(s) === foldText(wanted));

/** What people choose from, for what a status of a transaction means. */
const MEANINGS: Readonly<Record<string, StatusMeaning>> = {
	completed: 'good',
	failed: 'failed',
	pending: 'unknown',
	reversed: 'reversed',
};

const hasStatus = ({ status }: Transaction, wanted: string): boolean =>
	isCalled(status, wanted) || (status !== undefined && statusMeaning(status) === MEANINGS[wanted]);

export function matchesHandle(handle: Handle, filters: HandleFilters): boolean {
	const { email, mobile, name, status } = filters;
	return (
		(email === undefined || foldEmail(handle.email ?? '') === foldEmail(email)) &&
		(mobile === undefined || isSameMobile(handle.mobile, mobile)) &&
		(name === undefined || foldText(fullNameOf(handle)).includes(foldText(name))) &&
		(status === undefined ||
			handleStatusOf(handle) === status ||
			isCalled(handle.cardStatus, status))
	);
}

/**
 * The transactions that pass the filters. One that does not say what a filter is about does not pass;
 * where none of them says it, the filter cannot be applied: `unexpected`.
 */
export function matchingTransactions(
	transactions: ReadonlyArray<Sent<Transaction>>,
	filters: TransactionFilters,
): Result<ReadonlyArray<Sent<Transaction>>> {
	const all = transactions.map(({ canonical }) => canonical);
	const untold = CRITERIA.find(
		({ isAsked, isTold }) => isAsked(filters) && all.length > 0 && !all.some(isTold),
	);
	if (untold) {
		const { about } = untold;
		return fail({ kind: 'unexpected', code: 'filter-not-applicable', data: { about } });
	}
	return succeed(transactions.filter(({ canonical }) => passes(canonical, filters)));
}

/** What filters are about, and whether a transaction says it. */
const CRITERIA: ReadonlyArray<{
	readonly about: ReadFailures['filter-not-applicable']['about'];
	readonly isAsked: (filters: TransactionFilters) => boolean;
	readonly isTold: (transaction: Transaction) => boolean;
}> = [
	{
		about: 'amount',
		isAsked: ({ amountFrom, amountTo }) => amountFrom !== undefined || amountTo !== undefined,
		isTold: ({ amount }) => amount !== undefined,
	},
	{
		about: 'date',
		isAsked: ({ dateFrom, dateTo }) => dateFrom !== undefined || dateTo !== undefined,
		isTold: (transaction) => momentOf(transaction) !== undefined,
	},
	{
		about: 'direction',
		isAsked: ({ direction }) => direction !== undefined,
		isTold: (transaction) => directionOf(transaction) !== undefined,
	},
	{
		about: 'handle',
		isAsked: ({ handleId }) => handleId !== undefined,
		isTold: ({ enKashCardId }) => enKashCardId !== undefined,
	},
	{
		about: 'status',
		isAsked: ({ status }) => status !== undefined,
		isTold: ({ status }) => status !== undefined,
	},
];

/** An amount may be negative for money that leaves a handle; filters speak of how much moved. */
const sizeOf = ({ amount }: Transaction) =>
	amount === undefined ? undefined : paiseOf(Math.abs(amount));

const passes = (transaction: Transaction, filters: TransactionFilters): boolean => {
	const { amountFrom, amountTo, dateFrom, dateTo, direction, handleId, status } = filters;
	return (
		(handleId === undefined || transaction.enKashCardId === handleId) &&
		(direction === undefined || directionOf(transaction) === direction) &&
		isWithin(sizeOf(transaction), amountFrom, amountTo) &&
		isWithin(momentOf(transaction), dateFrom, dateTo) &&
		(status === undefined || hasStatus(transaction, status))
	);
};

const isWithin = <T extends number | bigint>(value: T | undefined, from?: T, to?: T) =>
	(from === undefined || (value !== undefined && value >= from)) &&
	(to === undefined || (value !== undefined && value <= to));
