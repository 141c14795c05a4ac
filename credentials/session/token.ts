import type { Connection } from '../../enkash/connection.ts';
import { SessionDue, SessionFailed } from './n8nFailure.ts';
import { refusalFailure, standing } from '../../enkash/session/sessions.ts';
import type { StoredCredential } from './storedCredential.ts';

/**
 * The token that a stored credential may be used with, now.
 *
 * @throws SessionFailed if its log-in was refused, SessionDue if there is no session to use
 */
export function tokenOf(credential: StoredCredential, { authentication }: Connection): string {
	if (authentication.by === 'accessToken') return authentication.accessToken;
	const state = standing(credential.sessionToken, authentication.identity, Date.now());
	if (state.use === 'refusal') throw new SessionFailed(refusalFailure(state.refusal));
	if (state.use === 'nothing') throw new SessionDue();
	return state.accessToken;
}

const use = ({ sessionToken }: StoredCredential, { authentication }: Connection) =>
	authentication.by === 'login'
		? standing(sessionToken, authentication.identity, Date.now()).use
		: 'token';

/** Whether a request with the credential would need a log-in first. */
export const needsLogin = (credential: StoredCredential, connection: Connection): boolean =>
	use(credential, connection) === 'nothing';

/** Whether the log-in of the credential stands refused. */
export const isRefused = (credential: StoredCredential, connection: Connection): boolean =>
	use(credential, connection) === 'refusal';
