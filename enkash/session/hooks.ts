import { type Connection, readConnection } from '../connection.ts';
import { seal } from '../cipher.ts';
import { ENDPOINTS } from '../contract/endpoints.ts';
import type { Failure } from '../failure.ts';
import { SessionDue, SessionFailed } from './errors.ts';
import { type Request, isPartnerUrl, loginThrough, partnerHeaders } from './http.ts';
import { Sessions, refusalFailure, standing } from './session.ts';
import { type Identity, type RefusedLogin, writeState } from './state.ts';
import { type Ride, StepTaken, rideOf } from './steps.ts';
import { readOwnAccount } from './test.ts';

/** Marks the request of a credential test. It is taken off before anything is sent. */
export const TEST_HEADER = 'x-enkash-credential-test';

/** A credential as n8n hands it to the hooks. The same object within one request. */
export interface StoredCredential {
	readonly sessionToken?: unknown;
}

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

/** What a credential test under way has found; absent until the account was read. */
const tests = new WeakMap<StoredCredential, { failure?: Failure } | 'wanted'>();

/**
 * n8n's hook before a request whose session is missing or due: logs in if need be. What it returns,
 * n8n stores encrypted with the credential; nothing means that the stored session is still good.
 */
export async function renewSession(
	credential: StoredCredential,
	request: Request,
): Promise<{ sessionToken?: string }> {
	const connection = checked(credential);
	const ride = rideOf(credential);
	if (ride) return await leave(ride, connection, request);
	if (tests.get(credential) === 'wanted') return await test(credential, connection, request);
	return await renew(credential, connection, request);
}

/** Does what a step of opening a session is about, and leaves the state that n8n is to store. */
async function leave(ride: Ride, { authentication }: Connection, request: Request) {
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

async function renew(credential: StoredCredential, connection: Connection, request: Request) {
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
	if (ride) throw ride.taken ? new StepTaken() : new SessionDue();
	const isTest = request.headers !== undefined && TEST_HEADER in request.headers;
	if (!isTest) refuseOtherHosts(request, connection);
	else if (!tests.has(credential)) tests.set(credential, 'wanted');
	const accessToken = usableToken(credential, connection);
	if (isTest) reportTest(credential);
	const aimed = isTest ? ownAccountRequest(connection) : {};
	return {
		...request,
		...aimed,
		headers: { ...(isTest ? {} : request.headers), ...partnerHeaders(connection, accessToken) },
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

function usableToken(credential: StoredCredential, { authentication }: Connection): string {
	if (authentication.by === 'accessToken') return authentication.accessToken;
	const state = standing(credential.sessionToken, authentication.identity, Date.now());
	if (state.use === 'refusal') throw new SessionFailed(refusalFailure(state.refusal));
	if (state.use === 'nothing') throw new SessionDue();
	return state.accessToken;
}

function checked(credential: StoredCredential): Connection {
	const connection = readConnection(credential);
	if (!connection.ok) throw new SessionFailed(connection.failure);
	return connection.value;
}

/** What a credential test asks: the account that the form names. */
function ownAccountRequest(connection: Connection) {
	const { baseUrl, cardAccountId, companyId, payloadEncryption, encryptionSecret } = connection;
	const body = { cardAccountId, companyId };
	return {
		baseURL: baseUrl,
		url: ENDPOINTS.account.path,
		body: payloadEncryption === 'off' ? body : seal(body, encryptionSecret),
	};
}

/**
 * A credential test goes through the same two hooks as any request. At first n8n is asked for a
 * renewal, in which the account is read and whatever EnKash answers is understood; then it reports.
 */
function reportTest(credential: StoredCredential): void {
	const found = tests.get(credential);
	if (found === undefined || found === 'wanted') throw new SessionDue();
	tests.delete(credential);
	if (found.failure) throw new SessionFailed(found.failure);
}

async function test(
	credential: StoredCredential,
	connection: Connection,
	request: Request,
): Promise<{ sessionToken?: string }> {
	const stored = await withSession(credential, connection, request);
	const used = { ...credential, ...stored };
	const { authentication } = connection;
	if (
		authentication.by === 'login' &&
		standing(used.sessionToken, authentication.identity, Date.now()).use === 'refusal'
	) {
		return stored;
	}
	const read = await readOwnAccount(request, connection, usableToken(used, connection));
	if (!read.ok && read.failure.status === 401) {
		const renewed = await renew(used, connection, request);
		const again = await readOwnAccount(
			request,
			connection,
			usableToken({ ...used, ...renewed }, connection),
		);
		tests.set(credential, again.ok ? {} : { failure: again.failure });
		return { ...stored, ...renewed };
	}
	tests.set(credential, read.ok ? {} : { failure: read.failure });
	return stored;
}

/** Nothing new if the stored session stands; else what a renewal came to. */
async function withSession(credential: StoredCredential, connection: Connection, request: Request) {
	const { authentication } = connection;
	const stands =
		authentication.by === 'accessToken' ||
		standing(credential.sessionToken, authentication.identity, Date.now()).use !== 'nothing';
	return stands ? {} : await renew(credential, connection, request);
}
