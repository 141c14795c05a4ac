import { z } from 'zod';
import { andThen, succeed } from '../../../../enkash/result.ts';
import { pickOne } from '../../read/selectRecords.ts';
import { readOperation } from '../../operation.ts';
import { handleId, simplify } from '../../form/locators.ts';
import { flag, handleIdInput } from '../../input/schemas.ts';
import { readOptions } from '../../form/options.ts';
import { simpleHandle, simplifyHandle } from '../../read/simplify.ts';

export const handleGet = readOperation({
	resource: 'handle',
	operation: 'get',
	name: 'Get',
	action: 'Get handle',
	description: 'Get the balance and details of a handle',
	properties: [handleId, simplify, readOptions],
	output: simpleHandle,
	input: z.object({ handleId: handleIdInput, simplify: flag(true) }),
	read: async (input, { cardAccountId, client }) => {
		const handles = await client.handles(cardAccountId, input.handleId);
		const handle = andThen(handles, (list) =>
			pickOne(list, (one) => one.enKashCardId === input.handleId, `handle ${input.handleId}`),
		);
		return andThen(handle, ({ canonical, raw }) =>
			succeed([input.simplify ? simplifyHandle(canonical) : raw]),
		);
	},
});
