import { seal } from '../../enkash/api/cipher.ts';
import type { Connection } from '../../enkash/connection.ts';
import type { Failure } from '../../enkash/failures/failure.ts';
import { redactor } from '../../enkash/redact.ts';
import { type Request, jsonContent, partnerHeaders } from './http.ts';
import { SessionDue, SessionFailed } from './n8nFailure.ts';
import { readOwnAccount } from './ownAccount.ts';
import type { StoredCredential, ToStore } from './storedCredential.ts';
import { tokenIfAny, tokenOf } from './token.ts';

/**
 * A credential test goes through the same two hooks as any request. At first n8n is asked for a
 * renewal, in which the account is read and whatever EnKash answers is understood; then the test
 * reports what was found. A test that passed ends in the very read that its request describes.
 */
type TestFinding = { readonly failure?: Failure } | 'wanted';

/** What the tests under way have found, by the credential object that n8n passes to both hooks. */
const tests = new WeakMap<StoredCredential, TestFinding>();

/** Marks the request of a credential test. It is taken off before anything is sent. */
export const TEST_HEADER = 'x-enkash-credential-test';

export const isTest = ({ headers }: { readonly headers?: object }): boolean =>
	headers !== undefined && TEST_HEADER in headers;

export const isTestWanted = (credential: StoredCredential): boolean =>
	tests.get(credential) === 'wanted';

/**
 * Reads the account that the form names, with a new session if need be.
 *
 * @param renew renews the session of a credential, like the hook does for any request
 */
export async function runTest(
	credential: StoredCredential,
	connection: Connection,
	request: Request,
	renew: (used: StoredCredential) => Promise<ToStore>,
): Promise<ToStore> {
	const token = (stored: ToStore) => tokenIfAny({ ...credential, ...stored }, connection);
	const read = async (accessToken: string) =>
		await readOwnAccount(request, connection, accessToken);

	let stored: ToStore = {};
	if (token(stored) === undefined) stored = await renew(credential);
	const first = token(stored);
	// Without a session that is stored first; the request's own hook then reports why there is none.
	if (first === undefined) return stored;
	let { account, isTokenOver } = await read(first);
	if (isTokenOver) {
		stored = { ...stored, ...(await renew({ ...credential, ...stored })) };
		const second = token(stored);
		if (second === undefined) return stored;
		if (second !== first) ({ account, isTokenOver } = await read(second));
	}
	tests.set(credential, account.ok ? {} : { failure: account.failure });
	return stored;
}

/** The read that a test ends in; throws what the test has found, or asks for it to be run. */
export function testRequest(credential: StoredCredential, connection: Connection) {
	if (!tests.has(credential)) tests.set(credential, 'wanted');
	const accessToken = tokenOf(credential, connection);
	const found = tests.get(credential);
	if (found === undefined || found === 'wanted') throw new SessionDue();
	tests.delete(credential);
	if (found.failure) {
		throw new SessionFailed(found.failure, redactor([...connection.secrets, accessToken]));
	}
	const { baseUrl, cardAccountId, companyId, encryptionSecret, paths, payloadEncryption } =
		connection;
	const body = { cardAccountId, companyId };
	return {
		baseURL: baseUrl,
		url: paths.account,
		body: payloadEncryption === 'off' ? body : seal(body, encryptionSecret),
		headers: { ...partnerHeaders(connection, accessToken), ...jsonContent },
		disableFollowRedirect: true,
	};
}
