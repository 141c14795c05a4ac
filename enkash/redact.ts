import { BoundedMap } from './boundedMap.ts';
import { isRecord } from './contract/spelling.ts';

const HIDDEN = '***';

/** Fields that hold a secret whatever their value (a handle's `token` among them). */
const SECRET_FIELD = /token|password|secret|authorization|cookie/i;

/**
 * The same in a text that is, or was to be, JSON; its quotes may be escaped. Every part has a limit, so
 * that no text takes longer than others of its length.
 */
const SECRET_MEMBER = new RegExp(
	`("[^"\\\\]{0,50}(?:${SECRET_FIELD.source})[^"\\\\]{0,50}\\\\{0,9}"\\s{0,9}:\\s{0,9}\\\\{0,9}")[^"\\\\]+`,
	'gi',
);

/** Shorter ones would hide ordinary words, and are no secrets worth the name. */
const SHORTEST_SECRET = 4;

/** In records that others work on, a shorter one may be part of any name, mobile or reference. */
const SHORTEST_IN_DATA = 8;

/** A shorter piece of Base64 may be part of any word. */
const SHORTEST_PIECE = 8;

const MAX_NAMES = 1_000;

const DEEPEST = 6;
const LONGEST_TEXT = 2_000;
const LONGEST_LIST = 50;

/** A client's id and secret as a Basic header has them. */
export const basicOf = (id: string, secret: string): string =>
	Buffer.from(`${id}:${secret}`).toString('base64');

/**
 * A secret as it is, in a URL, in a form, in HTML, in JSON, be it within another JSON, in hexadecimal
 * digits and in Base64. Upper and lower case are all one, but for letters that change their number.
 */
function writingsOf(secret: string): string[] {
	const inForm = new URLSearchParams({ '': secret }).toString().slice(1);
	const inJson = JSON.stringify(secret).slice(1, -1);
	const asciiOnly = inJson.replace(/[^ -~]/g, escaped);
	return [
		...[secret, secret.toUpperCase(), secret.toLowerCase()],
		...[percentEncoded(secret), inForm, ...inHtml(secret)],
		...[inJson, asciiOnly, inJson.replaceAll('/', '\\/'), asciiOnly.replaceAll('/', '\\/')].flatMap(
			(text) => [text, JSON.stringify(text).slice(1, -1)],
		),
		Buffer.from(secret).toString('hex'),
		...inBase64(secret),
	];
}

/** Pages differ in whether they write quotes as they are, and in how they write an apostrophe. */
function inHtml(secret: string): string[] {
	const tags = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
	const quoted = tags.replaceAll('"', '&quot;');
	return [tags, ...['&#39;', '&#x27;'].map((apostrophe) => quoted.replaceAll("'", apostrophe))];
}

/** By itself, and what is the same of it whatever stands around it in a longer text. */
function inBase64(secret: string): string[] {
	const alone = Buffer.from(secret).toString('base64');
	const pieces = [0, 1, 2].map((before) => {
		const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
		const [start, end] = [Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6)];
		return bytes.toString('base64').slice(start, end);
	});
	return [
		...[alone, alone.replace(/=+$/, '')],
		...pieces.filter(({ length }) => length >= SHORTEST_PIECE),
	].flatMap((text) => [text, text.replaceAll('+', '-').replaceAll('/', '_')]);
}

/** Half a pair of surrogates has no place in a URL, so that it cannot stand in one. */
const percentEncoded = (secret: string) => encodeURIComponent(secret.replace(/\p{Cs}/gu, '\ufffd'));

const escaped = (character: string) =>
	`\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Finds secrets in whatever way they are written, the longer one where two begin. */
function patternOf(secrets: readonly string[], shortest: number): RegExp {
	const writings = secrets.filter(({ length }) => length >= shortest).flatMap(writingsOf);
	const longestFirst = [...new Set(writings)].sort((a, b) => b.length - a.length);
	const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
	return new RegExp(longestFirst.map(literal).join('|') || NEVER, 'gi');
}

const NEVER = '(?!)';

/**
 * Makes functions that take secrets out of whatever is shown.
 *
 * `text` and `value` are for what is said: they hide the given secrets wherever they stand, bearer and
 * basic headers, and fields that are named like secrets; `value` cuts long texts and lists. `data` is
 * for records: it hides the given secrets, and returns what holds none untouched.
 */
export function redactor(secrets: readonly string[]) {
	const known = patternOf(secrets, SHORTEST_SECRET);
	const knownInData = patternOf(secrets, SHORTEST_IN_DATA);

	const text = (shown: string): string =>
		shown
			.replace(known, HIDDEN)
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

	const holdsSecret = (shown: unknown): boolean => {
		if (typeof shown === 'string') {
			return shown.length >= SHORTEST_IN_DATA && shown.search(knownInData) !== -1;
		}
		if (Array.isArray(shown)) return shown.some(holdsSecret);
		return (
			isRecord(shown) &&
			Object.entries(shown).some(([name, value]) => nameHolds(name) || holdsSecret(value))
		);
	};
	/** Thousands of records have the same few names. */
	const names = new BoundedMap<string, boolean>(MAX_NAMES);
	const nameHolds = (name: string) => names.getOrMake(name, () => holdsSecret(name));

	/** A text for a text, so that the type stays. */
	function data<T>(shown: T): T;
	function data(shown: unknown): unknown {
		if (!holdsSecret(shown)) return shown;
		if (typeof shown === 'string') return shown.replace(knownInData, HIDDEN);
		if (Array.isArray(shown)) return shown.map((element: unknown) => data(element));
		if (!isRecord(shown)) return shown;
		return Object.fromEntries(
			Object.entries(shown).map(([name, value]) => [data(name), data(value)]),
		);
	}

	return { text, value: (shown: unknown) => clean(shown, 0), data };
}

export type Redactor = ReturnType<typeof redactor>;
