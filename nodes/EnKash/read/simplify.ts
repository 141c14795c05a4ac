import { z } from 'zod';
import type { Account } from '../../../enkash/contract/account.ts';
import type { Handle } from '../../../enkash/contract/handle.ts';
import type { Transaction } from '../../../enkash/contract/transaction.ts';

const text = z.string().optional();
const rupees = z.number().optional();

/** What people read of a choice: its label. */
const label = z
	.object({ label: z.string() })
	.transform((choice) => choice.label)
	.pipe(z.string())
	.optional();

/** At most ten fields of an account, most useful first. */
export const simpleAccount = z.object({
	cardAccountId: z.string(),
	availableBalance: z.number(),
	availableCardBalance: rupees,
	accountTitle: text,
	companyName: text,
	totalCards: rupees,
	activeCards: rupees,
	currentMonthAllocationPoint: rupees,
	virtualAccountNumber: text,
	ifscCode: text,
});

/** At most ten fields of a handle. */
export const simpleHandle = z.object({
	enKashCardId: z.string(),
	firstName: text,
	lastName: text,
	email: text,
	mobile: text,
	otbBalance: rupees,
	maskedNumber: text,
	cardStatus: label,
	kycStatus: label,
	userId: text,
});

/** At most ten fields of a person who holds handles. */
export const simpleUser = z.object({
	userId: z.string(),
	firstName: text,
	lastName: text,
	email: text,
	mobile: text,
	title: text,
	gender: text,
	kycStatus: label,
	enKashCardId: text,
	createdOn: text,
});

/** At most ten fields of a transaction. */
export const simpleTransaction = z.object({
	enKashTransactionId: text,
	uniqueReferenceNumber: text,
	amount: rupees,
	cardTransactionType: label,
	type: label,
	status: label,
	enKashCardId: text,
	userId: text,
	cardAccountId: text,
	txnDate: text,
});

export const simplifyAccount = (account: Account) => simpleAccount.parse(account);
export const simplifyHandle = (handle: Handle) => simpleHandle.parse(handle);
export const simplifyUser = (handle: Handle) => simpleUser.parse(handle);
export const simplifyTransaction = (transaction: Transaction) =>
	simpleTransaction.parse({
		...transaction,
		txnDate: transaction.txnDate ?? transaction.createdOn,
	});
