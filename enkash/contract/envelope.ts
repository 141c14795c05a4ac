import { z } from 'zod';
import { saysTokenOver } from './phrases.ts';
import { isRecord } from './spelling.ts';

/** What every partner answer says about itself, whichever of the two envelopes it came in. */
export interface Envelope {
	/** 0 is success; anything else is a failure, whatever the HTTP status. */
	readonly code: number;
	/** EnKash's own words. */
	readonly message: string;
	readonly payload: unknown;
}

const code = z.union([
	z.number().int(),
	z
		.string()
		.regex(/^-?\d{1,9}$/)
		.transform(Number),
]);
const message = z.string().nullish();

const variantA = z
	.object({ response_code: code, response_message: message, payload: z.unknown() })
	.transform(({ response_code, response_message, payload }) => ({
		code: response_code,
		message: response_message ?? '',
		payload,
	}));
const variantB = z
	.object({ code, message, payload: z.unknown() })
	.transform((b) => ({ code: b.code, message: b.message ?? '', payload: b.payload }));

/** Words that say nothing by themselves; the reason then stands in `payload` or `errorResponse`. */
const EMPTY_WORDS = /^(failure|failed|fail|error)?$/i;

/** Opens an answer's envelope; `undefined` if it is neither of the two that EnKash's pages show. */
export function openEnvelope(body: unknown): Envelope | undefined {
	if (!isRecord(body)) return undefined;
	const parsed = ('response_code' in body ? variantA : variantB).safeParse(body);
	if (!parsed.success) return undefined;
	const { code, message, payload } = parsed.data;
	if (code === 0 || !EMPTY_WORDS.test(message.trim())) return { code, message, payload };
	return { code, message: wordsOf(body) ?? message, payload };
}

/** Whether a refusal is one of the token, by its code or in words. */
export const refusesToken = ({ code, message }: Envelope): boolean =>
	code === 401 || (code !== 0 && saysTokenOver(message));

/**
 * EnKash's own words in a body of whatever shape: an envelope's message, the reason in a failure's
 * payload, `errorResponse`, or the OAuth pair `error_description`/`error`.
 */
export function wordsOf(body: unknown): string | undefined {
	if (!isRecord(body)) return undefined;
	const nested = isRecord(body.errorResponse) ? body.errorResponse : {};
	const candidates = [
		body.response_message,
		body.message,
		body.payload,
		nested.errorMessage,
		nested.message,
		body.errorMessage,
		body.reason,
		body.error_description,
		body.error,
	];
	return candidates.find(
		(words): words is string => typeof words === 'string' && !EMPTY_WORDS.test(words.trim()),
	);
}
