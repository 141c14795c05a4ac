import { refuseInput } from './failures/input.ts';
import { type Result, succeed } from './result.ts';
import { isBlank, visible } from './text.ts';

/** What people and spreadsheets write into a number: blanks, dashes, brackets, and `.0` at its end. */
const PUNCTUATION = /[\s().\-\u2010-\u2015]/g;
const DECIMALS = /\.0+$/;

/** What a number begins with that is one: a dash before it makes it another. */
const BEGINNING = /^[+(\d]/;

/** India's mobile numbers, and the ways to write them out. */
const MOBILE = /^(?:\+?91|0091|0)?([6-9]\d{9})$/;

/** What is left of a number that a spreadsheet shows in short. */
const ROUNDED = /^\d(\.\d+)?e\+?\d+$/i;

/**
 * Reads an Indian mobile as people write it, or as it was copied from a link; yields the ten digits by
 * which EnKash knows a person.
 */
export function parseMobile(given: unknown): Result<string> {
	if (isBlank(given)) return refuseInput({ code: 'mobile-missing', data: {} });
	const isText = typeof given === 'string' || typeof given === 'number';
	const written = isText ? visible(String(given)).replace(/^tel:/i, '') : '';
	const plain = written.replace(DECIMALS, '').replace(PUNCTUATION, '');
	const [, digits] = (BEGINNING.test(written) && MOBILE.exec(plain)) || [];
	if (digits !== undefined) return succeed(digits);
	return refuseInput({
		code: 'mobile-unreadable',
		data: { given, isRounded: ROUNDED.test(written) },
	});
}

/**
 * The ten digits of a mobile as EnKash shows it; `undefined` if it does not show them all, as in
 * `XXXXXX3210`: what many may have in common identifies nobody.
 */
export function foldMobile(known: string | undefined): string | undefined {
	const mobile = parseMobile(known);
	return mobile.ok ? mobile.value : undefined;
}

/** Whether two mobiles are known to be one. */
export function isSameMobile(one: string | undefined, other: string | undefined): boolean {
	const mobile = foldMobile(one);
	return mobile !== undefined && mobile === foldMobile(other);
}
