import { DateTime } from 'luxon';
import {
	firstMoment,
	lastMoment,
	parseDate,
	parsePastDate,
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

it.each([
	...['0026-11-05', '0026', '0026-11', '0026-W48', '1999-12-31', '1926-11-26T09:30'],
	...['00261126', new Date('0026-11-05')],
])('%p is too long ago to look for', (given) => {
	expect(parsePastDate('Date From')(given)).toMatchObject({
		failure: {
			code: 'date-out-of-range',
			data: { field: 'Date From', given, first: '2000-01-01' },
		},
	});
});

it.each(['2000-01-01', '2024', '2026-11-26T09:30', '9999-12-31', 20261126])(
	'%p can be looked for',
	(given) => {
		expect(parsePastDate('Date To')(given).ok).toBe(true);
	},
);

it.each(['', 'Asia/Bangalore', 'DEFAULT'])('%p is no time zone', (timeZone) => {
	expect(parseTimeZone(timeZone)).toMatchObject({ failure: { code: 'time-zone-unknown' } });
});
