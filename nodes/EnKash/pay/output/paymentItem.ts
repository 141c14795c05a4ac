import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { formatRupees, toRupees } from '../../../../enkash/money.ts';
import type { Outcome, Receipt } from '../../../../enkash/payout/outcome.ts';
import { type Payment, payeeIn } from '../../../../enkash/payout/payment.ts';
import type { Settled } from '../../../../enkash/payout/settled.ts';
import { includeInputFieldsInput } from '../../form/options.ts';
import { isoTime } from '../../isoTime.ts';
import { isTool } from '../../transport/isTool.ts';
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

/** The fields of an item that are this node's: those of a failure among them. */
const OWN: ReadonlySet<string> = new Set([
	...Object.keys(payoutOutput.shape),
	...['code', 'reason', 'advice', 'details'],
]);

/** `error` is left out: with Retry On Fail n8n runs a node again whose first item has one. */
const isKept = (name: string): boolean => !OWN.has(name) && name !== 'error';

/**
 * The fields that came in with each item, if they are to be kept: without any that bears one of our
 * names, so that no old `paidAt` of a sheet stands beside a payment that was not made.
 */
export function keptFieldsOf(context: IExecuteFunctions): (item: number) => IDataObject {
	const usual = !isTool(context.getNode());
	const given = context.getNodeParameter('options.includeInputFields', 0, usual);
	const isWanted = includeInputFieldsInput.safeParse(given).data ?? usual;
	const input = context.getInputData();
	return (item) => {
		const fields = isWanted ? Object.entries(input[item]?.json ?? {}) : [];
		return Object.fromEntries(fields.filter(([name]) => isKept(name)));
	};
}

/** What stands for a row of which nothing is known but that it was not paid. */
export function notSentFields(context: IExecuteFunctions): (item: number) => IDataObject {
	const keptFields = keptFieldsOf(context);
	return (item) => ({ outcome: 'notSent', ...keptFields(item) });
}

/**
 * The fields of an item that bear our names, emptied: to what leaves by the error output n8n adds all
 * that came in.
 */
export function emptiedFields(context: IExecuteFunctions, item: number): IDataObject {
	if (context.getNode().onError !== 'continueErrorOutput') return {};
	const names = Object.keys(context.getInputData()[item]?.json ?? {});
	return Object.fromEntries(names.flatMap((name) => (isKept(name) ? [] : [[name, undefined]])));
}

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
