import type { Failure } from '../failures/failure.ts';
import { type LoginRecord, nextAttemptAt } from './attempts.ts';
import { loginFailure } from './loginFailure.ts';
import type { OpenSession } from './state.ts';

/** What a call can go on with. */
export type SessionStanding =
	| { readonly use: 'session'; readonly session: OpenSession }
	| { readonly use: 'login' }
	| { readonly use: 'nothing'; readonly failure: Failure };

/**
 * Whether a call uses its session, logs in first, or cannot be made. A session that is due for renewal
 * but not over is renewed once at most: the other attempt is for when there is no session any more.
 */
export function standingOf(
	session: OpenSession | undefined,
	record: LoginRecord,
	now: number,
): SessionStanding {
	if (session && (now < session.renewAt || record.attempts.length > 0)) {
		return { use: 'session', session };
	}
	if (session || nextAttemptAt(record) <= now) return { use: 'login' };
	return { use: 'nothing', failure: loginFailure(record) };
}
