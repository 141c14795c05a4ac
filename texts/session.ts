import type { SessionFailures } from '../enkash/failures/session.ts';
import type { Texts } from './text.ts';

export const sessionTexts: Texts<SessionFailures> = {
	'session-expired-at-once': () => ({
		message: 'EnKash issued a session that had already expired',
		advice: 'Run again in a minute. If it keeps happening, report it to EnKash.',
	}),
};
