import { z } from 'zod';
import type { Direction } from '../../../enkash/contract/allocation.ts';
import type { Paise } from '../../../enkash/money.ts';
import type { Payment, Recipient } from '../../../enkash/payout/payment.ts';
import { deriveReference } from '../../../enkash/reference.ts';
import { type Result, andThen, succeed } from '../../../enkash/result.ts';
import type { PayContext } from '../operation.ts';
import type { OccasionInput } from '../input/schemas.ts';

/** One record of what a money operation puts out. Amounts in rupees. */
export const payoutOutput = z.object({
	outcome: z.string(),
	name: z.string().optional(),
	email: z.string().optional(),
	mobile: z.string().optional(),
	amount: z.number(),
	amountText: z.string(),
	referenceNumber: z.string(),
	transactionId: z.string().optional(),
	paidAt: z.string().optional(),
	handleBalance: z.number().optional(),
	handleId: z.string().optional(),
	userId: z.string().optional(),
	purpose: z.string().optional(),
	period: z.string().optional(),
	confirmedBy: z.string().optional(),
});

interface Wanted {
	readonly direction: Direction;
	readonly recipient: Recipient;
	readonly amount: Paise;
	readonly occasion: OccasionInput;
}

/** Makes the payment for one item's payment, deriving its reference if none was given. */
export function toPayment({ occasion, ...payment }: Wanted, context: PayContext): Result<Payment> {
	const { allocationType, cardAccountId } = context;
	const make = (reference: string): Payment => ({
		...payment,
		allocationType,
		cardAccountId,
		reference,
	});
	if (occasion.payOncePer === 'referenceNumber') return succeed(make(occasion.referenceNumber));
	const { purpose } = occasion;
	const { direction, recipient } = payment;
	return andThen(context.occasions.period(occasion.payOncePer, context.itemIndex), (period) =>
		succeed(
			make(
				deriveReference({
					cardAccountId,
					direction,
					recipient: recipient.kind === 'handle' ? recipient.handleId : recipient.person.mobile,
					purpose,
					period,
				}),
			),
		),
	);
}
