import { createHash } from 'node:crypto';
import type { Direction } from './contract/allocation.ts';
import { type Result, fail, succeed } from './result.ts';

/** What a derived reference stands for: this payment, to this recipient, once in this period. */
export interface Occasion {
	readonly cardAccountId: string;
	readonly direction: Direction;
	/** The handle's id, or the mobile number of a person who may not have a handle yet. */
	readonly recipient: string;
	/** Keeps two kinds of payout to one person in one period apart. */
	readonly purpose: string;
	/** The period in the workflow's time zone, or the place in an execution. */
	readonly period: Period;
}

export type Period =
	| { readonly per: 'day' | 'week' | 'month'; readonly key: string }
	| { readonly per: 'execution'; readonly key: string };

const GIVEN = /^[A-Za-z0-9][A-Za-z0-9._:/#-]{0,63}$/;

/** Reads a reference that a person or a workflow gave. Anything unusual is `invalid`. */
export function parseReference(given: unknown): Result<string> {
	const written = typeof given === 'number' && Number.isSafeInteger(given) ? String(given) : given;
	if (typeof written === 'string' && GIVEN.test(written.trim())) return succeed(written.trim());
	const empty = written === undefined || written === null || written === '';
	return fail({
		kind: 'invalid',
		field: 'referenceNumber',
		message: empty ? 'The reference number is empty' : 'The reference number cannot be used',
		advice:
			'Give what identifies this payment in your own records, such as a claim or payroll number: 1 to 64 letters, digits and . _ : / # - characters. The same number is never paid twice.',
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

/**
 * A reference that comes out the same whenever the same occasion comes round again.
 * At most 32 characters of `A-Z a-z 0-9 - _`: a readable period and 132 bits of SHA-256.
 */
export function deriveReference(occasion: Occasion): string {
	const { cardAccountId, direction, period } = occasion;
	const identity = JSON.stringify([
		cardAccountId,
		direction,
		normal(occasion.recipient),
		normal(occasion.purpose),
		period.per,
		period.key,
	]);
	const digest = createHash('sha256').update(identity).digest('base64url').slice(0, 22);
	return `${label(period)}-${digest}`;
}

/** Two spellings of one purpose or recipient are one: case and spacing make no second payment. */
const normal = (text: string) => text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();

const LABELS = { day: 'D', week: 'W', month: 'M' } as const;

const label = (period: Period): string =>
	period.per === 'execution'
		? 'X'
		: `${LABELS[period.per]}${period.key.replace(/[^A-Za-z0-9]/g, '').slice(0, 8)}`;
