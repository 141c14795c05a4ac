import type { Account, Handle, Transaction } from './account.mts';
import { toRupees } from './money.mts';
import type { World } from './world.mts';

/** The books of every account, for whoever checks who was paid how often. Amounts in rupees. */
export const ledgerReport = ({ ledger }: World) => ({
	accounts: [...ledger.values()].map(accountReport),
});

/** What was really paid under each reference in all accounts, whatever a caller is shown. */
export function paymentsReport({ ledger }: World): readonly PaymentReport[] {
	return [...ledger.values()].flatMap((account) =>
		[...account.payments()].map(([reference, { times, paise }]) => ({
			reference,
			cardAccountId: account.id,
			times,
			amount: toRupees(paise),
		})),
	);
}

export interface PaymentReport {
	readonly reference: string;
	readonly cardAccountId: string;
	/** How often money moved. */
	readonly times: number;
	/** In all, rupees. */
	readonly amount: number;
}

/** Who logged in; `attempts` are all requests for a token that came, whatever came of them. */
export const loginReport = ({ logins, calls }: World) => ({
	attempts: calls.total('token'),
	...logins.count(),
});

export type LedgerReport = ReturnType<typeof ledgerReport>;
export type TransactionReport = ReturnType<typeof transactionReport>;

function accountReport(account: Account) {
	return {
		cardAccountId: account.id,
		companyId: account.companyId,
		availableBalance: toRupees(account.available),
		availableCardBalance: toRupees(account.onHandles),
		usedCreditLimit: -toRupees(account.funded),
		invariantOk: account.isBalanced(),
		/** How often money moved under each reference: more than once is paid twice. */
		commits: Object.fromEntries(
			[...account.payments()].map(([reference, { times }]) => [reference, times]),
		),
		handles: account.handles.map(handleReport),
		transactions: account.transactions.map(transactionReport),
	};
}

export const handleReport = (handle: Handle) => ({
	enKashCardId: handle.id,
	userId: handle.userId,
	firstName: handle.firstName,
	lastName: handle.lastName,
	email: handle.email,
	mobile: handle.mobile,
	otbBalance: toRupees(handle.balance),
	blocked: handle.blocked,
});

export const transactionReport = ({ handle, amount, at, ...transaction }: Transaction) => ({
	enKashTransactionId: transaction.id,
	uniqueReferenceNumber: transaction.reference,
	enKashCardId: handle.id,
	direction: transaction.direction,
	type: transaction.type,
	status: transaction.status,
	amount: toRupees(amount),
	/** ISO 8601. */
	date: new Date(at).toISOString(),
});
