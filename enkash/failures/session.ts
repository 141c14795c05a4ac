import type { None } from './none.ts';

/** What can keep a session from being opened or used. */
export interface SessionFailures {
	/** EnKash gave a token that was over as soon as it was issued. */
	'session-expired-at-once': None;
}
