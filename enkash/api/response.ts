import type { z } from 'zod';
import type { EndpointName } from '../contract/endpoints.ts';
import { type Envelope, openEnvelope, refusesToken, wordsOf } from '../contract/envelope.ts';
import { accessRefusal, refusalReason, saysDuplicate, saysTokenOver } from '../contract/phrases.ts';
import type { Failure, FailureData } from '../failures/failure.ts';
import { type Result, andThen, fail, succeed } from '../result.ts';
import { isSealed, unseal } from './cipher.ts';

/** An HTTP answer of whatever status, its body parsed if it was JSON. */
export interface Answer {
	readonly status: number;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, unknown>>;
	readonly body: unknown;
}

/** What is needed to read an answer, beside the answer. */
export interface Reading {
	/** What payloads are encrypted with. */
	readonly secret: string;
	/** ms since the epoch. */
	readonly now: number;
	/** The endpoint that was asked, and its path. */
	readonly endpoint: EndpointName;
	readonly path: string;
}

/**
 * The payload of an answer, or the failure it is. Words for a duplicate go first, then the HTTP status,
 * then the envelope's code: EnKash's pages show failures with HTTP 200 and code 1, and with 4xx.
 */
export function readPayload(answer: Answer, reading: Reading): Result<unknown> {
	const opened = decrypted(answer, reading);
	if (!opened.ok && !speaksForItself(answer)) return opened;
	const body = opened.ok ? opened.value : undefined;
	const envelope = openEnvelope(body);
	const refusal = refusalIn({ ...answer, body }, envelope, reading);
	if (refusal) return fail(refusal);
	if (envelope && answer.status < 300) return succeed(envelope.payload);
	return fail({
		kind: 'unexpected',
		code: 'not-an-enkash-answer',
		data: { status: answer.status, isWebPage: isWebPage(body) },
		status: answer.status,
		body,
	});
}

/** A status that means the same whatever stands in the body. */
const speaksForItself = ({ status }: Answer): boolean =>
	status >= 500 || [401, 403, 408, 429].includes(status);

/** The payload of an answer as the schema reads it, or the failure it is. */
export const readAnswer = <T>(
	answer: Answer,
	schema: z.ZodType<T, z.ZodTypeDef, unknown>,
	reading: Reading,
): Result<T> => andThen(readPayload(answer, reading), (payload) => parse(payload, schema));

/** The body in the clear. `unexpected` if the secret does not fit. */
export function decrypted({ body, status }: Answer, { secret }: Reading): Result<unknown> {
	if (!isSealed(body)) return succeed(body);
	const opened = unseal(body, secret);
	return opened.ok ? opened : fail({ ...opened.failure, status });
}

function refusalIn(
	{ body, headers, status }: Answer,
	envelope: Envelope | undefined,
	{ endpoint, now, path }: Reading,
): Failure | undefined {
	const words = wordsOf(body);
	const shared = { status, body, enkashCode: envelope?.code };
	if (words !== undefined && envelope?.code !== 0 && saysDuplicate(words)) {
		return { ...shared, kind: 'rejected', code: 'duplicate-reference', data: { words } };
	}
	if (status === 409) {
		const data = { words: words ?? `HTTP status ${status}` };
		return { ...shared, kind: 'rejected', code: 'duplicate-reference', data };
	}
	const access = words !== undefined && envelope?.code !== 0 && accessRefusal(words);
	if (access) {
		const data = { words, status };
		return { ...shared, kind: 'credential', code: access, data, affectsWholeBatch: true };
	}
	if (status === 401 || status === 403) return { ...shared, ...notAuthorised({ words, status }) };
	if (status === 429) {
		const retryAfterMs = retryAfter(headers['retry-after'], now);
		const data = { words };
		return { ...shared, kind: 'rateLimited', code: 'too-many-requests', data, retryAfterMs };
	}
	if (status >= 500 || status === 408) {
		return { ...shared, kind: 'unknown', code: 'server-trouble', data: { words, status } };
	}
	if (status === 404 && !envelope) {
		const data = { path, endpoint };
		return { ...shared, kind: 'rejected', code: 'no-such-address', data, affectsWholeBatch: true };
	}
	// Whatever was asked: neither is a payment refused by it, nor does it say that there is nothing.
	const isTokenOver = envelope
		? refusesToken(envelope)
		: words !== undefined && saysTokenOver(words);
	if (isTokenOver) return { ...shared, ...notAuthorised({ words, status }) };
	if (envelope && envelope.code !== 0) {
		const given = envelope.message || words;
		return { ...shared, ...refused(given ?? `code ${envelope.code}`) };
	}
	// A success in words under a failing status is neither.
	if (status >= 400 && words !== undefined && !envelope) return { ...shared, ...refused(words) };
	return undefined;
}

const notAuthorised = (data: FailureData['not-authorised']): Failure => ({
	kind: 'credential',
	code: 'not-authorised',
	data,
	affectsWholeBatch: true,
});

/** Reasons that every other payment of the batch would meet as well. */
const OF_THE_ACCOUNT: ReadonlySet<string> = new Set(['account-blocked', 'account-not-found']);

function refused(words: string): Failure {
	const code = refusalReason(words) ?? 'refused';
	const data = { words };
	return OF_THE_ACCOUNT.has(code)
		? { kind: 'rejected', code, data, affectsWholeBatch: true }
		: { kind: 'rejected', code, data };
}

const isWebPage = (body: unknown) => typeof body === 'string' && /^\s*</.test(body);

function parse<T>(payload: unknown, schema: z.ZodType<T, z.ZodTypeDef, unknown>): Result<T> {
	const parsed = schema.safeParse(payload);
	if (parsed.success) return succeed(parsed.data);
	const [issue] = parsed.error.issues;
	const path = ['payload', ...(issue?.path ?? [])].join('.');
	return fail({
		kind: 'unexpected',
		code: 'answer-unreadable',
		data: { path, issue: issue?.message ?? 'unreadable' },
		field: path,
		body: payload,
	});
}

/** `Retry-After` in ms: seconds or an HTTP date; `undefined` if it says neither. */
function retryAfter(header: unknown, now: number): number | undefined {
	if (typeof header !== 'string') return undefined;
	if (/^\d{1,6}$/.test(header.trim())) return Number(header) * 1000;
	// A date begins with the name of a day; Date.parse would take "1.5" for one, too.
	const at = /^\s*[a-z]/i.test(header) ? Date.parse(header) : NaN;
	return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
