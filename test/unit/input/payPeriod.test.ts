import { payOncePerInput } from '../../../nodes/EnKash/form/payOncePer.ts';
import { type Run, periodOf } from '../../../nodes/EnKash/input/payPeriod.ts';

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
