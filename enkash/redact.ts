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

const isSecret = (secret: string) => secret.length >= SHORTEST_SECRET;

/** A client's id and secret as a Basic header has them. */
export const basicOf = (id: string, secret: string): string =>
	Buffer.from(`${id}:${secret}`).toString('base64');

/** A secret as it is, in a URL, in a form, and in JSON, be it within another JSON. */
function writingsOf(secret: string): string[] {
	const inForm = new URLSearchParams({ '': secret }).toString().slice(1);
	const encoded = [percentEncoded(secret), inForm];
	const inJson = JSON.stringify(secret).slice(1, -1);
	const asciiOnly = inJson.replace(/[^ -~]/g, escaped);
	return [
		secret,
		...encoded,
		...encoded.map((text) => text.replace(/%[\dA-F]{2}/g, (code) => code.toLowerCase())),
		...[inJson, asciiOnly, inJson.replaceAll('/', '\\/'), asciiOnly.replaceAll('/', '\\/')].flatMap(
			(text) => [text, JSON.stringify(text).slice(1, -1)],
		),
	];
}

/** Half a pair of surrogates has no place in a URL, so that it cannot stand in one. */
const percentEncoded = (secret: string) => encodeURIComponent(secret.replace(/\p{Cs}/gu, '\ufffd'));

const escaped = (character: string) =>
	`\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * Makes a function that takes secrets out of whatever is shown: the given ones wherever they stand,
 * bearer and basic headers, and fields that are named like secrets. Long texts and lists are cut.
 */
export function redactor(secrets: readonly string[]) {
	const known = [...new Set(secrets.filter(isSecret).flatMap(writingsOf))].sort(
		(a, b) => b.length - a.length,
	);

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
