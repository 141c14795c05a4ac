import type { Client } from '../api/client.ts';
import type { Direction } from '../contract/allocation.ts';
import type { List } from '../contract/list.ts';
import type { Transaction } from '../contract/transaction.ts';
import type { Failure } from '../failures/failure.ts';
import type { Gate } from '../requests/rateLimit.ts';
import { formatRupees, paiseOf } from '../money.ts';
import type { Payment } from './payment.ts';
import type { Receipt } from './outcome.ts';

/** What EnKash knows under a reference. */
export type Found =
	| { readonly kind: 'paid'; readonly receipt: Receipt }
	| { readonly kind: 'absent' }
	/** Something else stands under the reference, so it must not be used. */
	| { readonly kind: 'conflict'; readonly failure: Failure }
	/** EnKash could not be asked, or its answer could not be understood. */
	| { readonly kind: 'unclear'; readonly failure: Failure };

const ENDPOINT = 'Get Transaction Details';

/** Asks EnKash for the transaction of an payment's reference. */
export async function lookUp(client: Client, gate: Gate, payment: Payment): Promise<Found> {
	const { cardAccountId, reference } = payment;
	const query = { cardAccountId, pgReferenceNumber: reference };
	const answer = await gate.pass(async () => await client.transactions(query));
	return answer.ok ? judge(answer.value, payment) : { kind: 'unclear', failure: answer.failure };
}

/**
 * Judges a list of transactions. EnKash may ignore the filter, so only an equal reference counts; and
 * it may cut the list, so that a reference missing from a cut list may still have been paid.
 */
export function judge(list: List<Transaction>, payment: Payment): Found {
	const named = list.data
		.map(({ canonical }) => canonical)
		.filter((transaction) => transaction.uniqueReferenceNumber === payment.reference);
	if (named.length > 0) return judgeNamed(named, payment);
	if (list.data.length >= list.recordsCount) return { kind: 'absent' };
	return unclear(
		`EnKash counts ${list.recordsCount} transactions but sent ${list.data.length}, without the one asked for`,
	);
}

function judgeNamed(named: readonly Transaction[], payment: Payment): Found {
	const { amount, direction, reference } = payment;
	const unreadable = named.find((t) => t.amount === undefined || directionOf(t) === undefined);
	if (unreadable)
		return unclear(`EnKash sent transaction ${reference} without amount or direction`);
	const same = named.find((t) => directionOf(t) === direction && paise(t) === amount);
	const [first] = named;
	const existing = same ?? first;
	if (!existing) return { kind: 'absent' };
	if (!same) {
		return conflict(
			`Reference ${reference} was used before, for ${formatRupees(paise(existing))} ${
				directionOf(existing) === 'CR' ? 'to a handle' : 'from a handle'
			}`,
		);
	}
	if (isOtherHandle(same, payment)) {
		return conflict(`Reference ${reference} was used before, for handle ${same.enKashCardId}`);
	}
	if (DID_NOT_HAPPEN.test(same.status?.name ?? '')) {
		return conflict(`EnKash has reference ${reference} with status ${same.status?.label}`);
	}
	const { enKashCardId, userId, enKashTransactionId } = same;
	return {
		kind: 'paid',
		receipt: { handleId: enKashCardId, userId, transactionId: enKashTransactionId },
	};
}

/** Statuses are not documented beyond `CREATED`; these words mean that no money moved for good. */
const DID_NOT_HAPPEN = /fail|reject|declin|cancel|revers|void|error/i;

const paise = (transaction: Transaction) => paiseOf(transaction.amount ?? 0);

/** Which way a transaction moved money, as far as EnKash told. */
export function directionOf({ cardTransactionType, type }: Transaction): Direction | undefined {
	const written = (cardTransactionType?.name ?? '').toUpperCase();
	if (written === 'CR' || written === 'CREDIT') return 'CR';
	if (written === 'DR' || written === 'DEBIT') return 'DR';
	if (/^UNALLOCATE/i.test(type?.name ?? '')) return 'DR';
	return /^ALLOCATE/i.test(type?.name ?? '') ? 'CR' : undefined;
}

const isOtherHandle = ({ enKashCardId }: Transaction, { recipient }: Payment) =>
	recipient.kind === 'handle' && enKashCardId !== undefined && enKashCardId !== recipient.handleId;

const conflict = (message: string): Found => ({
	kind: 'conflict',
	failure: {
		kind: 'rejected',
		endpoint: ENDPOINT,
		field: 'referenceNumber',
		message,
		advice: 'Nothing was sent. A new payment needs a reference of its own.',
	},
});

const unclear = (message: string): Found => ({
	kind: 'unclear',
	failure: {
		kind: 'unexpected',
		endpoint: ENDPOINT,
		message,
		advice: 'Whether this was paid before cannot be told, so nothing was sent.',
	},
});
