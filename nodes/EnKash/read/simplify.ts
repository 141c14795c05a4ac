import { z } from 'zod';
import type { Account } from '../../../enkash/contract/account.ts';
import { type Handle, fullNameOf } from '../../../enkash/contract/handle.ts';
import type { NamedValue } from '../../../enkash/contract/spelling.ts';
import { type Transaction, directionOf, momentOf } from '../../../enkash/contract/transaction.ts';
import { readMoment } from '../../../enkash/contract/dates.ts';
import { isoTime } from '../isoTime.ts';

const text = z.string().optional();
const number = z.number().optional();

/** At most ten fields of an account, most useful first. Amounts in rupees. */
export const simpleAccount = z.object({
	cardAccountId: z.string(),
	availableBalance: z.number(),
	/** What sits on the handles. */
	balanceOnHandles: number,
	allocatedThisMonth: number,
	handles: number,
	activeHandles: number,
	accountTitle: text,
	companyName: text,
	virtualAccountNumber: text,
	ifscCode: text,
});

export const simplifyAccount = (account: Account): z.infer<typeof simpleAccount> => ({
	cardAccountId: account.cardAccountId,
	availableBalance: account.availableBalance,
	balanceOnHandles: account.availableCardBalance,
	allocatedThisMonth: account.currentMonthAllocationPoint,
	handles: account.totalCards,
	activeHandles: account.activeCards,
	accountTitle: account.accountTitle,
	companyName: account.companyName,
	virtualAccountNumber: account.virtualAccountNumber,
	ifscCode: account.ifscCode,
});

/** At most ten fields of a handle. */
export const simpleHandle = z.object({
	handleId: z.string(),
	name: text,
	handleBalance: number,
	email: text,
	mobile: text,
	status: text,
	kycStatus: text,
	maskedNumber: text,
	userId: text,
});

export const simplifyHandle = (handle: Handle): z.infer<typeof simpleHandle> => ({
	handleId: handle.enKashCardId,
	name: fullNameOf(handle) || undefined,
	handleBalance: handle.otbBalance,
	email: handle.email,
	mobile: handle.mobile,
	status: handle.cardStatus?.label,
	kycStatus: handle.kycStatus?.label,
	maskedNumber: handle.maskedNumber,
	userId: handle.userId,
});

/** At most ten fields of a person who holds handles. */
export const simpleUser = z.object({
	userId: text,
	name: text,
	firstName: text,
	email: text,
	mobile: text,
	title: text,
	gender: text,
	kycStatus: text,
	handleId: z.string(),
	createdAt: text,
});

export const simplifyUser = (handle: Handle, timeZone: string): z.infer<typeof simpleUser> => ({
	userId: handle.userId,
	name: fullNameOf(handle) || undefined,
	firstName: handle.firstName,
	email: handle.email,
	mobile: handle.mobile,
	title: handle.title,
	gender: handle.gender,
	kycStatus: handle.kycStatus?.label,
	handleId: handle.enKashCardId,
	createdAt: isoTime(readMoment(handle.createdOn), timeZone),
});

/** At most ten fields of a transaction. */
export const simpleTransaction = z.object({
	transactionId: text,
	referenceNumber: text,
	name: text,
	amount: number,
	direction: z.enum(['toHandle', 'fromHandle']).optional(),
	kind: text,
	status: text,
	madeAt: text,
	handleId: text,
	userId: text,
});

/** The name of the person who holds a handle, by the handle's ID. */
export type HolderNames = ReadonlyMap<string, string>;

export function simplifyTransaction(
	transaction: Transaction,
	holders: HolderNames,
	timeZone: string,
): z.infer<typeof simpleTransaction> {
	const { amount, enKashCardId: handleId } = transaction;
	const way = directionOf(transaction);
	return {
		transactionId: transaction.enKashTransactionId,
		referenceNumber: transaction.uniqueReferenceNumber,
		name: nameIn(transaction) ?? (handleId === undefined ? undefined : holders.get(handleId)),
		amount: amount === undefined ? undefined : Math.abs(amount),
		direction: way && (way === 'CR' ? 'toHandle' : 'fromHandle'),
		kind: transaction.type && inWords(transaction.type),
		status: transaction.status?.label,
		madeAt: isoTime(momentOf(transaction), timeZone),
		handleId,
		userId: transaction.userId,
	};
}

/** The person's name, where the transaction itself has it. */
export const nameIn = ({ cardHolderName, firstName, lastName }: Transaction): string | undefined =>
	cardHolderName ?? ([firstName, lastName].filter(Boolean).join(' ') || undefined);

/** What kind of transaction a type of EnKash's is: "Allocation", "Card purchase". */
function inWords({ label, name }: NamedValue): string {
	if (/^ALLOCATE/i.test(name)) return 'Allocation';
	if (/^UNALLOCATE/i.test(name)) return 'Withdrawal';
	if (label !== name) return label;
	const words = name.replaceAll('_', ' ').trim().toLowerCase();
	return words.charAt(0).toUpperCase() + words.slice(1);
}
