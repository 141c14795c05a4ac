import { z } from 'zod';
import { type Account, account } from '../contract/account.ts';
import { type Allocation, type AllocationRequest, allocation } from '../contract/allocation.ts';
import { ENDPOINTS, type EndpointName } from '../contract/endpoints.ts';
import { wordsOf } from '../contract/envelope.ts';
import { type Handle, handle } from '../contract/handle.ts';
import { type List, type Sent, findList, listOf, readList, sent } from '../contract/list.ts';
import { saysNothingFound } from '../contract/phrases.ts';
import {
	type Transaction,
	type TransactionRequest,
	mentioning,
	transaction,
} from '../contract/transaction.ts';
import type { Failure } from '../failures/failure.ts';
import { type Result, andThen, fail, succeed } from '../result.ts';
import { type PayloadEncryption, seal } from './cipher.ts';
import { type Page, queryOf, restOf } from './paging.ts';
import { type Answer, decrypted, readAnswer, readPayload } from './response.ts';

/** One POST to EnKash. */
export interface Call {
	readonly path: string;
	readonly body: object;
	/** Moves money: whatever EnKash answers, it must not be sent a second time. */
	readonly isPayment: boolean;
	/** Opening a session may take a while: asked at the last moment. */
	readonly isStillWanted: () => boolean;
}

/**
 * Carries one POST to EnKash. Fails with `notSent` if it surely never arrived, `unknown` if it may
 * have, `credential` if there is no session to send it with.
 */
export type Send = (call: Call) => Promise<Result<Answer>>;

export interface ClientOptions {
	readonly send: Send;
	readonly companyId: string;
	readonly payloadEncryption: PayloadEncryption;
	readonly encryptionSecret: string;
	/** The path of each endpoint; those of the contract if absent. */
	readonly paths?: Readonly<Record<EndpointName, string>>;
	/** How many more pages of a list that EnKash cut are asked for, at most. */
	readonly maxPages?: number;
	/** ms since the epoch. */
	readonly now: () => number;
}

type Caller<T> = T extends { companyId: string } ? Omit<T, 'companyId'> : never;

/** An allocation without what the client knows by itself. */
export type AllocationCall = Caller<AllocationRequest>;
export type TransactionQuery = Caller<TransactionRequest>;

/** What EnKash says to a question for transactions. */
export type Reply =
	| { readonly kind: 'list'; readonly list: List<Transaction> }
	/** No list in a place that we know: perhaps EnKash's way to say that there is none. */
	| { readonly kind: 'noList'; readonly said: unknown; readonly words?: string };

export interface Client {
	/** Get Petty Cash Account Details. */
	account(cardAccountId: string): Promise<Result<Sent<Account>>>;
	/** Get User Handle Details: one handle, or all of the account. Check `isCut`. */
	handles(cardAccountId: string, enKashCardId?: string): Promise<Result<List<Handle>>>;
	/** Get Transaction Details, none if there are none. Check the filters again: they are EnKash's. */
	transactions(query: TransactionQuery): Promise<Result<List<Transaction>>>;
	/** The first rows of such a list, as many as the limit if EnKash pages at all. */
	recent(query: TransactionQuery, limit: number): Promise<Result<List<Transaction>>>;
	/** The same question, for who must tell "there is none" from all else: the reply as it came. */
	ask(query: TransactionQuery): Promise<Result<Reply>>;
	/** Create And Allocate Fund To Handle: one POST, never repeated here, `notSent` if too late. */
	allocate(call: AllocationCall, isStillWanted?: () => boolean): Promise<Result<Sent<Allocation>>>;
}

const accountAnswer = sent(account);
const handlesAnswer = listOf(handle);
const transactionsAnswer = listOf(transaction);
const allocationAnswer = sent(allocation);

const always = () => true;

const PATHS = {
	account: ENDPOINTS.account.path,
	search: ENDPOINTS.search.path,
	allocate: ENDPOINTS.allocate.path,
	transactions: ENDPOINTS.transactions.path,
};

