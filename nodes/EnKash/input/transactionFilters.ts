import type { TransactionQuery } from '../../../enkash/api/client.ts';
import { refuseInput } from '../../../enkash/failures/input.ts';
import type { TransactionFilters } from '../../../enkash/filters.ts';
import { HandleDirectory } from '../../../enkash/handleDirectory.ts';
import { toRupees } from '../../../enkash/money.ts';
import { locate } from '../../../enkash/recipients.ts';
import type { Reads } from '../../../enkash/requests/dedupe.ts';
import { type Result, andThen, succeed } from '../../../enkash/result.ts';
import type { TransactionFiltersGiven } from '../form/filters.ts';
import { firstMoment, lastMoment, parseTimeZone } from './dates.ts';

/** Where filters are applied. */
export interface FilterContext {
	readonly client: Pick<Reads, 'handles'>;
	readonly cardAccountId: string;
	/** Of the workflow: dates without a zone are in it. */
	readonly timeZone: string;
}

/** Reads the filters of a form. A person is looked up among the account's handles. */
export async function readFilters(
	given: TransactionFiltersGiven,
	context: FilterContext,
): Promise<Result<TransactionFilters>> {
	const timeZone = parseTimeZone(context.timeZone);
	if (!timeZone.ok) return timeZone;
	const { amountFrom, amountTo, direction, status } = given;
	const dateFrom = given.dateFrom && firstMoment(given.dateFrom, timeZone.value).toMillis();
	const dateTo = given.dateTo && lastMoment(given.dateTo, timeZone.value).toMillis();
	if (isReversed(dateFrom, dateTo)) return reversed('dates', 'Date From', 'Date To');
	if (isReversed(amountFrom, amountTo)) {
		return reversed('amounts', 'Amount From (₹)', 'Amount To (₹)');
	}
	return andThen(await handleIdOf(given.handleId, context), (handleId) =>
		succeed({
			handleId,
			amountFrom,
			amountTo,
			status,
			direction: direction && (direction === 'credit' ? 'CR' : 'DR'),
			dateFrom,
			dateTo,
		}),
	);
}

const isReversed = <T extends number | bigint>(from?: T, to?: T) =>
	from !== undefined && to !== undefined && from > to;

const reversed = (of: 'amounts' | 'dates', from: string, to: string) =>
	refuseInput({ code: 'range-reversed', data: { of, from, to } });

/** The handle that a filter names, by whatever it names it. */
async function handleIdOf(
	locator: TransactionFiltersGiven['handleId'],
	{ cardAccountId, client }: FilterContext,
): Promise<Result<string | undefined>> {
	if (locator === undefined || locator.by === 'id') return succeed(locator?.id);
	return andThen(await client.handles(cardAccountId), (list) =>
		andThen(locate(new HandleDirectory(list), locator), ({ enKashCardId }) =>
			succeed(enKashCardId),
		),
	);
}

const iso = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString());
const rupees = (paise: bigint | undefined) => (paise === undefined ? undefined : toRupees(paise));

/** The filters as EnKash documents them; a status is applied on our side only. */
export const toQuery = (cardAccountId: string, filters: TransactionFilters): TransactionQuery => ({
	cardAccountId,
	enKashCardId: filters.handleId,
	cardTransactionType: filters.direction,
	amountFrom: rupees(filters.amountFrom),
	amountTo: rupees(filters.amountTo),
	txnDateFrom: iso(filters.dateFrom),
	txnDateTo: iso(filters.dateTo),
});
