import { z } from 'zod';
import { andThen, succeed } from '../../../../enkash/result.ts';
import { pick, show } from '../../read/selectRecords.ts';
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
			pick(list, ({ canonical }) => canonical.enKashCardId === input.handleId, {
				code: 'no-such-handle',
				data: { handleId: input.handleId },
			}),
		);
		return andThen(handle, ([first]) => succeed(show([first], input, simplifyHandle)));
	},
});
