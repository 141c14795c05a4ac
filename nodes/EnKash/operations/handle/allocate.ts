import { z } from 'zod';
import { payOperation } from '../../operation.ts';
import { handleId } from '../../parameters/common.ts';
import { amountInput, handleIdInput, occasionInput } from '../../parameters/input.ts';
import { payOptions } from '../../parameters/options.ts';
import { amount, reference, runAgainNotices } from '../../parameters/payment.ts';
import { instruct, payoutOutput } from '../../payment.ts';

export const handleAllocate = payOperation({
	resource: 'handle',
	operation: 'allocate',
	name: 'Allocate',
	action: 'Allocate money to handle',
	description: 'Move money from the account to a handle, once per reference',
	properties: [handleId, amount, ...reference, ...runAgainNotices, payOptions],
	output: payoutOutput,
	input: z.object({ handleId: handleIdInput, amount: amountInput }).and(occasionInput),
	instruct: (input, context) =>
		instruct(
			{
				direction: 'CR',
				recipient: { kind: 'handle', enKashCardId: input.handleId },
				amount: input.amount,
				occasion: input,
			},
			context,
		),
});
