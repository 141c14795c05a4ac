import type { Failure } from '../enkash/failures/failure.ts';
import { atFirstUse } from '../enkash/memoize.ts';

/** What a person reads of a failure. Plain text: each edge shows it in its own way. */
export interface Text {
	/** What happened, in EnKash's own words where it spoke. Without a full stop. */
	readonly message: string;
	/** How to get on, in whole sentences. */
	readonly advice?: string;
	/** What is said of each person or row. */
	readonly lists?: readonly TextList[];
}

/** Lines that belong together, such as all payments that were refused. */
export interface TextList {
	readonly title?: string;
	readonly entries: readonly string[];
}

/** The texts of an area's failures, by code, put together from their data and the texts of what caused them. */
export type Texts<Failures> = {
	readonly [Code in keyof Failures]: (
		data: Failures[Code],
		textOf: (cause: Failure) => Text,
	) => Text;
};

/** "a, b and c". */
export const and = (parts: readonly string[]): string =>
	parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;

/** India, where EnKash's accounts are: the same for whoever reads it. */
const INDIA = 'Asia/Kolkata';

/** Each takes milliseconds to make, which n8n need not spend when it starts. */
const formatter = (locale: string, options: Intl.DateTimeFormatOptions) =>
	atFirstUse(() => new Intl.DateTimeFormat(locale, options));

const day = formatter('en-IN', { timeZone: INDIA, day: 'numeric', month: 'short' });
const year = formatter('en-IN', { timeZone: INDIA, year: 'numeric' });
const time = formatter('en-GB', { timeZone: INDIA, hour: '2-digit', minute: '2-digit' });
const month = formatter('en-IN', { timeZone: 'UTC', month: 'long', year: 'numeric' });

/** "25 Nov", of ms since the epoch; with its year where that is not this one. */
export function dayOf(ms: number, now = Date.now()): string {
	const itsYear = year().format(ms);
	return itsYear === year().format(now) ? day().format(ms) : `${day().format(ms)} ${itsYear}`;
}

/** "November 2026", of "2026-11". */
export const monthOf = (period: string): string => month().format(Date.parse(period));

/** "10:20 (IST)", of ms since the epoch. */
export const timeOf = (ms: number): string => `${time().format(ms)} (IST)`;

/** With a full stop, unless it ends a sentence already. */
export const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

/** A text in whole sentences: "Card is blocked. Unblock the handle in EnKash, then run again." */
export const sentencesOf = ({ advice, message }: Text): string =>
	[sentence(message), advice].filter(Boolean).join(' ');

/** With a capital at the beginning, as a sentence has it. */
export const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
