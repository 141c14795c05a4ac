import { matchesHandle } from '../../../../enkash/filters.ts';
import { andThen, succeed } from '../../../../enkash/result.ts';
import { select, show } from '../../read/selectRecords.ts';
import { readOperation } from '../../operation.ts';
import { userFilters, userFiltersInput } from '../../form/filters.ts';
import { limit, listInput, returnAll, simplify } from '../../form/list.ts';
import { readOptions } from '../../form/options.ts';
import { firstHandles } from '../../read/users.ts';
import { simpleUser, simplifyUser } from '../../read/simplify.ts';

export const userGetMany = readOperation({
	resource: 'user',
	operation: 'getMany',
	name: 'Get Many',
	action: 'Get many users',
	description: 'Get many people who have handles in the account',
	properties: [returnAll, limit, userFilters, simplify, readOptions],
	output: simpleUser,
	input: listInput.extend({ filters: userFiltersInput }),
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
