import { EMAIL } from './contract/allocation.ts';
import { refuseInput } from './failures/input.ts';
import { type Result, succeed } from './result.ts';
import { isBlank, visible } from './text.ts';

const LONGEST_NAME = 60;

/** Reads a first name. One without a letter is a value of another column. */
export function parseFirstName(given: unknown): Result<string> {
	if (isBlank(given)) return refuseInput({ code: 'name-missing', data: {} });
	const name = typeof given === 'string' ? given.trim() : '';
	return /\p{L}/u.test(name) && name.length <= LONGEST_NAME
		? succeed(name)
		: refuseInput({ code: 'name-unreadable', data: { given } });
}

/** Reads an e-mail address, which may have been copied as a link. */
export function parseEmail(given: unknown): Result<string> {
	if (isBlank(given)) return refuseInput({ code: 'email-missing', data: {} });
	const written = typeof given === 'string' ? visible(given).replace(/^mailto:/i, '') : '';
	return EMAIL.test(written)
		? succeed(written)
		: refuseInput({ code: 'email-unreadable', data: { given } });
}

/** An e-mail in the form in which two can be compared. */
export const foldEmail = (known: string): string => visible(known).toLowerCase();
