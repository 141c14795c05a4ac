import type { Account, Handle, Movement, Transaction } from './account.mts';
import type { Behaviour, RecordSeams } from './behaviour.mts';
import { indianTime } from './dates.mts';
import { COMPANY_NAME } from './company.mts';
import example from './data/account-details.json' with { type: 'json' };
import type { Fields } from './fields.mts';
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

/**
 * A movement as the answer to the call that made it; without id and balance if it is yet to be made.
 */
export function allocationRecord(
	account: Account,
	{ handle, reference, amount }: Movement,
	made?: Transaction,
): Fields {
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
		otbBalance: made && toRupees(made.handleBalance),
		maskedNumber: maskedNumber(handle),
		enkashCardTxnId: made?.id,
		pgReferenceNumber: reference,
	};
}

/** The facts of a transaction as they are inferred: no page of EnKash's shows one. */
const INFERRED = {
	idFields: (id) => ({ enKashTransactionId: id }),
	referenceFields: (reference) => ({ pgReferenceNumber: reference }),
	amountFields: (rupees) => ({ amount: rupees }),
	directionFields: (direction) => ({ cardTransactionType: direction }),
	statusFields: (status) => ({ status }),
	dateFields: (at) => ({ txnDate: indianTime(at), createdOn: indianTime(at) }),
	handleFields: (handle) => ({
		enKashCardId: handle.id,
		userId: handle.userId,
		cardHolderName: holderName(handle),
	}),
	otherFields: {},
} satisfies RecordSeams;

/** Writes movements as `transaction/all` lists them. */
export function transactionWriter(
	account: Account,
	behaviour: Behaviour,
): (transaction: Transaction) => Fields {
	const facts: RecordSeams = { ...INFERRED, ...behaviour };
	return ({ id, handle, reference, direction, type, status, amount, at }) => ({
		...facts.idFields(id),
		...facts.handleFields(handle),
		cardAccountId: account.id,
		companyId: account.companyId,
		companyName: COMPANY_NAME,
		...facts.amountFields(toRupees(amount), direction),
		...facts.directionFields(direction),
		type: typeIn(behaviour, type),
		transactionCode: type === 'SALE' ? 'PRINCIPLE' : 'ALLOCATION',
		...facts.statusFields(status),
		...(reference === undefined ? {} : facts.referenceFields(reference, id)),
		...facts.dateFields(at),
		...facts.otherFields,
	});
}

/** A type as an account writes it that books points, or funds. */
const typeIn = ({ unit }: Behaviour, type: string): string =>
	unit === undefined ? type : type.replace(/(POINT|FUND)$/, unit);

export const holderName = ({ firstName, lastName }: Handle): string =>
	`${firstName} ${lastName}`.trim();

const maskedNumber = ({ mobile }: Handle): string => `XXXX XXXX XXXX ${mobile.slice(-4)}`;
