import { z } from 'zod';
import { withdrawnAmount, withdrawnAmountInput } from '../../form/amount.ts';
import { handleId, handleInput } from '../../form/locators.ts';
import { checkOnly, payOptions } from '../../form/options.ts';
import { payOncePerInput, withdrawOncePer } from '../../form/payOncePer.ts';
import { payOperation } from '../../operation.ts';
import { payoutOutput } from '../../pay/output/paymentItem.ts';
import { toPayment } from '../../pay/toPayment.ts';

export const handleWithdraw = payOperation({
	resource: 'handle',
	operation: 'withdraw',
	name: 'Withdraw',
	action: 'Take money back from handle',
	description: "Move money from a person's handle back to the account",
	properties: [handleId, ...withdrawnAmount, ...withdrawOncePer, checkOnly, payOptions],
	output: payoutOutput,
	input: z.object({ handleId: handleInput }).and(withdrawnAmountInput).and(payOncePerInput),
	toPayment: (input, context) =>
		toPayment(
			{
				direction: 'DR',
				to: { kind: 'handle', locator: input.handleId },
				amount:
					input.amountType === 'fixed'
						? { kind: 'fixed', amount: input.amount }
						: { kind: 'everything' },
				once: input,
			},
			context,
		),
});
