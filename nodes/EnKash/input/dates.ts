import { DateTime, type DateTimeUnit, IANAZone } from 'luxon';
import { refuseInput } from '../../../enkash/failures/input.ts';
import { type Result, succeed } from '../../../enkash/result.ts';
import { isRecord } from '../../../enkash/contract/spelling.ts';
import { visible } from '../../../enkash/text.ts';

/** What a date names: a moment, or all of a day, week, month or year. */
export interface NamedDate {
	readonly unit: 'moment' | 'day' | 'week' | 'month' | 'year';
	/** The moment, or the first one of what is named. */
	readonly start: DateTime;
	/** A moment that a person named by a day alone, as a date picker does: its first one. */
	readonly isMidnight: boolean;
}

/** Names without a time. Their digits are enough for luxon. */
const NAMES: ReadonlyArray<readonly [RegExp, Exclude<NamedDate['unit'], 'moment'>]> = [
	[/^\d{4}$/, 'year'],
	[/^\d{4}-\d{2}$/, 'month'],
	[/^\d{4}-?W\d{2}$/i, 'week'],
	[/^\d{4}-\d{2}-\d{2}$/, 'day'],
	[/^\d{8}$/, 'day'],
];

const MOMENT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}(:?\d{2})/;
const MIDNIGHT = /[T ]00(:?00){1,2}([.,]0+)?(Z|[+-][\d:]+)?$/i;

/** n8n hands dates over as luxon's, dates of JavaScript, or text; a sheet may hold 20261126. */
function written(given: unknown): string {
	if (given instanceof Date) return given.toISOString();
	if (isRecord(given) && 'toISO' in given && typeof given.toISO === 'function') {
		return String(given.toISO());
	}
	return typeof given === 'string' || typeof given === 'number' ? visible(String(given)) : '';
}

/**
 * Reads a date, in a time zone unless it has one of its own.
 *
 * @param field the label of its form field
 */
export function readDate(given: unknown, timeZone: string, field: string): Result<NamedDate> {
	if (!IANAZone.isValidZone(timeZone)) {
		return refuseInput({ code: 'time-zone-unknown', data: { timeZone } });
	}
	const text = written(given);
	const unit = NAMES.find(([shape]) => shape.test(text))?.[1] ?? 'moment';
	const start = DateTime.fromISO(text.replace(' ', 'T').toUpperCase(), {
		zone: timeZone,
		locale: 'en',
	});
	if (!start.isValid || (unit === 'moment' && !MOMENT.test(text))) {
		return refuseInput({ code: 'date-unreadable', data: { field, given } });
	}
	const isMidnight = unit === 'moment' && MIDNIGHT.test(text) && +start === +start.startOf('day');
	return succeed({ unit, start, isMidnight });
}

/** ms since the epoch: a moment, or the first one of what is named. */
export const firstMoment = ({ start }: NamedDate): number => start.toMillis();

/** ms since the epoch: a moment, or the last one of what is named. A picked midnight means its day. */
export function lastMoment({ isMidnight, start, unit }: NamedDate): number {
	const all: DateTimeUnit | undefined = unit === 'moment' ? (isMidnight ? 'day' : undefined) : unit;
	return (all === undefined ? start : start.endOf(all)).toMillis();
}
