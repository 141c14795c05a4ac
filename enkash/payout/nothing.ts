import type { Reply } from '../api/client.ts';
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

/** What EnKash answers where there is nothing. */
export interface Nothing {
	readonly isEmptyList: boolean;
	/** Whether a reply says the same in words, whatever its times, request ids and reference. */
	readonly isSaidBy: (reply: Reply) => boolean;
}

/** Learns from the replies to two questions that nothing can be found for. */
export function nothingIn(one: Reply | undefined, other: Reply | undefined): Nothing {
	const isSaidBy = one?.kind === 'noList' && other?.kind === 'noList' && sayingOf(one, other);
	return {
		isEmptyList: isEmptyList(one) && isEmptyList(other),
		isSaidBy: isSaidBy || (() => false),
	};
}

const isEmptyList = (reply: Reply | undefined): boolean =>
	reply?.kind === 'list' &&
	reply.list.data.length + reply.list.unreadable === 0 &&
	!reply.list.isCut;

type NoList = Extract<Reply, { kind: 'noList' }>;

/**
 * What two replies share. `undefined` if they differ in more than single words, or speak of trouble:
 * then they say nothing about what is there.
 */
function sayingOf(one: NoList, other: NoList): Nothing['isSaidBy'] | undefined {
	if (saysTrouble(one.words ?? '') || saysTrouble(other.words ?? '')) return undefined;
	const [first, second] = [partsOf(one.said), partsOf(other.said)];
	if (!sameKeys(first, second)) return undefined;
	const fixed = [...first].filter(([at, value]) => second.get(at) === value);
	return (reply) => {
		if (reply.kind !== 'noList') return false;
		const parts = partsOf(reply.said);
		return sameKeys(first, parts) && fixed.every(([at, value]) => parts.get(at) === value);
	};
}

const sameKeys = (one: Parts, other: Parts) =>
	one.size === other.size && [...one.keys()].every((key) => other.has(key));
