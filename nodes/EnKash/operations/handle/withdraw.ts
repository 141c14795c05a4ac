import { z } from 'zod';
import { payOperation } from '../../operation.ts';
import { handleId } from '../../parameters/common.ts';
import { amountInput, handleIdInput, occasionInput } from '../../parameters/input.ts';
import { payOptions } from '../../parameters/options.ts';
import { amount, reference, runAgainNotices } from '../../parameters/payment.ts';
import { instruct, payoutOutput } from '../../payment.ts';

export const handleWithdraw = payOperation({
	resource: 'handle',
	operation: 'withdraw',
	name: 'Withdraw',
	action: 'Withdraw money from handle',
	description: 'Move money from a handle back to the account, once per reference',
	properties: [handleId, amount, ...reference, ...runAgainNotices, payOptions],
	output: payoutOutput,
	input: z.object({ handleId: handleIdInput, amount: amountInput }).and(occasionInput),
	instruct: (input, context) =>
		instruct(
			{
				direction: 'DR',
				recipient: { kind: 'handle', enKashCardId: input.handleId },
				amount: input.amount,
				occasion: input,
			},
			context,
		),
});
