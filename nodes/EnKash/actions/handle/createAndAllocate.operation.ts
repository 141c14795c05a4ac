import { z } from 'zod';
import { person } from '../../../../enkash/contract/allocation.ts';
import { payOperation } from '../../operation.ts';
import { amountInput, filledText, occasionInput } from '../../input/schemas.ts';
import { payOptions } from '../../form/options.ts';
import { amount, reference, runAgainNotices } from '../../form/payOncePer.ts';
import { personFields } from '../../form/person.ts';
import { toPayment, payoutOutput } from '../../pay/toPayment.ts';

/** An Indian mobile number as people write it, as the ten digits that EnKash takes. */
const mobile = filledText.transform((written) => {
	const digits = written.replace(/[\s-]/g, '').replace(/^(\+91|0)(?=\d{10}$)/, '');
	return digits;
});

const input = z.object({
	amount: amountInput,
	firstName: filledText,
	title: person.shape.title,
	gender: person.shape.gender,
	email: filledText.pipe(person.shape.email),
	mobile: mobile.pipe(person.shape.mobile),
});

export const handleCreateAndAllocate = payOperation({
	resource: 'handle',
	operation: 'createAndAllocate',
	name: 'Create and Allocate',
	action: 'Create handle and allocate money',
	description: 'Give money to a person, who gets a handle first if there is none yet',
	properties: [...personFields, amount, ...reference, ...runAgainNotices, payOptions],
	output: payoutOutput,
	input: input.and(occasionInput),
	toPayment: (
		{ amount: paise, firstName, title, gender, email, mobile: number, ...occasion },
		context,
	) =>
		toPayment(
			{
				direction: 'CR',
				recipient: { kind: 'person', person: { firstName, title, gender, email, mobile: number } },
				amount: paise,
				occasion,
			},
			context,
		),
});
