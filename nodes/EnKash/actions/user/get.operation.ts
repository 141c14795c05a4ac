import { z } from 'zod';
import { andThen, succeed } from '../../../../enkash/result.ts';
import { show } from '../../read/selectRecords.ts';
import { readOperation } from '../../operation.ts';
import { simplify, simplifyInput } from '../../form/list.ts';
import { userId, userInput } from '../../form/locators.ts';
import { readOptions } from '../../form/options.ts';
import { findUser } from '../../read/located.ts';
import { simpleUser, simplifyUser } from '../../read/simplify.ts';

export const userGet = readOperation({
	resource: 'user',
	operation: 'get',
	name: 'Get',
	action: 'Get user',
	description: 'Get a person who has handles in the account',
	properties: [userId, simplify, readOptions],
	output: simpleUser,
	input: z.object({ userId: userInput, simplify: simplifyInput }),
	read: async (input, context) =>
		andThen(await findUser(input.userId, context), (user) =>
			succeed(show([user], input, (handle) => simplifyUser(handle, context.timeZone))),
		),
});
