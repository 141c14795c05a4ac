import { type Connection, readConnection } from '../../enkash/connection.ts';
import { movesMoney } from '../../enkash/contract/endpoints.ts';
import type { Failure } from '../../enkash/failures/failure.ts';
import { perObject } from '../../enkash/memoize.ts';
import { redactor } from '../../enkash/redact.ts';
import { readState, writeState } from '../../enkash/session/state.ts';
import { isTest, isTestWanted, runTest, testRequest } from './credentialTest.ts';
import { type CredentialWrite, endOfWrite, writeUnderWay } from './credentialWrite.ts';
import { type Request, isPartnerUrl, loginThrough, partnerHeaders } from './http.ts';
import { SessionFailed } from './n8nFailure.ts';
import { readOwnAccount } from './ownAccount.ts';
import { readMark } from './ownRequests.ts';
import type { StoredCredential, ToStore } from './storedCredential.ts';
import { sessions, tokenOf } from './token.ts';

/** The part of a request of n8n's that is authorised. `uri` is what the older helper calls `url`. */
export interface AuthorisedRequest {
	url: string;
	uri?: unknown;
	baseURL?: string;
	headers?: object;
	body?: unknown;
	disableFollowRedirect?: boolean;
}

/**
 * n8n's hook before a request whose session is missing or due: logs in if need be. What it returns,
 * n8n stores encrypted with the credential; nothing means that the stored session is still good.
 */
export async function renewSession(
	credential: StoredCredential,
	request: Request,
): Promise<ToStore> {
	const connection = checked(credential);
	const writing = writeUnderWay(credential);
	if (writing) return await toWrite(writing, credential, connection, request);
	if (isTestWanted(credential)) {
		return await runTest(credential, connection, request, async (used) => {
			return await renew(used, connection, request);
		});
	}
	return await renew(credential, connection, request);
}

async function toWrite(
	writing: CredentialWrite,
	credential: StoredCredential,
	{ authentication }: Connection,
	request: Request,
): Promise<ToStore> {
	writing.isReturned = true;
	if (authentication.by === 'accessToken') return {};
	if (writing.write.kind === 'state') return { sessionToken: writeState(writing.write.state) };
	writing.loggedIn = await sessions.logIn(
		readState(credential.sessionToken),
		authentication.identity,
		{ sendLogin: loginThrough(request), now: Date.now },
		writing.write.attemptId,
	);
	return { sessionToken: writeState(writing.loggedIn.state) };
}

async function renew(
	credential: StoredCredential,
	connection: Connection,
	request: Request,
): Promise<ToStore> {
	const { authentication } = connection;
	if (authentication.by === 'accessToken') return {};
	const stored = readState(credential.sessionToken);
	const renewed = await sessions.renew(stored, authentication.identity, {
		sendLogin: loginThrough(request),
		stillTaken: async (accessToken) => {
			const { account, isTokenOver } = await readOwnAccount(request, connection, accessToken);
			if (isTokenOver) return false;
			return account.ok || account.failure.status === undefined ? undefined : true;
		},
		now: Date.now,
	});
	if (!renewed.ok) throw new SessionFailed(renewed.failure, redactor(connection.secrets));
	return renewed.value ? { sessionToken: writeState(renewed.value) } : {};
}

/** n8n's hook for every request: adds what EnKash wants to see, for EnKash's eyes only. */
export function authorise<R extends AuthorisedRequest>(
	credential: StoredCredential,
	request: R,
): R {
	const connection = checked(credential);
	const writing = writeUnderWay(credential);
	if (writing) throw endOfWrite(writing);
	const { headers, isOwn } = readMark(request.headers);
	if (isTest(request)) return { ...request, ...testRequest(credential, connection) };
	const refusal = refusalOf(request, connection, isOwn);
	if (refusal) throw new SessionFailed(refusal);
	const accessToken = tokenOf(credential, connection);
	return {
		...request,
		headers: { ...headers, ...partnerHeaders(connection, accessToken) },
		disableFollowRedirect: true,
		...('uri' in request ? { followRedirect: false, followAllRedirects: false } : {}),
	};
}

/** The token goes to EnKash only, and only this package's nodes may move money with it. */
function refusalOf(
	{ baseURL = '', uri, url }: AuthorisedRequest,
	{ baseUrl, paths }: Connection,
	isOwn: boolean,
): Failure | undefined {
	const address = `${baseURL}${url ?? String(uri)}`;
	if (!isPartnerUrl(address, baseUrl)) {
		return { kind: 'invalid', code: 'address-not-enkash', data: { baseUrl } };
	}
	if (isOwn || !movesMoney(new URL(address).pathname, paths)) return undefined;
	return { kind: 'invalid', code: 'payment-by-other-node', data: {} };
}

const connectionOf = perObject((credential: StoredCredential) => readConnection(credential));

function checked(credential: StoredCredential): Connection {
	const connection = connectionOf(credential);
	if (!connection.ok) throw new SessionFailed(connection.failure);
	return connection.value;
}
