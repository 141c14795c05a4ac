import type { Answer } from '../../enkash/api/response.ts';
import { isRecord } from '../../enkash/contract/spelling.ts';
import type { Failure } from '../../enkash/failures/failure.ts';
import { type Result, fail, succeed } from '../../enkash/result.ts';
import { SessionDue, sessionFailureIn, sessionFailureSaid } from './n8nFailure.ts';

/** Codes of a request that surely never reached EnKash: no host, no connection, no trust. */
const NEVER_ARRIVED: ReadonlySet<string> = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'ENETDOWN',
	'EADDRNOTAVAIL',
	'ERR_INVALID_URL',
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** What a connection was doing when it broke, once there was one: the request may be on its way. */
const CONNECTED: ReadonlySet<unknown> = new Set(['read', 'write', 'shutdown']);

/** The same as Node's messages begin with it. */
const SAYS_CONNECTED = /^(read|write|shutdown) E[A-Z]/;

const TIMED_OUT = new Set(['ECONNABORTED', 'ETIMEDOUT']);

const MAX_CAUSES = 6;

/** The error and what caused it, outermost first. */
function* causes(error: unknown): Generator<Readonly<Record<string, unknown>>> {
	let cause: unknown = error;
	for (let depth = 0; depth < MAX_CAUSES && isRecord(cause); depth++) {
		yield cause;
		cause = cause.cause;
	}
}

/**
 * All that an error and its causes say. Before 2.x the errors of n8n do not have a cause: what it said
 * is among their `messages`, and its code stands in `httpCode`.
 */
const wordsOf = ({ message, messages }: Readonly<Record<string, unknown>>): string[] =>
	[message, messages].flat().filter((words) => typeof words === 'string');

const codesOf = ({ code, httpCode }: Readonly<Record<string, unknown>>): string[] =>
	[code, httpCode].filter((one) => typeof one === 'string');

/**
 * Says what became of a request that ended in an exception instead of an answer: a session's own
 * failure, `notSent`, or `unknown` for whatever may have arrived.
 */
export function failureOf(error: unknown): Failure {
	const chain = [...causes(error)];
	const words = chain.flatMap(wordsOf);
	const codes = chain.flatMap(codesOf);
	const ofSession =
		chain.map(sessionFailureIn).find(isThere) ?? words.map(sessionFailureSaid).find(isThere);
	if (ofSession) return ofSession;
	const wasConnected =
		chain.some(({ syscall }) => CONNECTED.has(syscall)) ||
		words.some((said) => SAYS_CONNECTED.test(said));
	const reason = codes.find((code) => NEVER_ARRIVED.has(code));
	if (reason !== undefined && !wasConnected) {
		return { kind: 'notSent', code: 'unreachable', data: { reason } };
	}
	const forbidden = words.find((said) => /domain.*not allowed|blocked/i.test(said));
	if (forbidden !== undefined && !wasConnected) {
		return { kind: 'notSent', code: 'domain-not-allowed', data: { words: forbidden } };
	}
	const isTimeOut = codes.some((code) => TIMED_OUT.has(code));
	return { kind: 'unknown', code: isTimeOut ? 'no-answer-in-time' : 'connection-lost', data: {} };
}

const isThere = <T>(one: T | undefined): one is T => one !== undefined;

/** Turns a request of n8n's helper (full response, any status) into an answer or a failure. */
export async function answerOf(request: () => Promise<unknown>): Promise<Result<Answer>> {
	try {
		const response = await request();
		if (isRecord(response) && typeof response.statusCode === 'number') {
			return succeed(answer(response.statusCode, response.headers, response.body));
		}
		return fail({ kind: 'unknown', code: 'no-response', data: {} });
	} catch (error) {
		const answered = answerIn(error);
		return answered ? succeed(answered) : fail(failureOf(error));
	}
}

const answer = (status: number, headers: unknown, body: unknown): Answer => ({
	status,
	headers: isRecord(headers) ? headers : {},
	body,
});

/** A status that n8n's helper made an exception of: the 401 that stands after a renewal. */
function answerIn(error: unknown): Answer | undefined {
	for (const cause of causes(error)) {
		const { response } = cause;
		if (cause instanceof SessionDue || !isRecord(response)) continue;
		if (typeof response.status !== 'number') continue;
		return answer(response.status, response.headers, response.data);
	}
	return undefined;
}
