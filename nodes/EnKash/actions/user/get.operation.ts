import { z } from 'zod';
import { andThen, succeed } from '../../../../enkash/result.ts';
import { pick, show } from '../../read/selectRecords.ts';
import { readOperation } from '../../operation.ts';
import { simplify, userId } from '../../form/locators.ts';
import { flag, userIdInput } from '../../input/schemas.ts';
import { readOptions } from '../../form/options.ts';
import { simpleUser, simplifyUser } from '../../read/simplify.ts';

export const userGet = readOperation({
	resource: 'user',
	operation: 'get',
	name: 'Get',
	action: 'Get user',
	description: 'Get the person behind a user ID',
	properties: [userId, simplify, readOptions],
	output: simpleUser,
	input: z.object({ userId: userIdInput, simplify: flag(true) }),
	read: async (input, { cardAccountId, client, timeZone }) => {
		const handles = await client.handles(cardAccountId);
		const user = andThen(handles, (list) =>
			pick(list, ({ canonical }) => canonical.userId === input.userId, {
				code: 'no-such-user',
				data: { userId: input.userId },
			}),
		);
		return andThen(user, ([first]) =>
			succeed(show([first], input, (handle) => simplifyUser(handle, timeZone))),
		);
	},
});
