import { z } from 'zod';
import { andThen, succeed } from '../../../../enkash/result.ts';
import { readOperation } from '../../operation.ts';
import { simplify, simplifyInput } from '../../form/list.ts';
import { readOptions } from '../../form/options.ts';
import { simpleAccount, simplifyAccount } from '../../read/simplify.ts';

export const accountGet = readOperation({
	resource: 'account',
	operation: 'get',
	name: 'Get',
	action: 'Get account',
	description: 'Get the balance and details of the account',
	properties: [simplify, readOptions],
	output: simpleAccount,
	input: z.object({ simplify: simplifyInput }),
	read: async (input, { cardAccountId, client }) => {
		const account = await client.account(cardAccountId);
		return andThen(account, ({ canonical, raw }) =>
			succeed([input.simplify ? simplifyAccount(canonical) : raw]),
		);
	},
});
