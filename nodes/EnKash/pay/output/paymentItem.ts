import type { IDataObject } from 'n8n-workflow';
import type { Failure } from '../../../../enkash/failure.ts';
import { toRupees } from '../../../../enkash/money.ts';
import type { Instruction } from '../../../../enkash/payout/payment.ts';
import { type Outcome, type Receipt, isUnpaid } from '../../../../enkash/payout/outcome.ts';

/** A payment and what became of it. */
export interface Settled {
	readonly item: number;
	readonly instruction: Instruction;
	readonly outcome: Outcome;
}

/** What workflows read in `outcome`. */
export function outcomeName({ outcome, instruction: { direction } }: Settled): string {
	const isCredit = direction === 'CR';
	switch (outcome.kind) {
		case 'paid':
			return isCredit ? 'allocated' : 'withdrawn';
		case 'alreadyPaid':
			return isCredit ? 'alreadyAllocated' : 'alreadyWithdrawn';
		case 'planned':
			return 'dryRun';
		default:
			return outcome.kind;
	}
}

/** What is known of a payment whatever becomes of it. */
export const instructionFields = ({ amount, recipient, reference }: Instruction): IDataObject => ({
	uniqueReferenceNumber: reference,
	amount: toRupees(amount),
	...(recipient.kind === 'handle' ? { enKashCardId: recipient.enKashCardId } : {}),
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
	...instructionFields(settled.instruction),
	...outcomeFields(settled.outcome),
});

/** What a dry run says of an item: always the outcome `dryRun`, and what a real run would do. */
export function plannedFields(settled: Settled, shortfall: Failure | undefined): IDataObject {
	const { instruction, outcome } = settled;
	const refusal = isUnpaid(outcome) ? outcome.failure : shortfall;
	const isRefused = refusal !== undefined && outcome.kind !== 'alreadyPaid';
	return {
		...paymentFields(settled),
		outcome: 'dryRun',
		direction: instruction.direction === 'CR' ? 'credit' : 'debit',
		plan: isRefused ? 'refuse' : outcome.kind === 'alreadyPaid' ? 'alreadyPaid' : 'send',
		...(isRefused ? { reason: refusal.message } : {}),
	};
}
