import type { List, Sent } from '../contract/list.ts';
import { type Transaction, mentions } from '../contract/transaction.ts';
import type { RequestQueue } from '../requests/queue.ts';
import type { Client } from './client.ts';

/**
 * One question for many transactions, which proves itself: it carries a payment that EnKash is known to
 * show as its first reference and as its last, and one that cannot be there (contract, section 4.3).
 */

/** The most references in one question, besides those that prove it. */
export const QUESTION_SIZE = 50;

/** For fewer than this a question for each is as fast. */
export const MIN_MANY = 5;

/** References of two payments that EnKash is known to show. */
export interface KnownPayments {
	readonly head: string;
	readonly tail: string;
}

/** @param impossible a reference that nobody can have used */
export function questionForMany(
	references: readonly string[],
	{ head, tail }: KnownPayments,
	impossible: string,
): string[] {
	const between = references.filter((reference) => reference !== head && reference !== tail);
	return [head, ...between, impossible, tail];
}

/** What the answer to a question for many holds. */
export interface ManyAnswer {
	/** The known payments came, and nothing that was not asked for: it is an answer to the question. */
	readonly isWhole: boolean;
	/** Nothing came but the known payments, so that none of the others is there. */
	readonly isOnlyKnown: boolean;
	readonly recordsOf: (reference: string) => ReadonlyArray<Sent<Transaction>>;
}

export function readMany(
	{ data, isCut, unreadable }: List<Transaction>,
	references: readonly string[],
	{ head, tail }: KnownPayments,
): ManyAnswer {
	const recordsOf = (reference: string) => data.filter(({ raw }) => mentions(raw, reference));
	const isOf = (wanted: readonly string[]) => {
		const own = new Set(wanted.flatMap(recordsOf));
		return data.every((row) => own.has(row));
	};
	const isOnlyKnown = isOf([head, tail]);
	return {
		isWhole:
			!isCut &&
			unreadable === 0 &&
			[head, tail].every((known) => recordsOf(known).length > 0) &&
			(isOnlyKnown || isOf([head, tail, ...references])),
		isOnlyKnown,
		recordsOf,
	};
}

const HISTORY_MS = 7 * 24 * 60 * 60 * 1000;
const HISTORY_SIZE = 20;

/** References that EnKash lists of late, each once; none if it cannot be asked. `now` in ms since the epoch. */
export async function recentReferences(
	client: Pick<Client, 'recent'>,
	queue: RequestQueue,
	cardAccountId: string,
	now: number,
): Promise<readonly string[]> {
	const query = { cardAccountId, txnDateFrom: new Date(now - HISTORY_MS).toISOString() };
	const recent = await queue.ask(async () => await client.recent(query, HISTORY_SIZE));
	if (!recent.ok) return [];
	const listed = recent.value.data.flatMap(
		({ canonical }) => canonical.uniqueReferenceNumber ?? [],
	);
	return [...new Set(listed)];
}
