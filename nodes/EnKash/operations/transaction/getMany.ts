import { matchingTransactions } from '../../../../enkash/filters.ts';
import { andThen } from '../../../../enkash/result.ts';
import { listInput, select } from '../../lists.ts';
import { readOperation } from '../../operation.ts';
import { limit, returnAll, simplify } from '../../parameters/common.ts';
import { transactionFilters } from '../../parameters/filters.ts';
import { withDefault } from '../../parameters/input.ts';
import { readOptions } from '../../parameters/options.ts';
import { simpleTransaction, simplifyTransaction } from '../../simplified.ts';
import { readFilters, toQuery, transactionFilterInput } from '../../transactionQuery.ts';

export const transactionGetMany = readOperation({
	resource: 'transaction',
	operation: 'getMany',
	name: 'Get Many',
	action: 'Get many transactions',
	description: 'Get many transactions of the account',
	properties: [returnAll, limit, transactionFilters, simplify, readOptions],
	output: simpleTransaction,
	input: listInput.extend({ filters: withDefault(transactionFilterInput, {}) }),
	read: async (input, { cardAccountId, client, timeZone }) => {
		const filters = readFilters(input.filters, timeZone);
		if (!filters.ok) return filters;
		const transactions = await client.transactions(toQuery(cardAccountId, filters.value));
		return andThen(transactions, (list) =>
			andThen(matchingTransactions(list.data, filters.value), (matching) =>
				select(list, matching, input, simplifyTransaction),
			),
		);
	},
});
