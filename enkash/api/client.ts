import type { z } from 'zod';
import { type Answer, readAnswer } from './response.ts';
import { type PayloadEncryption, seal } from './cipher.ts';
import { type Account, account } from '../contract/account.ts';
import { type Allocation, type AllocationRequest, allocation } from '../contract/allocation.ts';
import { ENDPOINTS, type EndpointName } from '../contract/endpoints.ts';
import { type Handle, handle } from '../contract/handle.ts';
import { type List, type Sent, listOf, sent } from '../contract/list.ts';
import { type Transaction, type TransactionRequest, transaction } from '../contract/transaction.ts';
import { emptyIfNothingFound } from './nothingFound.ts';
import { type Result, fail } from '../result.ts';

/**
 * Carries one POST to EnKash. Fails with `notSent` if it surely never arrived, `unknown` if it may
 * have, `credential` if there is no session to send it with. Opening a session may take a while:
 * `isStillWanted` is asked at the last moment.
 */
export type Send = (
	path: string,
	body: object,
	isStillWanted: () => boolean,
) => Promise<Result<Answer>>;

export interface ClientOptions {
	readonly send: Send;
	readonly companyId: string;
	readonly payloadEncryption: PayloadEncryption;
	readonly encryptionSecret: string;
	/** ms since the epoch. */
	readonly now: () => number;
}

type Caller<T> = T extends { companyId: string } ? Omit<T, 'companyId'> : never;

/** An allocation without what the client knows by itself. */
export type AllocationCall = Caller<AllocationRequest>;
export type TransactionQuery = Caller<TransactionRequest>;

export interface Client {
	/** Get Petty Cash Account Details. */
	account(cardAccountId: string): Promise<Result<Sent<Account>>>;
	/** Get User Handle Details: one handle, or all of the account. */
	handles(cardAccountId: string, enKashCardId?: string): Promise<Result<List<Handle>>>;
	/** Get Transaction Details, none if there are none. Check the filters again: they are EnKash's. */
	transactions(query: TransactionQuery): Promise<Result<List<Transaction>>>;
	/** Create And Allocate Fund To Handle: one POST, never repeated here, `notSent` if too late. */
	allocate(call: AllocationCall, isStillWanted?: () => boolean): Promise<Result<Sent<Allocation>>>;
}

const accountAnswer = sent(account);
const handlesAnswer = listOf(handle);
const transactionsAnswer = listOf(transaction);
const allocationAnswer = sent(allocation);

const always = () => true;

/** One method per endpoint. Every failure carries EnKash's name of the endpoint. */
export function createClient(options: ClientOptions): Client {
	const { companyId, encryptionSecret, payloadEncryption } = options;

	async function call<T>(
		endpoint: EndpointName,
		body: object,
		schema: z.ZodType<T, z.ZodTypeDef, unknown>,
		isStillWanted = always,
	): Promise<Result<T>> {
		const { name, path } = ENDPOINTS[endpoint];
		const payload = { companyId, ...body };
		const wire = payloadEncryption === 'off' ? payload : seal(payload, encryptionSecret);
		const answer = await options.send(path, wire, isStillWanted);
		const result = answer.ok
			? readAnswer(answer.value, schema, encryptionSecret, options.now())
			: answer;
		return result.ok ? result : fail({ endpoint: name, ...result.failure });
	}

	return {
		account: async (cardAccountId) => await call('account', { cardAccountId }, accountAnswer),
		handles: async (cardAccountId, enKashCardId) =>
			await call('search', { cardAccountId, enKashCardId }, handlesAnswer),
		transactions: async (query) =>
			emptyIfNothingFound(await call('transactions', query, transactionsAnswer)),
		allocate: async (allocation, isStillWanted) =>
			await call('allocate', allocation, allocationAnswer, isStillWanted),
	};
}
