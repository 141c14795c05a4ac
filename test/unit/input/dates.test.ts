import { DateTime } from 'luxon';
import {
	firstMoment,
	lastMoment,
	parseDate,
	parseTimeZone,
} from '../../../nodes/EnKash/input/dates.ts';

const ZONE = 'Asia/Kolkata';

const span = (given: unknown) => {
	const date = parseDate('Date From')(given);
	if (!date.ok) return date.failure.code;
	const [first, last] = [firstMoment(date.value, ZONE), lastMoment(date.value, ZONE)];
	return [first.toISO(), last.toISO()];
};

const WHOLE_DAY = ['2026-11-26T00:00:00.000+05:30', '2026-11-26T23:59:59.999+05:30'];

it.each([
	['2026-11-26'],
	['20261126'],
	[20261126],
	['2026-11-26T00:00:00'],
	['2026-11-26T00:00'],
	['2026-11-26 00:00:00'],
	['2026-11-26T00:00:00.000+05:30'],
	[DateTime.fromISO('2026-11-26T00:00:00', { zone: ZONE })],
])('%p is all of the day', (given) => {
	expect(span(given)).toEqual(WHOLE_DAY);
});

it.each([
	['2026-11', '2026-11-01T00:00:00.000+05:30', '2026-11-30T23:59:59.999+05:30'],
	['2026', '2026-01-01T00:00:00.000+05:30', '2026-12-31T23:59:59.999+05:30'],
	[2026, '2026-01-01T00:00:00.000+05:30', '2026-12-31T23:59:59.999+05:30'],
	['2026-W48', '2026-11-23T00:00:00.000+05:30', '2026-11-29T23:59:59.999+05:30'],
	['2026w48', '2026-11-23T00:00:00.000+05:30', '2026-11-29T23:59:59.999+05:30'],
])('%p is from %p to %p', (given, first, last) => {
	expect(span(given)).toEqual([first, last]);
});

it.each([
	['2026-11-26T09:30', '2026-11-26T09:30:00.000+05:30'],
	['2026-11-26T09:30:00Z', '2026-11-26T15:00:00.000+05:30'],
	['2026-11-26T00:00:00Z', '2026-11-26T05:30:00.000+05:30'],
	['2026-11-25T18:30:00Z', '2026-11-26T00:00:00.000+05:30'],
	[new Date('2026-11-25T18:30:00Z'), '2026-11-26T00:00:00.000+05:30'],
])('%p is a moment', (given, moment) => {
	expect(span(given)).toEqual([moment, moment]);
});

it.each([
	...['yesterday', '10:30', '26/11/2026', '26.11.2026', 'Nov 2026', '2026-13', '2026-02-30', ''],
	...['2026-330', '2026-W60', '1764115200000', 1764115200000, 46352, true, null, {}, [2026]],
])('%p is no date', (given) => {
	expect(span(given)).toBe('date-unreadable');
});

it.each(['', 'Asia/Bangalore', 'DEFAULT'])('%p is no time zone', (timeZone) => {
	expect(parseTimeZone(timeZone)).toMatchObject({ failure: { code: 'time-zone-unknown' } });
});
