import { z } from 'zod';
import { payOperation } from '../../operation.ts';
import { handleId } from '../../form/locators.ts';
import { amountInput, handleIdInput, occasionInput } from '../../input/schemas.ts';
import { payOptions } from '../../form/options.ts';
import { amount, reference, runAgainNotices } from '../../form/payOncePer.ts';
import { toPayment, payoutOutput } from '../../pay/toPayment.ts';

export const handleWithdraw = payOperation({
	resource: 'handle',
	operation: 'withdraw',
	name: 'Withdraw',
	action: 'Withdraw money from handle',
	description: 'Move money from a handle back to the account, once per reference',
	properties: [handleId, amount, ...reference, ...runAgainNotices, payOptions],
	output: payoutOutput,
	input: z.object({ handleId: handleIdInput, amount: amountInput }).and(occasionInput),
	toPayment: (input, context) =>
		toPayment(
			{
				direction: 'DR',
				recipient: { kind: 'handle', handleId: input.handleId },
				amount: input.amount,
				occasion: input,
			},
			context,
		),
});
