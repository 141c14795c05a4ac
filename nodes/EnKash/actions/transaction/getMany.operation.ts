import { matchingTransactions } from '../../../../enkash/filters.ts';
import { andThen, succeed } from '../../../../enkash/result.ts';
import { select } from '../../read/selectRecords.ts';
import { readOperation } from '../../operation.ts';
import { transactionFilters, transactionFiltersInput } from '../../form/filters.ts';
import { limit, listInput, returnAll, simplify } from '../../form/list.ts';
import { readOptions } from '../../form/options.ts';
import { simpleTransaction } from '../../read/simplify.ts';
import { showTransactions } from '../../read/transactions.ts';
import { readFilters, toQuery } from '../../input/transactionFilters.ts';

export const transactionGetMany = readOperation({
	resource: 'transaction',
	operation: 'getMany',
	name: 'Get Many',
	action: 'Get many transactions',
	description: 'Get many transactions of the account',
	properties: [returnAll, limit, transactionFilters, simplify, readOptions],
	output: simpleTransaction,
	input: listInput.extend({ filters: transactionFiltersInput }),
	read: async (input, context) => {
		const filters = await readFilters(input.filters, context);
		if (!filters.ok) return filters;
		const query = toQuery(context.cardAccountId, filters.value);
		const records = andThen(await context.client.transactions(query), (list) =>
			andThen(matchingTransactions(list.data, filters.value), (matching) =>
				select(list, matching, input),
			),
		);
		return records.ok ? succeed(await showTransactions(records.value, input, context)) : records;
	},
});
