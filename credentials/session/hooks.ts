import { type Connection, readConnection } from '../../enkash/connection.ts';
import { perObject } from '../../enkash/memoize.ts';
import { isTest, isTestWanted, runTest, testRequest } from './credentialTest.ts';
import { SessionFailed } from './n8nFailure.ts';
import { type Request, isPartnerUrl, loginThrough, partnerHeaders } from './http.ts';
import { Sessions } from '../../enkash/session/sessions.ts';
import { readOwnAccount } from './ownAccount.ts';
import { type Identity, type RefusedLogin, writeState } from '../../enkash/session/state.ts';
import { type Ride, endOf, rideOf } from './credentialWrite.ts';
import type { Left, StoredCredential } from './storedCredential.ts';
import { tokenOf } from './token.ts';

/** The part of a request of n8n's that is authorised. `uri` is what the older helper calls `url`. */
export interface AuthorisedRequest {
	url: string;
	uri?: unknown;
	baseURL?: string;
	headers?: object;
	body?: unknown;
	disableFollowRedirect?: boolean;
}

/** One per process: n8n loads this module once. */
const sessions = new Sessions();

/**
 * n8n's hook before a request whose session is missing or due: logs in if need be. What it returns,
 * n8n stores encrypted with the credential; nothing means that the stored session is still good.
 */
export async function renewSession(credential: StoredCredential, request: Request): Promise<Left> {
	const connection = checked(credential);
	const ride = rideOf(credential);
	if (ride) return await leave(ride, connection, request);
	if (isTestWanted(credential)) {
		return await runTest(credential, connection, request, async (used) => {
			return await renew(used, connection, request);
		});
	}
	return await renew(credential, connection, request);
}

/** Does what a step of opening a session is about, and leaves the state that n8n is to store. */
async function leave(ride: Ride, { authentication }: Connection, request: Request): Promise<Left> {
	ride.taken = true;
	if (authentication.by === 'accessToken') return {};
	if (ride.step.kind === 'announce') {
		return { sessionToken: writeState(ride.step.announcement) };
	}
	ride.result = await sessions.logIn(authentication.identity, loginThrough(request), Date.now);
	return { sessionToken: ride.result.ok ? writeState(ride.result.value) : '' };
}

/** The refusal that stands for a credential's log-in, if any. */
export const standingRefusal = (stored: unknown, identity: Identity): RefusedLogin | undefined =>
	sessions.refusal(stored, identity, Date.now());

async function renew(
	credential: StoredCredential,
	connection: Connection,
	request: Request,
): Promise<Left> {
	const { authentication } = connection;
	if (authentication.by === 'accessToken') return {};
	const renewed = await sessions.renew(credential.sessionToken, authentication.identity, {
		sendLogin: loginThrough(request),
		stillTaken: async (accessToken) => {
			const account = await readOwnAccount(request, connection, accessToken);
			return account.ok || account.failure.status === undefined
				? undefined
				: account.failure.status !== 401;
		},
		now: Date.now,
	});
	if (!renewed.ok) throw new SessionFailed(renewed.failure);
	return renewed.value ? { sessionToken: writeState(renewed.value) } : {};
}

/** n8n's hook for every request: adds what EnKash wants to see, for EnKash's eyes only. */
export function authorise<T extends AuthorisedRequest>(
	credential: StoredCredential,
	request: T,
): T {
	const connection = checked(credential);
	const ride = rideOf(credential);
	if (ride) throw endOf(ride);
	if (isTest(request)) return { ...request, ...testRequest(credential, connection) };
	refuseOtherHosts(request, connection);
	const accessToken = tokenOf(credential, connection);
	return {
		...request,
		headers: { ...request.headers, ...partnerHeaders(connection, accessToken) },
		disableFollowRedirect: true,
		...('uri' in request ? { followRedirect: false, followAllRedirects: false } : {}),
	};
}

function refuseOtherHosts(request: AuthorisedRequest, { baseUrl }: Connection): void {
	const { baseURL = '', url, uri } = request;
	if (isPartnerUrl(`${baseURL}${url ?? String(uri)}`, baseUrl)) return;
	throw new SessionFailed({
		kind: 'invalid',
		message: 'This credential is for EnKash only, and the request goes elsewhere',
		advice: `Its token is sent to ${baseUrl} and to no other address.`,
	});
}

const connectionOf = perObject((credential: StoredCredential) => readConnection(credential));

function checked(credential: StoredCredential): Connection {
	const connection = connectionOf(credential);
	if (!connection.ok) throw new SessionFailed(connection.failure);
	return connection.value;
}
