import { allocatedAmount, allocatedAmountInput } from '../../form/amount.ts';
import { handleId, handleInput } from '../../form/locators.ts';
import { checkOnly, payOptions } from '../../form/options.ts';
import { payOncePer, payOncePerInput } from '../../form/payOncePer.ts';
import { payOperation } from '../../operation.ts';
import { payoutOutput } from '../../pay/output/paymentItem.ts';
import { toPayment } from '../../pay/toPayment.ts';

export const handleAllocate = payOperation({
	resource: 'handle',
	operation: 'allocate',
	name: 'Allocate',
	action: 'Pay handle',
	description: "Move money from the account to a person's handle",
	properties: [handleId, ...allocatedAmount, ...payOncePer, checkOnly, payOptions],
	output: payoutOutput,
	input: allocatedAmountInput.extend({ handleId: handleInput }).and(payOncePerInput),
	toPayment: ({ amount, amountType, handleId: locator, ...once }, context) =>
		toPayment(
			{
				direction: 'CR',
				to: { kind: 'handle', locator },
				amount:
					amountType === 'fixed' ? { kind: 'fixed', amount } : { kind: 'topUpTo', level: amount },
				once,
			},
			context,
		),
});
