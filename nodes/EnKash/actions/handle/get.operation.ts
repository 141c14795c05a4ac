import { z } from 'zod';
import { andThen, succeed } from '../../../../enkash/result.ts';
import { show } from '../../read/selectRecords.ts';
import { readOperation } from '../../operation.ts';
import { simplify, simplifyInput } from '../../form/list.ts';
import { handleId, handleInput } from '../../form/locators.ts';
import { readOptions } from '../../form/options.ts';
import { findHandle } from '../../read/located.ts';
import { simpleHandle, simplifyHandle } from '../../read/simplify.ts';

export const handleGet = readOperation({
	resource: 'handle',
	operation: 'get',
	name: 'Get',
	action: 'Get handle',
	description: 'Get the balance and details of a handle',
	properties: [handleId, simplify, readOptions],
	output: simpleHandle,
	input: z.object({ handleId: handleInput, simplify: simplifyInput }),
	read: async (input, context) =>
		andThen(await findHandle(input.handleId, context), (handle) =>
			succeed(show([handle], input, simplifyHandle)),
		),
});
