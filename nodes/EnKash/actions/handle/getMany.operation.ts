import { matchesHandle } from '../../../../enkash/filters.ts';
import { andThen, succeed } from '../../../../enkash/result.ts';
import { select, show } from '../../read/selectRecords.ts';
import { readOperation } from '../../operation.ts';
import { handleFilters, handleFiltersInput } from '../../form/filters.ts';
import { limit, listInput, returnAll, simplify } from '../../form/list.ts';
import { readOptions } from '../../form/options.ts';
import { simpleHandle, simplifyHandle } from '../../read/simplify.ts';

export const handleGetMany = readOperation({
	resource: 'handle',
	operation: 'getMany',
	name: 'Get Many',
	action: 'Get many handles',
	description: 'Get many handles of the account',
	properties: [returnAll, limit, handleFilters, simplify, readOptions],
	output: simpleHandle,
	input: listInput.extend({ filters: handleFiltersInput }),
	read: async (input, { cardAccountId, client }) => {
		const handles = await client.handles(cardAccountId);
		return andThen(handles, (list) => {
			const matching = list.data.filter(({ canonical }) => matchesHandle(canonical, input.filters));
			return andThen(select(list, matching, input), (records) =>
				succeed(show(records, input, simplifyHandle)),
			);
		});
	},
});
