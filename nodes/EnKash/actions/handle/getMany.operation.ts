import { z } from 'zod';
import { matchesHandle } from '../../../../enkash/filters.ts';
import { andThen, succeed } from '../../../../enkash/result.ts';
import { listInput, select, show } from '../../read/selectRecords.ts';
import { readOperation } from '../../operation.ts';
import { limit, returnAll, simplify } from '../../form/locators.ts';
import { handleFilters } from '../../form/filters.ts';
import { optional, text, withDefault } from '../../input/schemas.ts';
import { readOptions } from '../../form/options.ts';
import { simpleHandle, simplifyHandle } from '../../read/simplify.ts';

const filters = z.object({
	email: optional(text),
	mobile: optional(text),
	name: optional(text),
	status: optional(text),
});

export const handleGetMany = readOperation({
	resource: 'handle',
	operation: 'getMany',
	name: 'Get Many',
	action: 'Get many handles',
	description: 'Get many handles of the account',
	properties: [returnAll, limit, handleFilters, simplify, readOptions],
	output: simpleHandle,
	input: listInput.extend({ filters: withDefault(filters, {}) }),
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
