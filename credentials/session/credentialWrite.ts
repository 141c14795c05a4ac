import type { LoggedIn } from '../../enkash/session/sessions.ts';
import type { SessionState } from '../../enkash/session/state.ts';
import { SessionDue } from './n8nFailure.ts';
import type { StoredCredential } from './storedCredential.ts';

/** What is to be written: a state, or the one that the log-in of an announced attempt leads to. */
export type Write =
	| { readonly kind: 'state'; readonly state: SessionState }
	| { readonly kind: 'logIn'; readonly attemptId: string };

/**
 * A write to a stored credential. n8n lets a node store something there by way of a request only: the
 * hook before the request returns what n8n is to store. The request itself ends in the second hook
 * and is never sent.
 */
export interface CredentialWrite {
	readonly write: Write;
	/** What a log-in led to. */
	loggedIn?: LoggedIn;
	/** Whether the first hook was called, so that n8n has something to store. */
	isReturned: boolean;
	/** Whether n8n went on to the second hook: it does once that is stored. */
	isStored: boolean;
}

/** Writes under way, by the credential object that n8n passes through both hooks. */
const underWay = new WeakMap<StoredCredential, CredentialWrite>();

export const writeUnderWay = (credential: StoredCredential): CredentialWrite | undefined =>
	underWay.get(credential);

/**
 * Writes to a stored credential.
 *
 * @param request sends any request with that very credential object through n8n's helper, and is
 *   expected to fail
 */
export async function writeCredential(
	credential: StoredCredential,
	write: Write,
	request: () => Promise<unknown>,
): Promise<CredentialWrite> {
	const writing: CredentialWrite = { write, isReturned: false, isStored: false };
	underWay.set(credential, writing);
	await request().catch(() => undefined);
	underWay.delete(credential);
	return writing;
}

/** What ends the request of a write, in the second hook. */
export function endOfWrite(writing: CredentialWrite): CredentialWritten | SessionDue {
	if (!writing.isReturned) return new SessionDue();
	writing.isStored = true;
	return new CredentialWritten();
}

class CredentialWritten extends Error {
	constructor() {
		super('The session is being opened; this request is not meant to be sent');
		this.name = 'CredentialWritten';
	}
}
