import { amount, amountInput } from '../../form/amount.ts';
import { checkOnly, payPersonOptions } from '../../form/options.ts';
import { payOncePer, payOncePerInput } from '../../form/payOncePer.ts';
import { personFields, personInput } from '../../form/person.ts';
import { payOperation } from '../../operation.ts';
import { payoutOutput } from '../../pay/output/paymentItem.ts';
import { toPayment } from '../../pay/toPayment.ts';

export const handleCreateAndAllocate = payOperation({
	resource: 'handle',
	operation: 'createAndAllocate',
	name: 'Create and Allocate',
	action: 'Pay person and create handle if needed',
	description: 'Pay a person, creating a handle first if they have none',
	properties: [...personFields, amount, ...payOncePer, checkOnly, payPersonOptions],
	output: payoutOutput,
	input: personInput.extend({ amount: amountInput }).and(payOncePerInput),
	toPayment: ({ amount: paise, firstName, title, gender, email, mobile, ...once }, context) =>
		toPayment(
			{
				direction: 'CR',
				to: { kind: 'person', person: { firstName, title, gender, email, mobile } },
				amount: { kind: 'fixed', amount: paise },
				once,
			},
			context,
		),
});
