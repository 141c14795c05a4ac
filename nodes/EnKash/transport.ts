import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	IExecuteFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';
import { type Client, createClient } from '../../enkash/client.ts';
import { type Connection, readConnection } from '../../enkash/connection.ts';
import { answerOf } from '../../enkash/network.ts';
import { type Redactor, redactor } from '../../enkash/redact.ts';
import { type Result, succeed } from '../../enkash/result.ts';
import { readState } from '../../enkash/session/state.ts';

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
	const data = await caller.getCredentials(CREDENTIAL);
	const connection = readConnection(data);
	if (!connection.ok) return connection;
	const stored = caller.getNode().credentials?.[CREDENTIAL];
	const credential = { id: stored?.id ?? '', name: stored?.name ?? '', type: CREDENTIAL, data };
	return succeed({
		connection: connection.value,
		client: (timeoutMs) => clientOf(caller, connection.value, credential, timeoutMs),
		redactor: () => redactor([...connection.value.secrets, ...tokensOf(data)]),
	});
}

function clientOf(
	caller: Caller,
	{ baseUrl, companyId, encryptionSecret, payloadEncryption }: Connection,
	credentialsDecrypted: ICredentialsDecrypted,
	timeoutMs: number,
): Client {
	return createClient({
		companyId,
		encryptionSecret,
		payloadEncryption,
		now: Date.now,
		send: async (path, body) =>
			await answerOf(
				async () =>
					await caller.helpers.httpRequestWithAuthentication.call(
						caller,
						CREDENTIAL,
						{
							method: 'POST',
							url: `${baseUrl}${path}`,
							body,
							timeout: timeoutMs,
							json: true,
							returnFullResponse: true,
							// 401 is left to n8n, which renews the session and sends once more.
							ignoreHttpStatusErrors: { ignore: true, except: [401] },
						},
						{ credentialsDecrypted },
					),
			),
	});
}

function tokensOf({ sessionToken }: ICredentialDataDecryptedObject): string[] {
	const state = readState(sessionToken);
	return state?.kind === 'open' ? [state.accessToken] : [];
}
