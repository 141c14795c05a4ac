import { z } from 'zod';
import { matchesHandle } from '../../../../enkash/filters.ts';
import { andThen, succeed } from '../../../../enkash/result.ts';
import { listInput, select, show } from '../../read/selectRecords.ts';
import { readOperation } from '../../operation.ts';
import { limit, returnAll, simplify } from '../../form/locators.ts';
import { userFilters } from '../../form/filters.ts';
import { optional, text, withDefault } from '../../input/schemas.ts';
import { readOptions } from '../../form/options.ts';
import { firstHandles } from '../../read/users.ts';
import { simpleUser, simplifyUser } from '../../read/simplify.ts';

const filters = z.object({ email: optional(text), mobile: optional(text), name: optional(text) });

export const userGetMany = readOperation({
	resource: 'user',
	operation: 'getMany',
	name: 'Get Many',
	action: 'Get many users',
	description: 'Get many people who hold handles of the account',
	properties: [returnAll, limit, userFilters, simplify, readOptions],
	output: simpleUser,
	input: listInput.extend({ filters: withDefault(filters, {}) }),
	read: async (input, { cardAccountId, client, timeZone }) => {
		const handles = await client.handles(cardAccountId);
		return andThen(handles, (list) => {
			const matching = firstHandles(list.data).filter(({ canonical }) =>
				matchesHandle(canonical, input.filters),
			);
			return andThen(select(list, matching, input), (records) =>
				succeed(show(records, input, (handle) => simplifyUser(handle, timeZone))),
			);
		});
	},
});
