import { digest } from '../../../enkash/digest.ts';
import { andThen, type Result, succeed } from '../../../enkash/result.ts';
import {
	type BalanceEvent,
	watchBalanceBelow,
	watchBalanceChanged,
} from '../../../enkash/watch/balance.ts';
import { watchTransactions } from '../../../enkash/watch/transactions.ts';
import type { Watch } from '../../../enkash/watch/watch.ts';
import { balanceInWords } from '../../../texts/balance.ts';
import { simplifyTransactions } from '../read/transactions.ts';
import { readFilters } from '../input/transactionFilters.ts';
import type { Transport } from '../transport/transport.ts';
import type { Form } from './form.ts';

/** The watch that the form describes, on the account that it or the credential names. */
export async function watchOf(
	form: Form,
	{ client, connection }: Transport,
	timeZone: string,
): Promise<Result<Watch>> {
	const cardAccountId = form.options.cardAccountId ?? connection.cardAccountId;
	const { baseUrl, companyId } = connection;
	const source = (filters: object = {}) => ({
		client: client(form.options.timeout),
		cardAccountId,
		subject: digest([form.triggerOn, baseUrl, companyId, cardAccountId, filters]),
		now: Date.now,
	});
	const balance = { ...source(), show: withWords };
	switch (form.triggerOn) {
		case 'balanceBelow':
			return succeed(
				watchBalanceBelow(balance, {
					threshold: form.threshold,
					alsoWhenRecovered: form.options.alsoWhenRecovered,
				}),
			);
		case 'balanceChanged':
			return succeed(watchBalanceChanged(balance));
		case 'newTransaction':
			return andThen(await readFilters(form.filters, { ...source(), timeZone }), (filters) => {
				// Dates may be expressions that move with the time, which must not start the watch anew;
				// nor must another handle of the person who is named.
				const { handleId } = form.filters;
				const where = source({ ...filters, handleId, dateFrom: undefined, dateTo: undefined });
				return succeed(
					watchTransactions({
						...where,
						filters,
						show: async (transactions) =>
							await simplifyTransactions(transactions, { ...where, timeZone }),
					}),
				);
			});
	}
}

const withWords = (event: BalanceEvent) => ({ ...event, ...balanceInWords(event) });
