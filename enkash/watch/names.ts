import { digest } from '../digest.ts';
import { type Transaction, directionOf } from '../contract/transaction.ts';
import { paiseOf } from '../money.ts';

/** A transaction, and the name by which it is known again. */
export interface Named {
	readonly transaction: Transaction;
	readonly name: string;
	/** The name it had if it was listed before EnKash gave it an id. */
	readonly formerName?: string;
}

/**
 * Names the transactions of a list: by EnKash's id; without one by their reference; without either by
 * all they say (which fields EnKash sends is not documented). Movements without an id that say the
 * same are numbered, so that two are never taken for one.
 */
export function nameAll(transactions: readonly Transaction[]): readonly Named[] {
	const counts = new Map<string, number>();
	return transactions.map((transaction) => {
		const { enKashTransactionId: id } = transaction;
		const referenceName = nameByReference(transaction);
		if (id !== undefined) return { transaction, name: `id:${id}`, formerName: referenceName };
		const name = referenceName ?? nameByContent(transaction);
		const count = (counts.get(name) ?? 0) + 1;
		counts.set(name, count);
		return { transaction, name: count === 1 ? name : `${name}#${count}` };
	});
}

/** Money that comes back may carry the reference under which it went. */
function nameByReference(transaction: Transaction): string | undefined {
	const { uniqueReferenceNumber: reference } = transaction;
	return reference === undefined
		? undefined
		: `ref:${digest([reference, ...movement(transaction)])}`;
}

function nameByContent(transaction: Transaction): string {
	const { createdOn, enKashCardId, txnDate, type } = transaction;
	return `as:${digest([enKashCardId, type?.name, txnDate, createdOn, ...movement(transaction)])}`;
}

const movement = (transaction: Transaction) => [
	directionOf(transaction),
	transaction.amount === undefined ? undefined : String(paiseOf(transaction.amount)),
];
