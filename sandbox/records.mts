import type { Account, Handle, Transaction } from './account.mts';
import { indianTime } from './dates.mts';
import { COMPANY_NAME } from './company.mts';
import example from './data/account-details.json' with { type: 'json' };
import { cardToken } from './ids.mts';
import { toRupees } from './money.mts';

const { primaryEnKashCard: exampleOfHandle, ...exampleOfAccount } = example.payload;

/** What was allocated before the sandbox started, in paise. */
const ALLOCATED_BEFORE = exampleOfAccount.totalAllocationPoint * 100;
const ALLOCATED_THIS_MONTH = exampleOfAccount.currentMonthAllocationPoint * 100;

const UNLOCKED = { name: 'UL', label: 'UnLocked' };
const BLOCKED = { name: 'BL', label: 'Blocked' };

/** An account as `cardAccount/get` writes it: the page's complete example with live values. */
export function accountRecord(account: Account) {
	const [primary] = account.handles;
	return {
		...exampleOfAccount,
		cardAccountId: account.id,
		companyId: account.companyId,
		companyName: COMPANY_NAME,
		accountTitle: account.title,
		usedCreditLimit: -toRupees(account.funded),
		availableBalance: toRupees(account.available),
		availableCardBalance: toRupees(account.onHandles),
		primaryEnKashCard: primary && handleRecord(account, primary),
		modifiedOn: indianTime(account.modifiedAt),
		totalCards: account.handles.length,
		activeCards: account.handles.filter(({ blocked }) => !blocked).length,
		virtualAccountNumber: `ENKADEMOENK${account.id}`,
		virtualAccountHolderName: COMPANY_NAME,
		totalAllocationPoint: toRupees(ALLOCATED_BEFORE + account.allocated),
		currentMonthAllocationPoint: toRupees(ALLOCATED_THIS_MONTH + account.allocated),
	};
}

/** A handle as `search` writes it: all 73 fields of the page's example with live values. */
export function handleRecord(account: Account, handle: Handle) {
	return {
		...exampleOfHandle,
		enKashCardId: handle.id,
		userId: handle.userId,
		cardAccountId: account.id,
		token: cardToken(handle.id),
		maskedNumber: maskedNumber(handle),
		expiryMonth: '',
		expiryYear: '',
		email: handle.email,
		mobile: handle.mobile,
		title: handle.title,
		firstName: handle.firstName,
		lastName: handle.lastName,
		gender: handle.gender,
		usedMtd: 0,
		usedDtd: 0,
		usedYtd: 0,
		usedLtd: 0,
		otbBalance: toRupees(handle.balance),
		primaryCard: handle === account.handles[0],
		createdOn: indianTime(handle.createdAt),
		modifiedOn: indianTime(handle.modifiedAt),
		cardStatus: handle.blocked ? BLOCKED : UNLOCKED,
		blockCode: handle.blocked ? 'B' : 'A',
		companyId: account.companyId,
		companyName: COMPANY_NAME,
		accountBalance: toRupees(account.available),
		virtualAccountNumber: `ENKASHDEMOENK${handle.id}`,
		limitAllocatedLtd: toRupees(handle.allocated),
		lastAllocatedAmount: toRupees(handle.lastAllocated),
	};
}

/** A movement as the answer to the call that made it (contract, section 4.1). */
export function allocationRecord(account: Account, transaction: Transaction) {
	const { handle, reference, amount, handleBalance } = transaction;
	return {
		enKashCardId: handle.id,
		userId: handle.userId,
		cardAccountId: account.id,
		companyId: account.companyId,
		email: handle.email,
		mobile: handle.mobile,
		title: handle.title,
		firstName: handle.firstName,
		gender: handle.gender,
		loadAmount: toRupees(amount),
		otbBalance: toRupees(handleBalance),
		maskedNumber: maskedNumber(handle),
		enkashCardTxnId: transaction.id,
		pgReferenceNumber: reference,
	};
}

/** A movement as `transaction/all` lists it (contract, section 4.3: inferred). */
export function transactionRecord(account: Account, transaction: Transaction) {
	const { handle, reference, direction, type, status, amount, at } = transaction;
	return {
		enKashTransactionId: transaction.id,
		enKashCardId: handle.id,
		cardAccountId: account.id,
		companyId: account.companyId,
		companyName: COMPANY_NAME,
		userId: handle.userId,
		cardHolderName: holderName(handle),
		amount: toRupees(amount),
		cardTransactionType: direction,
		type,
		transactionCode: type === 'SALE' ? 'PRINCIPLE' : 'ALLOCATION',
		status,
		pgReferenceNumber: reference,
		txnDate: indianTime(at),
		createdOn: indianTime(at),
	};
}

export const holderName = ({ firstName, lastName }: Handle): string =>
	`${firstName} ${lastName}`.trim();

const maskedNumber = ({ mobile }: Handle): string => `XXXX XXXX XXXX ${mobile.slice(-4)}`;
