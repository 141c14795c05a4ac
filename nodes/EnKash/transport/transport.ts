import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';
import type { Answer } from '../../../enkash/api/response.ts';
import {
	type Client,
	type ClientOptions,
	type Send,
	createClient,
} from '../../../enkash/api/client.ts';
import { type Connection, readConnection } from '../../../enkash/connection.ts';
import type { Failure } from '../../../enkash/failures/failure.ts';
import { answerOf } from '../../../credentials/session/n8nResponse.ts';
import { ownMark } from '../../../credentials/session/ownRequests.ts';
import { type Redactor, redactor } from '../../../enkash/redact.ts';
import { type Result, fail, succeed } from '../../../enkash/result.ts';
import { readState } from '../../../enkash/session/state.ts';
import { type EnsureToken, tokenSource } from './ensureToken.ts';
import { sendWithToken } from './renewToken.ts';

export const CREDENTIAL = 'enKashApi';

/** Where a request to EnKash can start: a run, a picker, a poll. */
export type Caller = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** A credential at work: its checked fields, and clients that speak for it. */
export interface Transport {
	readonly connection: Connection;
	/** A client whose calls are given up after that many ms. */
	readonly client: (timeoutMs: number) => Client;
	/** What a client of one's own is made with. */
	readonly clientOptions: (timeoutMs: number) => ClientOptions;
	/** A plain GET of a path under the base URL, which moves nothing. */
	readonly probe: (path: string, timeoutMs: number) => Promise<Result<Answer>>;
	/** Makes sure of a session, and tells until when its token lives (ms since the epoch). */
	readonly openSession: () => Promise<Result<SessionLife>>;
	/** Takes the credential's secrets, old and new, out of what is shown. */
	readonly redactor: () => Redactor;
}

export interface SessionLife {
	/** Issued elsewhere: never renewed. */
	readonly isGiven: boolean;
	/** ms since the epoch. */
	readonly expiresAt?: number;
}

/** Reads the credential once; all calls then share it, and with it the session. */
export async function openTransport(caller: Caller): Promise<Result<Transport>> {
	const stored = await readCredential(caller);
	if (!stored.ok) return stored;
	const data = stored.value;
	const read = readConnection(data);
	if (!read.ok) return read;
	const connection = read.value;
	const request = requestWith(caller);
	const tokens = new Set(tokensOf(data));
	const source = tokenSource(data, connection.authentication, {
		read: async () => await caller.getCredentials(CREDENTIAL),
		request: async (credential) =>
			await request(credential, { method: 'POST', url: connection.baseUrl, body: {}, timeout: 1 }),
	});
	const ensureToken: EnsureToken = async (dead) => {
		const token = await source(dead);
		if (token.ok) tokens.add(token.value);
		return token;
	};
	const { baseUrl, companyId, encryptionSecret, paths, payloadEncryption } = connection;
	const sendWithin =
		(timeout: number): Send =>
		async ({ body, isPayment, isStillWanted, path }) =>
			await sendWithToken(ensureToken, { isPayment, encryptionSecret }, async () => {
				if (!isStillWanted()) return fail(TOO_LATE);
				const options = { method: 'POST', url: `${baseUrl}${path}`, body, timeout } as const;
				return await answerOf(async () => await request(data, options));
			});
	const clientOptions = (timeout: number): ClientOptions => ({
		companyId,
		encryptionSecret,
		paths,
		payloadEncryption,
		now: Date.now,
		send: sendWithin(timeout),
	});
	return succeed({
		connection,
		clientOptions,
		client: (timeout) => createClient(clientOptions(timeout)),
		probe: async (path, timeout) => {
			const token = await ensureToken();
			if (!token.ok) return token;
			const options = { method: 'GET', url: `${baseUrl}${path}`, timeout } as const;
			return await answerOf(async () => await request(data, options));
		},
		openSession: async () => {
			const token = await ensureToken();
			if (!token.ok) return token;
			const isGiven = connection.authentication.by === 'accessToken';
			return succeed({ isGiven, expiresAt: readState(data.sessionToken).session?.expiresAt });
		},
		redactor: () => redactor([...connection.secrets, ...tokens]),
	});
}

/** The credential as it is now; n8n says what is wrong if there is none. */
async function readCredential(caller: Caller): Promise<Result<ICredentialDataDecryptedObject>> {
	try {
		return succeed(await caller.getCredentials(CREDENTIAL));
	} catch (error) {
		return fail({
			kind: 'invalid',
			code: 'credential-missing',
			data: { words: error instanceof Error ? error.message : String(error) },
			field: 'Credential',
			affectsWholeBatch: true,
		});
	}
}

const TOO_LATE: Failure = {
	kind: 'notSent',
	code: 'session-too-late',
	data: {},
};

/** Any status is an answer here, so that n8n neither renews nor repeats by itself. */
function requestWith(caller: Caller) {
	const stored = caller.getNode().credentials?.[CREDENTIAL];
	return async (
		data: ICredentialDataDecryptedObject,
		options: Pick<IHttpRequestOptions, 'method' | 'url' | 'body' | 'timeout'>,
	): Promise<unknown> =>
		await caller.helpers.httpRequestWithAuthentication.call(
			caller,
			CREDENTIAL,
			{
				...options,
				headers: ownMark(),
				json: true,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
			},
			{
				credentialsDecrypted: {
					id: stored?.id ?? '',
					name: stored?.name ?? '',
					type: CREDENTIAL,
					data,
				},
			},
		);
}

function tokensOf({ sessionToken }: ICredentialDataDecryptedObject): string[] {
	const { session } = readState(sessionToken);
	return session ? [session.accessToken] : [];
}
