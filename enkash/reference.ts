import { createHash } from 'node:crypto';
import type { Direction } from './contract/allocation.ts';
import { refuseInput } from './failures/input.ts';
import { foldId } from './identifiers.ts';
import { type Result, succeed } from './result.ts';
import { foldText, isBlank, visible } from './text.ts';

/** The time within which a payment is made once. */
export interface Period {
	readonly per: 'day' | 'week' | 'month' | 'execution';
	/** As a person reads it: `2026-11-25`, `2026-W48`, `2026-11`, or when the execution began. */
	readonly name: string;
	/** What no other period of the kind has; of an execution also its workflow. Has one name. */
	readonly key: string;
}

/** What a derived reference stands for: this person gets this once in this period. */
export interface PaidOnce {
	readonly cardAccountId: string;
	readonly direction: Direction;
	/** The ten digits by which EnKash knows the person, whatever handle the money goes to. */
	readonly mobile: string;
	/** Tells apart different payments to one person in one period. */
	readonly purpose: string;
	readonly period: Period;
}

const USABLE = /^[A-Za-z0-9][A-Za-z0-9._:/#-]{0,63}$/;

/** What an expression leaves in a text where it found nothing. */
const NOTHING = /(^|[^a-z0-9])(undefined|null|nan)([^a-z0-9]|$)/i;

/** Reads a reference that a person or a workflow gave. Anything unusual is `invalid`. */
export function parseReference(given: unknown): Result<string> {
	if (isBlank(given)) return refuseInput({ code: 'reference-missing', data: {} });
	const isText = typeof given === 'string' || Number.isSafeInteger(given);
	const written = isText ? visible(String(given)) : '';
	if (USABLE.test(written) && !NOTHING.test(written)) return succeed(written);
	const suggestion = written
		.replace(/[^A-Za-z0-9._:/#-]+/g, '-')
		.replace(/^[^A-Za-z0-9]+|-+$/g, '');
	const isNear = USABLE.test(suggestion) && !NOTHING.test(suggestion);
	return refuseInput({
		code: 'reference-unusable',
		data: { given, ...(isNear ? { suggestion } : {}) },
	});
}

/** A whole number, as spreadsheets write it, too: `00041`, `41.0`. */
const WHOLE_NUMBER = /^0*(\d+?)(?:\.0+)?$/;

/**
 * A reference without what people and spreadsheets change in it: case, and the leading zeros of a
 * reference that is a number. References that fold alike are one and the same payment.
 */
export const foldReference = (reference: string): string =>
	reference.trim().toUpperCase().replace(WHOLE_NUMBER, '$1');

/** What every field of EnKash's that could hold a reference is likely to take. */
const MAX_DERIVED = 26;

/** Without letters that are read as digits. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const LETTERS = { day: 'D', week: 'W', month: 'M', execution: 'X' } as const;

/**
 * A reference that comes out the same whenever the same is to be paid once more, as in
 * `M2611-LUNCH-0001-7K3Q9M2X`: period, purpose, the mobile's last digits, 40 bits of SHA-256. Two
 * that differ are told apart by every database, whatever it makes of case.
 */
export function deriveReference(paidOnce: PaidOnce): string {
	const { cardAccountId, direction, mobile, period, purpose } = paidOnce;
	const folded = foldText(purpose);
	const account = foldId(cardAccountId);
	const identity = [account, direction, mobile, folded, period.per, period.key];
	const when = `${LETTERS[period.per]}${period.name.replace(/\D/g, '').slice(2, 8)}`;
	const whoAndHash = [mobile.slice(-4), fortyBits(JSON.stringify(identity))];
	const room = MAX_DERIVED - [when, '', ...whoAndHash].join('-').length;
	const what = readable(folded).slice(0, room);
	return [when, ...(what === '' ? [] : [what]), ...whoAndHash].join('-');
}

/** The first word of a folded purpose that Latin letters and digits can write. */
const readable = (folded: string): string =>
	/[A-Z0-9]+/.exec(folded.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase())?.[0] ?? '';

/** 40 bits of SHA-256, five to a character. */
function fortyBits(identity: string): string {
	let bits = createHash('sha256').update(identity).digest().readUIntBE(0, 5);
	let text = '';
	while (text.length < 8) {
		text = (ALPHABET[bits % 32] ?? '') + text;
		bits = Math.floor(bits / 32);
	}
	return text;
}
