import type { Answer } from './answer.ts';
import { isRecord } from './contract/spelling.ts';
import type { Failure } from './failure.ts';
import { type Result, fail, succeed } from './result.ts';
import { SessionFailed } from './session/errors.ts';

/** Codes of a request that surely never reached EnKash: no host, no connection, no trust. */
const NEVER_ARRIVED = new Set([
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

const TIMED_OUT = new Set(['ECONNABORTED', 'ETIMEDOUT']);

const MOST_CAUSES = 6;

/** The error and what caused it, outermost first. */
function* causes(error: unknown): Generator<Readonly<Record<string, unknown>>> {
	let cause: unknown = error;
	for (let depth = 0; depth < MOST_CAUSES && isRecord(cause); depth++) {
		yield cause;
		cause = cause.cause;
	}
}

/**
 * Says what became of a request that ended in an exception instead of an answer: a session's own
 * failure, `notSent`, or `unknown` for whatever may have arrived.
 */
export function failureOf(error: unknown): Failure {
	const chain = [...causes(error)];
	for (const cause of chain) if (cause instanceof SessionFailed) return cause.failure;
	const codes = chain.map(({ code }) => code).filter((code) => typeof code === 'string');
	const refused = codes.find((code) => NEVER_ARRIVED.has(code));
	if (refused !== undefined) {
		return {
			kind: 'notSent',
			message: `EnKash could not be reached (${refused})`,
			advice:
				'Check the environment and the base URL in the credential, and that this n8n may reach that host.',
		};
	}
	const forbidden = chain.find(({ message }) =>
		/domain.*not allowed|blocked/i.test(String(message)),
	);
	if (forbidden) {
		return {
			kind: 'notSent',
			message: `n8n did not allow the request: ${String(forbidden.message)}`,
			advice: "Add EnKash's hosts to the allowed domains of the credential.",
		};
	}
	const timedOut = codes.some((code) => TIMED_OUT.has(code));
	return {
		kind: 'unknown',
		message: timedOut
			? 'EnKash did not answer in time'
			: `The connection to EnKash was lost before it answered${codes[0] ? ` (${codes[0]})` : ''}`,
		advice: 'Running again is safe.',
	};
}

/** Turns a request of n8n's helper (full response, any status) into an answer or a failure. */
export async function answerOf(request: () => Promise<unknown>): Promise<Result<Answer>> {
	try {
		const response = await request();
		if (isRecord(response) && typeof response.statusCode === 'number') {
			const { statusCode, headers, body } = response;
			return succeed({ status: statusCode, headers: isRecord(headers) ? headers : {}, body });
		}
		return fail({ kind: 'unknown', message: 'n8n passed no answer on' });
	} catch (error) {
		return fail(failureOf(error));
	}
}
