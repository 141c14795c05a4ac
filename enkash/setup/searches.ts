import type { Client } from '../api/client.ts';
import type { List } from '../contract/list.ts';
import { type Transaction, mentioning } from '../contract/transaction.ts';
import type { Failure } from '../failures/failure.ts';
import { impossibleReference } from '../api/impossibleReference.ts';
import { askMany } from '../api/manyReferences.ts';
import { nothingIn } from '../payout/nothing.ts';
import type { Note } from './finding.ts';

/** The account that is searched. */
export interface Searched {
	readonly client: Pick<Client, 'ask'>;
	readonly cardAccountId: string;
	/** Where EnKash wants one named in every question. */
	readonly handleId: string | undefined;
	/** A text that no other call ever gets. */
	readonly nonce: () => string;
}

/** References that EnKash shows once, the newest first. */
export function referencesIn(list: List<Transaction> | undefined): readonly string[] {
	const all = (list?.data ?? []).flatMap(({ canonical }) => canonical.uniqueReferenceNumber ?? []);
	return [...new Set(all)];
}

/** What EnKash says when there is nothing, asked twice. */
export async function noteSearchForNothing(
	{ cardAccountId, client, handleId: enKashCardId, nonce }: Searched,
	like: string,
	note: Note,
): Promise<void> {
	const check = 'searchForNothing';
	const ask = async () => {
		const pgReferenceNumber = impossibleReference(like, nonce());
		return await client.ask({ cardAccountId, enKashCardId, pgReferenceNumber });
	};
	const [one, other] = [await ask(), await ask()];
	const failed = [one, other].find((reply) => !reply.ok);
	if (!one.ok || !other.ok) {
		const cause: Failure = failed && !failed.ok ? failed.failure : NO_ANSWER;
		note({ check, result: 'refused', code: 'not-answered', data: { cause } });
		return;
	}
	const nothing = nothingIn(one.value, other.value);
	if (one.value.kind === 'list') {
		if (nothing.isEmptyList) note({ check, result: 'ok', code: 'nothing-as-empty-list', data: {} });
		else note({ check, result: 'refused', code: 'one-among-others', data: {} });
		return;
	}
	const { words = '' } = one.value;
	if (nothing.isSaidBy(one.value)) {
		note({ check, result: 'differs', code: 'nothing-in-words', data: { words } });
	} else note({ check, result: 'notSure', code: 'nothing-not-understood', data: { words } });
}

const NO_ANSWER: Failure = { kind: 'unknown', code: 'no-response', data: {} };

/** Whether a payment that EnKash lists is found by its reference. */
export async function noteSearchForOne(
	{ cardAccountId, client, handleId: enKashCardId }: Searched,
	known: string | undefined,
	note: Note,
): Promise<void> {
	const check = 'searchForOne';
	if (known === undefined) {
		note({ check, result: 'notSure', code: 'no-payment-to-search', data: {} });
		return;
	}
	const reply = await client.ask({ cardAccountId, enKashCardId, pgReferenceNumber: known });
	if (!reply.ok) {
		note({ check, result: 'refused', code: 'not-answered', data: { cause: reply.failure } });
		return;
	}
	const rows = reply.value.kind === 'list' ? reply.value.list.data : [];
	const own = rows.filter(mentioning(known));
	if (own.length === 0) note({ check, result: 'refused', code: 'one-not-found', data: {} });
	else if (own.length < rows.length) {
		note({ check, result: 'refused', code: 'one-among-others', data: {} });
	} else note({ check, result: 'ok', code: 'one-found', data: {} });
}

/** Whether several payments can be asked for at once. It only saves requests. */
export async function noteSearchForMany(
	{ cardAccountId, client, handleId: enKashCardId, nonce }: Searched,
	[first, second]: readonly string[],
	note: Note,
): Promise<void> {
	const check = 'searchForMany';
	if (first === undefined || second === undefined) {
		note({ check, result: 'notSure', code: 'no-payment-to-search', data: {} });
		return;
	}
	const known = { head: first, tail: second };
	const many = { cardAccountId, known, references: [], nonce: nonce() };
	const answer = await askMany(many, async (query) => {
		return await client.ask({ ...query, enKashCardId });
	});
	if (answer?.isWhole) note({ check, result: 'ok', code: 'many-found', data: {} });
	else note({ check, result: 'differs', code: 'many-not-answered', data: {} });
}
