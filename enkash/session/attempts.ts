import { z } from 'zod';

/** EnKash locks an account after three refused log-ins: one is left to a person. */
export const MAX_ATTEMPTS = 2;

/** Between two attempts of a log-in, in ms. */
export const ATTEMPT_INTERVAL_MS = 15 * 60_000;

/** What came instead of a token. */
export const noTokenReason = z.object({
	code: z.enum([
		'login-refused',
		'login-locked',
		'partner-unknown',
		'ip-not-allowed',
		'api-not-enabled',
		'encryption-differs',
		'login-without-token',
		'login-not-understood',
		'login-unanswered',
	]),
	/** EnKash's own, without secrets. */
	words: z.string().optional(),
	/** HTTP status, where there was an answer. */
	status: z.number().optional(),
	isWebPage: z.boolean().optional(),
});
export type NoTokenReason = z.infer<typeof noTokenReason>;

const attempt = z.object({
	id: z.string(),
	/** When it was sent, or is about to be, in ms since the epoch. */
	at: z.number(),
	/** Absent while nobody knows what came of it; for ever if its process ended before it knew. */
	reason: noTokenReason.optional(),
});

/** A log-in that may have reached EnKash and, as far as is known, brought no token. */
export type Attempt = z.infer<typeof attempt>;

export const loginRecord = z.object({
	/** `loginFingerprint` of the log-in. */
	login: z.string(),
	/** Those since the last success, oldest first. */
	attempts: z.array(attempt),
	/** When the log-in that last brought a token was sent, in ms since the epoch. */
	succeededAt: z.number().optional(),
});

/** What is known of one log-in. */
export type LoginRecord = z.infer<typeof loginRecord>;

/** What is known of all log-ins. Several of these, from processes and credentials, can be merged. */
export type LoginHistory = readonly LoginRecord[];

export const recordOf = (history: LoginHistory, login: string): LoginRecord =>
	history.find((record) => record.login === login) ?? { login, attempts: [] };

/**
 * From when on a log-in may be sent, in ms since the epoch: 0 at once, `Infinity` not by itself, that is
 * until it was changed, or raised by a person. What EnKash clearly refused is not sent again at all.
 */
export function nextAttemptAt({ attempts }: LoginRecord): number {
	const last = attempts.at(-1);
	if (!last) return 0;
	if (attempts.length >= MAX_ATTEMPTS) return Infinity;
	if (attempts.some(({ reason }) => reason?.code === 'login-refused')) return Infinity;
	return last.at + ATTEMPT_INTERVAL_MS;
}

/** The history with an attempt in it, or with what is now known of it. */
export const withAttempt = (history: LoginHistory, login: string, added: Attempt): LoginHistory => {
	const others = withoutAttempt(history, login, added.id);
	return mergeHistories(others, [{ login, attempts: [added] }]);
};

/** The history without an attempt that surely never left. */
export const withoutAttempt = (history: LoginHistory, login: string, id: string): LoginHistory =>
	history.map((record) =>
		record.login === login
			? { ...record, attempts: record.attempts.filter((one) => one.id !== id) }
			: record,
	);

/** The history after a log-in that was sent at that moment has brought a token. */
export const withSuccess = (history: LoginHistory, login: string, at: number): LoginHistory =>
	mergeHistories(history, [{ login, attempts: [], succeededAt: at }]);

/** All that either of two histories knows. The order makes no difference. */
export function mergeHistories(one: LoginHistory, other: LoginHistory): LoginHistory {
	const logins = new Set([...one, ...other].map(({ login }) => login));
	return [...logins]
		.sort()
		.map((login) => mergeRecords(recordOf(one, login), recordOf(other, login)));
}

/** So many records at most: attempts are worth more than successes, newer ones more than older ones. */
export const mostOf = (history: LoginHistory, count: number): LoginHistory =>
	history.length <= count
		? history
		: [...history]
				.sort(
					(a, b) =>
						Math.sign(b.attempts.length) - Math.sign(a.attempts.length) ||
						lastActivity(b) - lastActivity(a),
				)
				.slice(0, count);

function mergeRecords(one: LoginRecord, other: LoginRecord): LoginRecord {
	const succeededAt = Math.max(one.succeededAt ?? -Infinity, other.succeededAt ?? -Infinity);
	const attempts = new Map<string, Attempt>();
	for (const each of [...one.attempts, ...other.attempts]) {
		const known = attempts.get(each.id);
		const isNews = known === undefined || isLater(each, known);
		if (isNews && each.at > succeededAt) attempts.set(each.id, each);
	}
	return {
		login: one.login,
		attempts: [...attempts.values()].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)),
		...(succeededAt === -Infinity ? {} : { succeededAt }),
	};
}

/** Of one attempt, what is known of it later: what came of it first, then when it was really sent. */
function isLater(one: Attempt, other: Attempt): boolean {
	if (one.reason && !other.reason) return true;
	if (other.reason && !one.reason) return false;
	return one.at > other.at;
}

const lastActivity = ({ attempts, succeededAt = 0 }: LoginRecord) =>
	Math.max(succeededAt, attempts.at(-1)?.at ?? 0);
