import { saysTrouble } from '../contract/phrases.ts';
import { isRecord } from '../contract/spelling.ts';

/** An answer taken apart: each value in it, and each word of a text, by where it stands. */
type Parts = ReadonlyMap<string, string>;

function partsOf(value: unknown, at = '$', parts = new Map<string, string>()): Parts {
	if (typeof value === 'string') {
		value.split(/\s+/).forEach((word, index) => parts.set(`${at}#${index}`, masked(word)));
	} else if (Array.isArray(value)) {
		parts.set(`${at}.length`, String(value.length));
		value.forEach((one, index) => partsOf(one, `${at}.${index}`, parts));
	} else if (isRecord(value)) {
		Object.entries(value).forEach(([name, inner]) => partsOf(inner, `${at}.${name}`, parts));
	} else {
		parts.set(at, typeof value === 'number' && value > MAX_CODE ? '' : String(value));
	}
	return parts;
}

/** Larger numbers are times or ids. */
const MAX_CODE = 99_999;

/** A time, an id or a reference, which comes out otherwise in every answer. */
const masked = (word: string) => (/\d/.test(word) ? '' : word);

/** What EnKash says when there is nothing: what its answers to two impossible questions share. */
export interface Silence {
	/** Whether an answer is this one, but for times, request ids and the reference itself. */
	readonly isHeardIn: (said: unknown) => boolean;
}

/**
 * Learns from the answers to two questions that nothing can be found for. `undefined` if they differ in
 * more than single words, or speak of trouble: then they say nothing about what is there.
 *
 * @param words EnKash's own words in the answers
 */
export function silenceIn(
	one: unknown,
	other: unknown,
	words: readonly string[],
): Silence | undefined {
	if (words.some(saysTrouble)) return undefined;
	const [first, second] = [partsOf(one), partsOf(other)];
	if (!sameKeys(first, second)) return undefined;
	const fixed = [...first].filter(([at, value]) => second.get(at) === value);
	return {
		isHeardIn: (said) => {
			const heard = partsOf(said);
			return sameKeys(first, heard) && fixed.every(([at, value]) => heard.get(at) === value);
		},
	};
}

const sameKeys = (one: Parts, other: Parts) =>
	one.size === other.size && [...one.keys()].every((key) => other.has(key));
