import { z } from 'zod';
import { perValue } from '../memoize.ts';
import { type LoginHistory, loginRecord } from './attempts.ts';
import { type Identity, sessionFingerprint } from './identity.ts';

const openSession = z.object({
	/** `sessionFingerprint` of the identity that it belongs to. */
	identity: z.string(),
	accessToken: z.string(),
	/** From when on a new log-in is due, in ms since the epoch. */
	renewAt: z.number(),
	/** Until when EnKash said the token lives, in ms since the epoch. */
	expiresAt: z.number(),
});
export type OpenSession = z.infer<typeof openSession>;

const state = z.object({
	session: openSession.optional(),
	logins: z.array(loginRecord),
});

/**
 * What is remembered between calls, stored encrypted with the credential: the session, and what is
 * known of log-ins, so that a failed renewal costs no token that is still good.
 */
export interface SessionState {
	readonly session?: OpenSession;
	readonly logins: LoginHistory;
}

const NOTHING: SessionState = { logins: [] };

export const writeState = (remembered: SessionState): string => JSON.stringify(remembered);

/** Reads what was stored; nothing from anything that this version did not write. */
export const readState = perValue((stored): SessionState => {
	if (typeof stored !== 'string' || stored === '') return NOTHING;
	try {
		const parsed = state.safeParse(JSON.parse(stored));
		return parsed.success ? parsed.data : NOTHING;
	} catch {
		return NOTHING;
	}
});

/** The session of an identity, as long as EnKash said that it lives. `dead` is a token that is over. */
export function sessionOf(
	{ session }: SessionState,
	identity: Identity,
	now: number,
	dead?: string,
): OpenSession | undefined {
	return session?.identity === sessionFingerprint(identity) &&
		session.accessToken !== dead &&
		now < session.expiresAt
		? session
		: undefined;
}

/** How long a session is used further that could not be renewed, in ms. */
const GRACE_MS = 30_000;

/** A session that was due, but could not be renewed: it is used for a while before that is tried again. */
export const dueLater = (session: OpenSession, now: number): OpenSession => ({
	...session,
	renewAt: Math.max(session.renewAt, Math.min(session.expiresAt, now + GRACE_MS)),
});
