import type { z } from 'zod';
import { isSealed, unseal } from './cipher.ts';
import { openEnvelope, wordsOf } from '../contract/envelope.ts';
import type { Failure } from '../failures/failure.ts';
import { type Result, andThen, fail, succeed } from '../result.ts';

/** An HTTP answer of whatever status, its body parsed if it was JSON. */
export interface Answer {
	readonly status: number;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, unknown>>;
	readonly body: unknown;
}

/**
 * Reads the payload out of an answer, or says which failure it is (contract, sections 3.2 and 3.3).
 * A clear no is `rejected`; a 5xx is `unknown`, since the work may have been done before it broke.
 */
export function readAnswer<T>(
	answer: Answer,
	schema: z.ZodType<T, z.ZodTypeDef, unknown>,
	secret: string,
	now: number,
): Result<T> {
	const opened = openBody(answer, secret);
	const body = opened.ok ? opened.value : answer.body;
	const refusal = refusalOf({ ...answer, body }, now);
	if (refusal) return fail(refusal);
	return andThen(opened, () => andThen(payloadOf(answer.status, body), (p) => parse(p, schema)));
}

function openBody({ body, status }: Answer, secret: string): Result<unknown> {
	if (!isSealed(body)) return succeed(body);
	const opened = unseal(body, secret);
	return opened.ok ? opened : fail({ ...opened.failure, status });
}

/** What the HTTP status alone says. */
function refusalOf({ status, headers, body }: Answer, now: number): Failure | undefined {
	const words = wordsOf(body);
	const shared = { status, body };
	if (status === 401 || status === 403) {
		return {
			...shared,
			kind: 'credential',
			affectsWholeBatch: true,
			message: words ?? `EnKash answered with HTTP status ${status}`,
			advice:
				'EnKash does not accept this credential for the call. Check the partner id, the company id and the log-in in the credential.',
		};
	}
	if (status === 429) {
		return {
			...shared,
			kind: 'rateLimited',
			message: words ?? 'EnKash asks to send fewer requests',
			advice: 'Run again later, or lower "Concurrency" in the options.',
			retryAfterMs: retryAfter(headers['retry-after'], now),
		};
	}
	if (status >= 500 || status === 408) {
		return {
			...shared,
			kind: 'unknown',
			message: words ?? `EnKash answered with HTTP status ${status}`,
			advice: 'EnKash or a proxy in between is in trouble. Running again is safe.',
		};
	}
	// A success in words under a failing status is neither.
	if (status >= 400 && words !== undefined && openEnvelope(body)?.code !== 0) {
		return {
			...shared,
			...wholeBatch(words),
			kind: 'rejected',
			message: words,
			advice: 'EnKash refused the request. Correct what it names and run again.',
		};
	}
	return undefined;
}

function payloadOf(status: number, body: unknown): Result<unknown> {
	const envelope = openEnvelope(body);
	if (envelope && status < 300 && envelope.code === 0) return succeed(envelope.payload);
	if (envelope && envelope.code !== 0) {
		const words = envelope.message || 'EnKash refused the request without a reason';
		return fail({
			...wholeBatch(words),
			kind: 'rejected',
			message: words,
			advice: 'EnKash refused the request. Correct what it names and run again.',
			status,
			enkashCode: envelope.code,
			body,
		});
	}
	return fail({
		kind: 'unexpected',
		message: `EnKash's answer is not one of its own (HTTP status ${status}${html(body) ? ', a web page' : ''})`,
		advice:
			'Check the environment and the base URL in the credential, and whether a proxy or a firewall answers in place of EnKash.',
		status,
		body,
	});
}

const html = (body: unknown) => typeof body === 'string' && /^\s*</.test(body);

function parse<T>(payload: unknown, schema: z.ZodType<T, z.ZodTypeDef, unknown>): Result<T> {
	const parsed = schema.safeParse(payload);
	if (parsed.success) return succeed(parsed.data);
	const [issue] = parsed.error.issues;
	const field = ['payload', ...(issue?.path ?? [])].join('.');
	return fail({
		kind: 'unexpected',
		message: `EnKash's answer does not fit its documentation: ${field}: ${issue?.message ?? 'unreadable'}`,
		advice:
			'Nothing was read from this answer. Please report it: EnKash may have changed its API or work differently from its documentation.',
		field,
		body: payload,
	});
}

/** Refusals that every other payment of the batch would meet as well. */
const WHOLE_BATCH =
	/insufficient balance in (the )?(card )?account|account (is )?(blocked|suspended|inactive|closed)|account (not found|does not exist)/i;

const wholeBatch = (words: string): Pick<Failure, 'affectsWholeBatch'> =>
	WHOLE_BATCH.test(words) ? { affectsWholeBatch: true } : {};

/** `Retry-After` in ms: seconds or an HTTP date; `undefined` if it says neither. */
function retryAfter(header: unknown, now: number): number | undefined {
	if (typeof header !== 'string') return undefined;
	if (/^\d{1,6}$/.test(header.trim())) return Number(header) * 1000;
	// A date begins with the name of a day; Date.parse would take "1.5" for one, too.
	const at = /^\s*[a-z]/i.test(header) ? Date.parse(header) : NaN;
	return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
