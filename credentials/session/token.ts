import type { Connection } from '../../enkash/connection.ts';
import { redactor } from '../../enkash/redact.ts';
import { Sessions } from '../../enkash/session/sessions.ts';
import { readState } from '../../enkash/session/state.ts';
import { SessionDue, SessionFailed } from './n8nFailure.ts';
import type { StoredCredential } from './storedCredential.ts';

/** One per process: n8n loads this module once. */
export const sessions = new Sessions();

/**
 * The token that a stored credential may be used with, now.
 *
 * @throws SessionFailed if no log-in may be sent; SessionDue if there is no session to use, or n8n is
 *   first to store why there is none
 */
export function tokenOf({ sessionToken }: StoredCredential, connection: Connection): string {
	const { authentication } = connection;
	if (authentication.by === 'accessToken') return authentication.accessToken;
	const { identity } = authentication;
	const stored = readState(sessionToken);
	const standing = sessions.standing(stored, identity, Date.now());
	if (standing.use === 'session') return standing.session.accessToken;
	if (standing.use === 'login' || sessions.knowsMore(stored, identity)) throw new SessionDue();
	throw new SessionFailed(standing.failure, redactor(connection.secrets));
}

/** The same token; `undefined` if there is none. */
export function tokenIfAny(
	{ sessionToken }: StoredCredential,
	{ authentication }: Connection,
): string | undefined {
	if (authentication.by === 'accessToken') return authentication.accessToken;
	const { identity } = authentication;
	const standing = sessions.standing(readState(sessionToken), identity, Date.now());
	return standing.use === 'session' ? standing.session.accessToken : undefined;
}
