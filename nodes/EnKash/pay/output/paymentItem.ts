import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';
import { formatRupees, toRupees } from '../../../../enkash/money.ts';
import type { Outcome, Receipt } from '../../../../enkash/payout/outcome.ts';
import { type Payment, payeeIn } from '../../../../enkash/payout/payment.ts';
import type { Settled } from '../../../../enkash/payout/settled.ts';
import { isoTime } from '../../isoTime.ts';
import { withoutGaps } from '../../withoutGaps.ts';

/** What workflows read in `outcome`. */
export const OUTCOMES = [
	...['allocated', 'alreadyAllocated', 'withdrawn', 'alreadyWithdrawn', 'nothingToDo'],
	...['rejected', 'unknown', 'notSent'],
	...['wouldAllocate', 'wouldCreateAndAllocate', 'wouldWithdraw'],
] as const;

export function outcomeName({ outcome: { kind }, payment }: Settled): string {
	const isCredit = payment?.direction !== 'DR';
	switch (kind) {
		case 'paid':
			return isCredit ? 'allocated' : 'withdrawn';
		case 'alreadyPaid':
			return isCredit ? 'alreadyAllocated' : 'alreadyWithdrawn';
		case 'wouldPay':
			if (!isCredit) return 'wouldWithdraw';
			return payment && handleIdIn(payment) === undefined
				? 'wouldCreateAndAllocate'
				: 'wouldAllocate';
		default:
			return kind;
	}
}

/** Where the money goes, or comes from; `undefined` for a person without a handle. */
const handleIdIn = ({ recipient }: Payment): string | undefined => recipient.handleId;

/** One record of what a money operation puts out. Amounts in rupees. */
export const payoutOutput = z.object({
	outcome: z.string(),
	name: z.string().optional(),
	amountText: z.string(),
	paidAt: z.string().optional(),
	amount: z.number(),
	email: z.string().optional(),
	mobile: z.string().optional(),
	referenceNumber: z.string(),
	transactionId: z.string().optional(),
	handleBalance: z.number().optional(),
	handleId: z.string().optional(),
	userId: z.string().optional(),
	purpose: z.string().optional(),
	period: z.string().optional(),
	confirmedBy: z.string().optional(),
});

/**
 * What a money operation says of a payment, or of a row that could not be read. Amounts in rupees.
 * What became of whom stands first, where n8n's table shows it without scrolling.
 */
export function paymentFields(settled: Settled, zone: string): IDataObject {
	const { given, outcome, payment } = settled;
	const receipt = receiptIn(outcome);
	const person = (payment ? payeeIn(payment) : given) ?? {};
	return withoutGaps<IDataObject[string]>({
		outcome: outcomeName(settled),
		name: person.name,
		amountText: payment && formatRupees(payment.amount),
		paidAt: isoTime(receipt.paidAt, zone),
		amount: payment && toRupees(payment.amount),
		email: person.email,
		mobile: person.mobile,
		referenceNumber: payment?.reference,
		transactionId: receipt.transactionId,
		handleBalance: receipt.handleBalance,
		handleId: receipt.handleId ?? (payment ? handleIdIn(payment) : given?.handleId),
		userId: receipt.userId,
		purpose: payment?.purpose,
		period: payment?.period,
		confirmedBy: confirmation(outcome),
	});
}

const receiptIn = (outcome: Outcome): Receipt =>
	('receipt' in outcome ? outcome.receipt : undefined) ?? {};

function confirmation(outcome: Outcome): string | undefined {
	if (outcome.kind === 'paid') return outcome.confirmedBy;
	return outcome.kind === 'alreadyPaid' ? 'lookup' : undefined;
}
