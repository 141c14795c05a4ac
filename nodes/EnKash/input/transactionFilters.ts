import { DateTime } from 'luxon';
import { z } from 'zod';
import type { TransactionQuery } from '../../../enkash/api/client.ts';
import type { TransactionFilters } from '../../../enkash/filters.ts';
import { parseIdentifier } from '../../../enkash/identifiers.ts';
import { checked } from '../../../enkash/checked.ts';
import { parseAmount, toRupees } from '../../../enkash/money.ts';
import { type Result, fail, succeed } from '../../../enkash/result.ts';
import { optional, text } from './schemas.ts';

/** The filters of a form; an amount of 0 is no bound. */
const amountBound = z.preprocess(
	(given) => (given === 0 ? undefined : given),
	optional(checked(parseAmount)),
);

export const transactionFilterInput = z.object({
	handleId: optional(checked(parseIdentifier('handle'))),
	direction: optional(z.enum(['credit', 'debit'])),
	amountFrom: amountBound,
	amountTo: amountBound,
	dateFrom: optional(z.unknown()),
	dateTo: optional(z.unknown()),
	status: optional(text),
});
export type TransactionFilterInput = z.infer<typeof transactionFilterInput>;

/** Reads the filters of a form; dates without a zone are in the workflow's time zone. */
export function readFilters(
	input: TransactionFilterInput,
	timeZone: string,
): Result<TransactionFilters> {
	const dateFrom = readDate(input.dateFrom, timeZone, 'Date From');
	if (!dateFrom.ok) return dateFrom;
	const dateTo = readDate(input.dateTo, timeZone, 'Date To');
	if (!dateTo.ok) return dateTo;
	const { amountFrom, amountTo, handleId, status } = input;
	if (isReversed(dateFrom.value, dateTo.value)) return reversed('Date');
	if (isReversed(amountFrom, amountTo)) return reversed('Amount');
	return succeed({
		handleId,
		amountFrom,
		amountTo,
		status,
		direction: input.direction && (input.direction === 'credit' ? 'CR' : 'DR'),
		dateFrom: dateFrom.value,
		dateTo: dateTo.value,
	});
}

const isReversed = <T extends number | bigint>(from?: T, to?: T) =>
	from !== undefined && to !== undefined && from > to;

const reversed = (what: string) =>
	fail<never>({
		kind: 'invalid',
		field: `${what} From`,
		message: `"${what} From" is after "${what} To"`,
		advice: 'Swap the two filters, or correct one of them.',
	});

const DATE_ONLY = /^\d{4}-\d{2}-\d{2}$/;

/** ms since the epoch. A bare date is the whole day: its start for "from", its end for "to". */
function readDate(
	given: unknown,
	timeZone: string,
	field: 'Date From' | 'Date To',
): Result<number | undefined> {
	if (given === undefined) return succeed(undefined);
	const written = given instanceof Date ? given.toISOString() : String(given).trim();
	const date = DateTime.fromISO(written.replace(' ', 'T'), { zone: timeZone });
	if (!date.isValid) {
		return fail({
			kind: 'invalid',
			field,
			message: `${field}: "${written.slice(0, 40)}" is not a date`,
			advice: `Pick a date in "${field}", or give one like 2026-11-23 or 2026-11-23T09:30:00.`,
		});
	}
	const wholeDay = DATE_ONLY.test(written) && field === 'Date To';
	return succeed((wholeDay ? date.endOf('day') : date).toMillis());
}

const iso = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString());
const rupees = (paise: bigint | undefined) => (paise === undefined ? undefined : toRupees(paise));

/** The filters as EnKash documents them. */
export const toQuery = (cardAccountId: string, filters: TransactionFilters): TransactionQuery => ({
	cardAccountId,
	enKashCardId: filters.handleId,
	cardTransactionType: filters.direction,
	amountFrom: rupees(filters.amountFrom),
	amountTo: rupees(filters.amountTo),
	txnDateFrom: iso(filters.dateFrom),
	txnDateTo: iso(filters.dateTo),
	status: filters.status,
});
