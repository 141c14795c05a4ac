import { DateTime, IANAZone } from 'luxon';
import { isRecord } from '../../../enkash/contract/spelling.ts';
import { refuseInput } from '../../../enkash/failures/input.ts';
import { type Result, andThen, succeed } from '../../../enkash/result.ts';
import { visible } from '../../../enkash/text.ts';

/** A date as it was given: a moment, or all of a day, week, month or year. */
export interface GivenDate {
	readonly unit: 'moment' | 'day' | 'week' | 'month' | 'year';
	/** ISO 8601, most often without a time zone. */
	readonly iso: string;
}

/** Names without a time. */
const NAMES: ReadonlyArray<readonly [RegExp, Exclude<GivenDate['unit'], 'moment'>]> = [
	[/^\d{4}$/, 'year'],
	[/^\d{4}-\d{2}$/, 'month'],
	[/^\d{4}-?W\d{2}$/, 'week'],
	[/^\d{4}-\d{2}-\d{2}$/, 'day'],
	[/^\d{8}$/, 'day'],
];

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:?\d{2}/;
const MIDNIGHT = /T00(:?00){1,2}([.,]0+)?(Z|[+-][\d:]+)?$/;

/** n8n hands dates over as luxon's, as JavaScript's, or as text; a sheet may hold the number 20261126. */
function textOf(given: unknown): string {
	if (given instanceof Date) return given.toISOString();
	if (isRecord(given) && 'toISO' in given && typeof given.toISO === 'function') {
		return String(given.toISO());
	}
	return typeof given === 'string' || typeof given === 'number' ? visible(String(given)) : '';
}

/** Reads a date; `field` is the label of its form field. */
export const parseDate =
	(field: string) =>
	(given: unknown): Result<GivenDate> => {
		const iso = textOf(given).toUpperCase().replace(' ', 'T');
		const unit = NAMES.find(([shape]) => shape.test(iso))?.[1] ?? 'moment';
		const isDate = DateTime.fromISO(iso).isValid && (unit !== 'moment' || MOMENT.test(iso));
		return isDate
			? succeed({ unit, iso })
			: refuseInput({ code: 'date-unreadable', data: { field, given } });
	};

/** Before EnKash's cards: an earlier year is a slip of the keyboard. */
const FIRST_YEAR = 2000;

/** Reads a date of the past, to look for what was paid. */
export const parsePastDate =
	(field: string) =>
	(given: unknown): Result<GivenDate> =>
		andThen(parseDate(field)(given), (date) =>
			Number(date.iso.slice(0, 4)) >= FIRST_YEAR
				? succeed(date)
				: refuseInput({
						code: 'date-out-of-range',
						data: { field, given, first: `${FIRST_YEAR}-01-01` },
					}),
		);

/** The time zone of the workflow, if there is such a one. */
export const parseTimeZone = (timeZone: string): Result<string> =>
	IANAZone.isValidZone(timeZone)
		? succeed(timeZone)
		: refuseInput({ code: 'time-zone-unknown', data: { timeZone } });

/** The moment, or the first one of what is named, in the time zone unless it has its own. */
export const firstMoment = ({ iso }: GivenDate, timeZone: string): DateTime =>
	DateTime.fromISO(iso, { zone: timeZone, locale: 'en' });

/** The moment, or the last one of what is named. A midnight as a date picker gives it means its day. */
export function lastMoment(date: GivenDate, timeZone: string): DateTime {
	const first = firstMoment(date, timeZone);
	if (date.unit !== 'moment') return first.endOf(date.unit);
	const isDay = MIDNIGHT.test(date.iso) && +first === +first.startOf('day');
	return isDay ? first.endOf('day') : first;
}
