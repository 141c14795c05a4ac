import type { Failure, FailureKind } from '../failures/failure.ts';
import { type LoginRecord, type NoTokenReason, nextAttemptAt } from './attempts.ts';

/** Reasons of which EnKash says that they lie with the credential. */
const OF_THE_CREDENTIAL: ReadonlySet<NoTokenReason['code']> = new Set([
	'login-refused',
	'login-locked',
	'partner-unknown',
	'ip-not-allowed',
	'api-not-enabled',
]);

/** Why there is no session, and when a log-in is sent again. Every further call meets the same. */
export function loginFailure(record: LoginRecord): Failure {
	const { reason } = record.attempts.filter((attempt) => attempt.reason).at(-1) ?? {};
	const { code, ...told }: NoTokenReason = reason ?? { code: 'login-unanswered' };
	const kind: FailureKind = OF_THE_CREDENTIAL.has(code) ? 'credential' : 'notSent';
	const next = nextAttemptAt(record);
	return {
		kind,
		code,
		data: { ...told, nextAttempt: next === Infinity ? 'whenAsked' : next },
		endpoint: 'Authentication',
		status: told.status,
		affectsWholeBatch: true,
	};
}
