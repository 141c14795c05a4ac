import type { Answer } from '../api/response.ts';
import { wordsOf } from '../contract/envelope.ts';
import { isRecord } from '../contract/spelling.ts';

/** EnKash's words are stored; longer ones are cut. */
const LONGEST_WORDS = 300;

/** A single word that a person would write: `Blocked`, `invalid_grant`. */
const PLAIN_WORD = /^(?:[A-Z]?[a-z]+|[A-Z]+)(?:[_-](?:[A-Z]?[a-z]+|[A-Z]+))*[.!]?$/;

/** What is long enough for a token, and of its letters. */
const LONG_WORD = /[\w.~+/=-]{16,}/g;

/** What no long word of a language has in it. */
const OPAQUE = /\d|[a-z][A-Z]/;

/** All that the answer to a log-in says in words, be they fit to be shown or not. */
export const saidIn = ({ body }: Answer): string =>
	(isWebPage(body) ? undefined : typeof body === 'string' ? body : wordsOf(body))?.trim() ?? '';

export const isWebPage = (body: unknown): boolean => typeof body === 'string' && /^\s*</.test(body);

/**
 * Whether an answer may be the token itself in a shape that we do not know, so that nothing of it is
 * quoted: any text under a status that is no refusal, be it a word or a form.
 */
export const mayBeToken = ({ body, status }: Answer): boolean => !isRecord(body) && status < 400;

/** Words of an answer to a log-in as they may be stored and shown: what could be a token is taken out. */
export function shownWords(said: string): string {
	if (!/\s/.test(said) && !PLAIN_WORD.test(said)) return '';
	return said
		.replace(LONG_WORD, (word) => (OPAQUE.test(word) ? '***' : word))
		.slice(0, LONGEST_WORDS);
}
