import type { IDataObject } from 'n8n-workflow';
import type { Failure } from '../../../../enkash/failures/failure.ts';
import { toRupees } from '../../../../enkash/money.ts';
import type { Payment } from '../../../../enkash/payout/payment.ts';
import { type Outcome, type Receipt, isUnpaid } from '../../../../enkash/payout/outcome.ts';

/** A payment and what became of it. */
export interface Settled {
	readonly item: number;
	readonly payment: Payment;
	readonly outcome: Outcome;
}

/** What workflows read in `outcome`. */
export function outcomeName({ outcome, payment: { direction } }: Settled): string {
	const isCredit = direction === 'CR';
	switch (outcome.kind) {
		case 'paid':
			return isCredit ? 'allocated' : 'withdrawn';
		case 'alreadyPaid':
			return isCredit ? 'alreadyAllocated' : 'alreadyWithdrawn';
		case 'wouldPay':
			return 'dryRun';
		default:
			return outcome.kind;
	}
}

/** What is known of a payment whatever becomes of it. */
export const givenFields = ({ amount, recipient, reference }: Payment): IDataObject => ({
	referenceNumber: reference,
	amount: toRupees(amount),
	...(recipient.kind === 'handle' ? { handleId: recipient.handleId } : {}),
});

/** A receipt without what EnKash did not tell. */
const told = (receipt: Receipt): IDataObject =>
	Object.fromEntries(Object.entries(receipt).filter(([, value]) => value !== undefined));

function outcomeFields(outcome: Outcome): IDataObject {
	if (outcome.kind === 'paid') {
		return { ...told(outcome.receipt), confirmedBy: outcome.confirmedBy };
	}
	return outcome.kind === 'alreadyPaid' ? { ...told(outcome.receipt), confirmedBy: 'lookup' } : {};
}

/** What a money operation puts out of a payment. Amounts in rupees. */
export const paymentFields = (settled: Settled): IDataObject => ({
	outcome: outcomeName(settled),
	...givenFields(settled.payment),
	...outcomeFields(settled.outcome),
});

/** What a dry run says of an item: always the outcome `dryRun`, and what a real run would do. */
export function plannedFields(settled: Settled, shortfall: Failure | undefined): IDataObject {
	const { payment, outcome } = settled;
	const refusal = isUnpaid(outcome) ? outcome.failure : shortfall;
	const isRefused = refusal !== undefined && outcome.kind !== 'alreadyPaid';
	return {
		...paymentFields(settled),
		outcome: 'dryRun',
		direction: payment.direction === 'CR' ? 'credit' : 'debit',
		plan: isRefused ? 'refuse' : outcome.kind === 'alreadyPaid' ? 'alreadyPaid' : 'send',
		...(isRefused ? { reason: refusal.message } : {}),
	};
}
