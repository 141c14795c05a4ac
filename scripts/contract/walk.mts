import { textOf } from '../../texts/textOf.ts';
import type { z } from 'zod';
import type { Answer } from '../../enkash/api/response.ts';
import { readAnswer } from '../../enkash/api/response.ts';
import { isSealed, seal, unseal } from '../../enkash/api/cipher.ts';
import type { Connection } from '../../enkash/connection.ts';
import { account } from '../../enkash/contract/account.ts';
import { ENDPOINTS } from '../../enkash/contract/endpoints.ts';
import { handle } from '../../enkash/contract/handle.ts';
import { listOf, sent } from '../../enkash/contract/list.ts';
import { transaction } from '../../enkash/contract/transaction.ts';
import type { Failure } from '../../enkash/failures/failure.ts';
import type { Result } from '../../enkash/result.ts';
import { callsThrough, loginThrough } from '../../credentials/session/http.ts';
import type { PlainRequest } from '../../credentials/session/http.ts';
import { login } from '../../enkash/session/login.ts';
import { loginFailure } from '../../enkash/session/loginFailure.ts';

/** The reads of the walk. There is no payment among them, and none can be added by an option. */
const READS = ['account', 'search', 'transactions'] as const;
export type ReadName = (typeof READS)[number];

/** One read: what came back, and how this package reads it. */
export interface Visit {
	readonly name: ReadName;
	readonly endpoint: string;
	/** The decrypted body, if there was an answer. */
	readonly body: unknown;
	readonly status: number | undefined;
	readonly wasEncrypted: boolean;
	readonly failure: Failure | undefined;
}

export interface Walk {
	/** What the token endpoint answered; never the token itself. */
	readonly token: { readonly body: unknown; readonly status: number | undefined };
	readonly loginFailure: string | undefined;
	readonly visits: readonly Visit[];
}

const SCHEMAS: Readonly<Record<ReadName, z.ZodType<unknown, z.ZodTypeDef, unknown>>> = {
	account: sent(account),
	search: listOf(handle),
	transactions: listOf(transaction),
};

/** Node's own fetch, in the shape of n8n's plain request helper. */
async function request({ body, headers, method, timeout, url }: PlainRequest) {
	const response = await fetch(url, {
		method,
		headers,
		body,
		redirect: 'manual',
		signal: AbortSignal.timeout(timeout),
	});
	return {
		statusCode: response.status,
		headers: Object.fromEntries(response.headers),
		body: parsed(await response.text()),
	};
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

/** Logs in once and reads the account, its handles and its transactions of the last 30 days. */
export async function walk(connection: Connection): Promise<Walk> {
	let token: Walk['token'] = { body: undefined, status: undefined };
	const observed = async (options: PlainRequest): Promise<unknown> => {
		const response = await request(options);
		token = { body: response.body, status: response.statusCode };
		return response;
	};
	const accessToken = await tokenFor(connection, observed);
	if (typeof accessToken !== 'string') {
		return { token, loginFailure: accessToken.message, visits: [] };
	}
	const visits: Visit[] = [];
	for (const name of READS) visits.push(await visit(name, connection, accessToken));
	return { token, loginFailure: undefined, visits };
}

async function tokenFor(
	{ authentication }: Connection,
	send: (options: PlainRequest) => Promise<unknown>,
): Promise<string | { readonly message: string }> {
	if (authentication.by === 'accessToken') return authentication.accessToken;
	const at = Date.now();
	const result = await login(authentication.identity, loginThrough(send), at);
	if (result.kind === 'token') return result.session.accessToken;
	const failure =
		result.kind === 'notSent'
			? result.failure
			: loginFailure({ login: '', attempts: [{ id: '', at, reason: result.reason }] });
	return { message: textOf(failure).message };
}

const DAYS_30 = 30 * 24 * 3_600_000;

async function visit(name: ReadName, connection: Connection, accessToken: string): Promise<Visit> {
	const { cardAccountId, companyId, encryptionSecret, payloadEncryption } = connection;
	const filters =
		name === 'transactions' ? { txnDateFrom: new Date(Date.now() - DAYS_30).toISOString() } : {};
	const payload = { companyId, cardAccountId, ...filters };
	const send = callsThrough(request, connection, accessToken);
	const answer = await send({
		path: ENDPOINTS[name].path,
		body: payloadEncryption === 'off' ? payload : seal(payload, encryptionSecret),
		isPayment: false,
		isStillWanted: () => true,
	});
	const endpoint = ENDPOINTS[name].name;
	if (!answer.ok) {
		const { failure } = answer;
		return { name, endpoint, body: undefined, status: undefined, wasEncrypted: false, failure };
	}
	const read: Result<unknown> = readAnswer(answer.value, SCHEMAS[name], {
		secret: encryptionSecret,
		now: Date.now(),
		path: ENDPOINTS[name].path,
	});
	return {
		name,
		endpoint,
		status: answer.value.status,
		failure: read.ok ? undefined : read.failure,
		...opened(answer.value, encryptionSecret),
	};
}

function opened({ body }: Answer, secret: string) {
	if (!isSealed(body)) return { body, wasEncrypted: false };
	const inside = unseal(body, secret);
	return { body: inside.ok ? inside.value : undefined, wasEncrypted: true };
}
