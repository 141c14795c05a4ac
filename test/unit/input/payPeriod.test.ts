import { payOncePerInput } from '../../../nodes/EnKash/form/payOncePer.ts';
import { type Run, periodOf } from '../../../nodes/EnKash/input/payPeriod.ts';
import { textOf } from '../../../texts/textOf.ts';

/** Five minutes to midnight in India, the last day of November. */
const ROOT = {
	beganAt: Date.parse('2026-11-30T23:55:00+05:30'),
	key: '["wf",1]',
	isKnown: true,
};

const period = (payOncePer: string, date?: unknown, run: Partial<Run> = {}) => {
	const given = payOncePerInput.safeParse({ payOncePer, purpose: 'lunch', periodOf: date });
	if (!given.success || given.data.payOncePer === 'referenceNumber') return undefined;
	const found = periodOf(given.data, {
		root: ROOT,
		timeZone: 'Asia/Kolkata',
		isTool: false,
		...run,
	});
	return found.ok ? found.value : found.failure.code;
};

it.each([
	['day', '2026-11-30'],
	['week', '2026-W49'],
	['month', '2026-11'],
])('without a date, the %s is the one in which the execution began', (per, name) => {
	expect(period(per)).toEqual({ per, name, key: name });
	expect(period(per, '')).toEqual({ per, name, key: name });
});

it.each([
	['day', '2026-10-05', '2026-10-05'],
	['day', '2026-10-05T22:00:00Z', '2026-10-06'],
	['week', '2026-10-05', '2026-W41'],
	['week', '2026-W41', '2026-W41'],
	['week', '2027-01-01', '2026-W53'],
	['month', '2026-10-31', '2026-10'],
	['month', '2026-10', '2026-10'],
	['month', 20261031, '2026-10'],
])('the %s of %p is %s', (per, date, name) => {
	expect(period(per, date)).toEqual({ per, name, key: name });
});

it.each([
	['day', '2026-10'],
	['day', '2026-W41'],
	['week', '2026-10'],
	['month', '2026'],
	['month', '2026-W41'],
	['month', 'October'],
])('no %s is named by %p', (per, date) => {
	expect(period(per, date)).toBeUndefined();
});

it.each([
	['day', '0026-11-05'],
	['month', '0026-11'],
	['week', '0026-W41'],
	['day', '2062-11-05'],
	['day', '2024-11-29'],
	['day', '2028-12-01'],
	['month', '2016-11-05T09:30:00Z'],
])('no %s of %p, more than two years away, is paid for', (per, date) => {
	expect(period(per, date)).toBe('date-out-of-range');
});

it('says which dates a payment can be for', () => {
	const given = payOncePerInput.parse({
		...{ payOncePer: 'day', purpose: 'lunch', periodOf: '0026-11-05' },
	});
	const run = { root: ROOT, timeZone: 'Asia/Kolkata', isTool: false };
	const found = given.payOncePer === 'day' ? periodOf(given, run) : undefined;
	expect(found && !found.ok && textOf(found.failure)).toEqual({
		message: 'Period Of: "0026-11-05" is too far from today',
		advice: 'Check the year. "Period Of" takes a date from 2024-11-30 to 2028-11-30.',
	});
});

it.each([
	['day', '2024-11-30'],
	['day', '2028-11-30'],
	['month', '2024-12'],
])('a %s of %p, two years away, is paid for', (per, date) => {
	expect(period(per, date)).toMatchObject({ name: date });
});

it('is that of the time zone of the workflow', () => {
	expect(period('month', undefined, { timeZone: 'Asia/Tokyo' })).toMatchObject({ name: '2026-12' });
	expect(period('month', undefined, { timeZone: 'Mars/Olympus' })).toBe('time-zone-unknown');
});

describe('an execution', () => {
	it('is told by its beginning and its workflow', () => {
		expect(period('execution')).toEqual({
			per: 'execution',
			name: '2026-11-30T23:55:00.000+05:30',
			key: '["wf",1]',
		});
	});

	it('is the same when it is retried in a workflow whose time zone was changed', () => {
		expect(period('execution', undefined, { timeZone: 'America/New_York' })).toEqual(
			period('execution'),
		);
	});

	it('is refused where nobody can tell when it began, and to a tool', () => {
		expect(period('execution', undefined, { root: { ...ROOT, isKnown: false } })).toBe(
			'execution-untold',
		);
		expect(period('execution', undefined, { isTool: true })).toBe('execution-as-tool');
	});
});
