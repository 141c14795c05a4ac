import type { List, Sent } from '../contract/list.ts';
import { type Transaction, mentioning } from '../contract/transaction.ts';
import { type Result, andThen, succeed } from '../result.ts';
import type { Client, Reply, TransactionQuery } from './client.ts';
import { impossibleReference } from './impossibleReference.ts';

/** The most references in one question, besides those that prove it. */
export const QUESTION_SIZE = 50;

/** For fewer than this a question for each is as fast. */
export const MIN_MANY = 5;

/** References of two payments that EnKash is known to show. */
export interface KnownPayments {
	readonly head: string;
	readonly tail: string;
}

/** Of which transactions EnKash is asked in one question. */
export interface Many {
	readonly cardAccountId: string;
	readonly references: readonly string[];
	readonly known: KnownPayments;
	/** A text that no other call ever gets. */
	readonly nonce: string;
}

/**
 * Asks for many transactions in one question, which proves itself: it carries a payment that EnKash is
 * known to show as its first reference and as its last, and one that cannot be there. `undefined`: what
 * came is no list.
 *
 * @param ask sends the question
 */
export async function askMany(
	{ cardAccountId, known, references, nonce }: Many,
	ask: (query: TransactionQuery) => Promise<Result<Reply>>,
): Promise<ManyAnswer | undefined> {
	const { head, tail } = known;
	const between = references.filter((reference) => reference !== head && reference !== tail);
	const impossible = impossibleReference(references[0] ?? head, nonce);
	const pgReferenceNumbers = [head, ...between, impossible, tail];
	const reply = await ask({ cardAccountId, pgReferenceNumbers });
	if (!reply.ok || reply.value.kind !== 'list') return undefined;
	return readMany(reply.value.list, references, known);
}

/** What the answer to a question for many holds. */
interface ManyAnswer {
	/** The known payments came, and nothing that was not asked for: it is an answer to the question. */
	readonly isWhole: boolean;
	/** Nothing came but the known payments, so that none of the others is there. */
	readonly isOnlyKnown: boolean;
	readonly recordsOf: (reference: string) => ReadonlyArray<Sent<Transaction>>;
}

function readMany(
	{ data, isCut, unreadable }: List<Transaction>,
	references: readonly string[],
	{ head, tail }: KnownPayments,
): ManyAnswer {
	const records = new Map(
		[...new Set([head, tail, ...references])].map((reference) => [
			reference,
			data.filter(mentioning(reference)),
		]),
	);
	const recordsOf = (reference: string) => records.get(reference) ?? [];
	const isOf = (wanted: Iterable<string>) => {
		const own = new Set([...wanted].flatMap(recordsOf));
		return data.every((row) => own.has(row));
	};
	const isOnlyKnown = isOf([head, tail]);
	return {
		isWhole:
			!isCut &&
			unreadable === 0 &&
			[head, tail].every((known) => recordsOf(known).length > 0) &&
			(isOnlyKnown || isOf(records.keys())),
		isOnlyKnown,
		recordsOf,
	};
}

const HISTORY_MS = 7 * 24 * 60 * 60 * 1000;
const HISTORY_SIZE = 20;

/** References that EnKash lists of late, each once. `now` in ms since the epoch. */
export async function recentReferences(
	client: Pick<Client, 'recent'>,
	cardAccountId: string,
	now: number,
): Promise<Result<readonly string[]>> {
	const query = { cardAccountId, txnDateFrom: new Date(now - HISTORY_MS).toISOString() };
	return andThen(await client.recent(query, HISTORY_SIZE), ({ data }) =>
		succeed([...new Set(data.flatMap(({ canonical }) => canonical.uniqueReferenceNumber ?? []))]),
	);
}