/** One method per endpoint. Every failure carries EnKash's name of the endpoint. */
export function createClient(options: ClientOptions): Client {
	const { companyId, encryptionSecret, maxPages, paths = PATHS, payloadEncryption } = options;

	async function post<T>(
		endpoint: EndpointName,
		body: object,
		read: (answer: Answer) => Result<T>,
		{ page, isStillWanted = always }: { page?: Page; isStillWanted?: () => boolean } = {},
	): Promise<Result<T>> {
		const payload = { companyId, ...body };
		const answer = await options.send({
			path: page ? `${paths[endpoint]}${queryOf(page)}` : paths[endpoint],
			body: payloadEncryption === 'off' ? payload : seal(payload, encryptionSecret),
			isPayment: endpoint === 'allocate',
			isStillWanted,
		});
		const result = andThen(answer, read);
		return result.ok ? result : fail({ endpoint: ENDPOINTS[endpoint].name, ...result.failure });
	}

	const reading = (endpoint: EndpointName) => ({
		secret: encryptionSecret,
		now: options.now(),
		endpoint,
		path: paths[endpoint],
	});
	const as =
		<T>(endpoint: EndpointName, schema: z.ZodType<T, z.ZodTypeDef, unknown>) =>
		(answer: Answer) =>
			readAnswer(answer, schema, reading(endpoint));

	async function handles(cardAccountId: string, enKashCardId?: string) {
		const body = { cardAccountId, enKashCardId };
		const ask = async (page?: Page) =>
			await post('search', body, as('search', handlesAnswer), { page });
		const first = await ask();
		return first.ok ? await restOf(first.value, ask, maxPages) : first;
	}

	const list = async (query: TransactionQuery, page?: Page) =>
		unwrapped(
			emptyIfNothingFound(
				await post('transactions', query, as('transactions', transactionsAnswer), { page }),
			),
		);

	async function transactions(query: TransactionQuery) {
		const first = await list(query);
		return first.ok
			? await restOf(first.value, async (page) => await list(query, page), maxPages)
			: first;
	}

	async function ask(query: TransactionQuery): Promise<Result<Reply>> {
		const read = (answer: Answer) => readReply(answer, query, reading('transactions'));
		const first = await post('transactions', query, read);
		if (!first.ok || first.value.kind !== 'list') return first;
		const whole = await restOf(first.value.list, async (page) => await list(query, page), maxPages);
		return andThen(whole, (all) => succeed({ kind: 'list', list: all }));
	}

	return {
		account: async (cardAccountId) =>
			await post('account', { cardAccountId }, as('account', accountAnswer)),
		handles,
		transactions,
		recent: async (query, limit) => await list(query, { limit, offset: 0 }),
		ask,
		allocate: async (call, isStillWanted) =>
			await post('allocate', call, as('allocate', allocationAnswer), { isStillWanted }),
	};
}

const NO_CONTENT = 204;

/** Failures that speak of the question asked, and so may be EnKash's way to say "there is none". */
const maySayNothing = (failure: Failure): boolean =>
	failure.status === NO_CONTENT ||
	(failure.kind === 'rejected' &&
		failure.code !== 'no-such-address' &&
		(failure.enkashCode !== undefined || failure.status === 400 || failure.status === 422));

function readReply(
	answer: Answer,
	{ pgReferenceNumber }: TransactionQuery,
	reading: Parameters<typeof readPayload>[1],
): Result<Reply> {
	const payload = readPayload(answer, reading);
	if (!payload.ok && !maySayNothing(payload.failure)) return payload;
	const found = payload.ok ? payload.value : undefined;
	const list =
		readList(found, transaction) ??
		bareRecord(found, pgReferenceNumber) ??
		findList(found, transaction);
	if (list) return succeed({ kind: 'list', list });
	return andThen(decrypted(answer, reading), (body) => {
		const said = { status: answer.status, body };
		return succeed<Reply>({ kind: 'noList', said, words: wordsOf(body) });
	});
}

/** One record without a list around it: it has an amount, and an id or the reference asked for. */
function bareRecord(payload: unknown, reference?: string): List<Transaction> | undefined {
	const single = sent(transaction).safeParse(payload);
	if (!single.success) return undefined;
	const { canonical } = single.data;
	const isNamed =
		canonical.enKashTransactionId !== undefined ||
		(reference !== undefined && mentioning(reference)(single.data));
	return canonical.amount !== undefined && isNamed
		? { data: [single.data], unreadable: 0, recordsCount: 1, isCut: false }
		: undefined;
}

const EMPTY: List<Transaction> = { data: [], unreadable: 0, recordsCount: 0, isCut: false };

/** A list of transactions; an empty one where EnKash refuses, or says nothing, because there is none. */
function emptyIfNothingFound(list: Result<List<Transaction>>): Result<List<Transaction>> {
	if (list.ok) return hasNothing(list.value) ? succeed(EMPTY) : list;
	const { failure } = list;
	if (
		failure.code === 'answer-unreadable' &&
		(failure.body === null || failure.body === undefined)
	) {
		return succeed(EMPTY);
	}
	const words = failure.code === 'refused' ? failure.data.words : '';
	return saysNothingFound(words) ? succeed(EMPTY) : list;
}

/** What looks like one record, and is none, may hold the list under a name that we do not know. */
const unwrapped = (list: Result<List<Transaction>>): Result<List<Transaction>> =>
	andThen(list, (found) => {
		const [only] = found.data;
		const isRecord = only?.canonical.amount !== undefined;
		const inner = found.isBare && only && !isRecord ? findList(only.raw, transaction) : undefined;
		return succeed(inner ?? found);
	});

/** `payload: {}` is read as one record that says nothing. */
const hasNothing = ({ data: [only], recordsCount }: List<Transaction>) =>
	recordsCount === 1 && only !== undefined && Object.keys(only.raw).length === 0;
