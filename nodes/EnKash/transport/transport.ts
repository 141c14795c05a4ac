import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';
import type { Answer } from '../../../enkash/api/response.ts';
import { type Client, createClient } from '../../../enkash/api/client.ts';
import { type Connection, readConnection } from '../../../enkash/connection.ts';
import type { Failure } from '../../../enkash/failures/failure.ts';
import { answerOf } from '../../../credentials/session/n8nResponse.ts';
import { ownMark } from '../../../credentials/session/ownRequests.ts';
import { type Redactor, redactor } from '../../../enkash/redact.ts';
import { type Result, fail, succeed } from '../../../enkash/result.ts';
import { readState } from '../../../enkash/session/state.ts';
import { isTokenOver } from '../../../enkash/session/tokenOver.ts';
import { type EnsureToken, tokenSource } from './ensureToken.ts';

export const CREDENTIAL = 'enKashApi';

/** Where a request to EnKash can start: a run, a picker, a poll. */
export type Caller = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** A credential at work: its checked fields, and clients that speak for it. */
export interface Transport {
	readonly connection: Connection;
	/** A client whose calls are given up after so many ms. */
	readonly client: (timeoutMs: number) => Client;
	/** Takes the credential's secrets, old and new, out of what is shown. */
	readonly redactor: () => Redactor;
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
	const ensureToken = tokenSource(data, connection.authentication, {
		read: async () => await caller.getCredentials(CREDENTIAL),
		request: async (credential) => await request(credential, connection.baseUrl, {}, 1),
	});
	const { companyId, encryptionSecret, paths, payloadEncryption } = connection;
	return succeed({
		connection,
		client: (timeoutMs) =>
			createClient({
				companyId,
				encryptionSecret,
				paths,
				payloadEncryption,
				now: Date.now,
				send: async ({ body, isPayment, isStillWanted, path }) =>
					await withSession(ensureToken, { isPayment, encryptionSecret }, async () => {
						if (!isStillWanted()) return fail(TOO_LATE);
						const url = `${connection.baseUrl}${path}`;
						return await answerOf(async () => await request(data, url, body, timeoutMs));
					}),
			}),
		redactor: () => redactor([...connection.secrets, ...tokensOf(data)]),
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

/**
 * Sends with a token. One that is over is renewed, and a read is sent again; a payment never is, since
 * only who looks it up first can tell whether it was made.
 */
async function withSession(
	ensureToken: EnsureToken,
	{ isPayment, encryptionSecret }: { isPayment: boolean; encryptionSecret: string },
	send: () => Promise<Result<Answer>>,
): Promise<Result<Answer>> {
	const token = await ensureToken();
	if (!token.ok) return token;
	const answer = await send();
	if (!answer.ok || !isTokenOver(answer.value, encryptionSecret)) return answer;
	const renewed = await ensureToken(token.value);
	if (isPayment) return answer;
	if (!renewed.ok) return renewed;
	return renewed.value === token.value ? answer : await send();
}

/** Any status is an answer here, so that n8n neither renews nor repeats by itself. */
function requestWith(caller: Caller) {
	const stored = caller.getNode().credentials?.[CREDENTIAL];
	return async (
		data: ICredentialDataDecryptedObject,
		url: string,
		body: object,
		timeout: number,
	): Promise<unknown> =>
		await caller.helpers.httpRequestWithAuthentication.call(
			caller,
			CREDENTIAL,
			{
				method: 'POST',
				url,
				body,
				headers: ownMark(),
				timeout,
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
