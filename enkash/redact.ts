import { isRecord } from './contract/spelling.ts';

const HIDDEN = '***';

/** Fields that hold a secret whatever their value (a handle's `token` among them). */
const SECRET_FIELD = /token|password|secret|authorization|cookie/i;

/** The same in a text that is, or was to be, JSON; its quotes may be escaped. */
const SECRET_MEMBER = new RegExp(
	`(\\\\*"[^"\\\\]*(?:${SECRET_FIELD.source})[^"\\\\]*\\\\*"\\s*:\\s*\\\\*")[^"\\\\]+`,
	'gi',
);

/** Shorter ones would hide ordinary words, and are no secrets worth the name. */
const SHORTEST_SECRET = 4;

const DEEPEST = 6;
const LONGEST_TEXT = 2_000;
const LONGEST_LIST = 50;

/**
 * Makes a function that takes secrets out of whatever is shown: the given ones wherever they stand,
 * bearer and basic headers, and fields that are named like secrets. Long texts and lists are cut.
 */
export function redactor(secrets: readonly string[]) {
	const known = [...new Set(secrets)]
		.filter((secret) => secret.length >= SHORTEST_SECRET)
		.sort((a, b) => b.length - a.length);

	const text = (shown: string): string =>
		known
			.reduce((clean, secret) => clean.replaceAll(secret, HIDDEN), shown)
			.replace(SECRET_MEMBER, `$1${HIDDEN}`)
			.replace(/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, `$1 ${HIDDEN}`)
			.replace(/\b(access token(?: expired)?:\s*)[\w.~+/=-]+/gi, `$1${HIDDEN}`);

	const clean = (shown: unknown, depth: number): unknown => {
		if (typeof shown === 'string') return text(shown).slice(0, LONGEST_TEXT);
		if (depth === DEEPEST && typeof shown === 'object' && shown !== null) return '…';
		if (Array.isArray(shown)) {
			return shown.slice(0, LONGEST_LIST).map((element) => clean(element, depth + 1));
		}
		if (!isRecord(shown)) return shown;
		return Object.fromEntries(
			Object.entries(shown).map(([name, value]) => [
				text(name),
				SECRET_FIELD.test(name) && value !== null ? HIDDEN : clean(value, depth + 1),
			]),
		);
	};

	return { text, value: (shown: unknown) => clean(shown, 0) };
}

export type Redactor = ReturnType<typeof redactor>;
