import { DateTime, IANAZone } from 'luxon';
import { refuseInput } from '../../../enkash/failures/input.ts';
import type { Period } from '../../../enkash/reference.ts';
import { type Result, andThen, succeed } from '../../../enkash/result.ts';
import type { PeriodGiven } from '../form/payOncePer.ts';
import { readDate } from './dates.ts';
import type { ExecutionRoot } from './executionRoot.ts';

/** Of a run of a node, what its periods depend on. */
export interface Run {
	readonly root: ExecutionRoot;
	/** Of the workflow. */
	readonly timeZone: string;
	/** Run for an agent. */
	readonly isTool: boolean;
}

const FORMATS = { day: 'yyyy-MM-dd', week: "kkkk-'W'WW", month: 'yyyy-MM' } as const;

/** What names a day, a week or a month in full. */
const NARROW = {
	day: ['moment', 'day'],
	week: ['moment', 'day', 'week'],
	month: ['moment', 'day', 'month'],
} as const;

const PERIOD_OF = 'Period Of';

/** The period that a payment is for; without a date, the one in which the execution began. */
export function periodOf(given: PeriodGiven, run: Run): Result<Period> {
	const { root, timeZone } = run;
	if (!IANAZone.isValidZone(timeZone)) {
		return refuseInput({ code: 'time-zone-unknown', data: { timeZone } });
	}
	const began = DateTime.fromMillis(root.beganAt, { zone: timeZone, locale: 'en' });
	if (given.payOncePer === 'execution') return execution(began, run);
	const per = given.payOncePer;
	const named = (at: DateTime): Period => {
		const name = at.setZone(timeZone).toFormat(FORMATS[per]);
		return { per, name, key: name };
	};
	if (given.periodOf === undefined) return succeed(named(began));
	return andThen(readDate(given.periodOf, timeZone, PERIOD_OF), ({ start, unit }) => {
		if (NARROW[per].some((narrow) => narrow === unit)) return succeed(named(start));
		const data = { field: PERIOD_OF, given: given.periodOf, needed: per };
		return refuseInput({ code: 'date-too-wide', data });
	});
}

function execution(began: DateTime, { isTool, root }: Run): Result<Period> {
	if (isTool) return refuseInput({ code: 'execution-as-tool', data: {} });
	if (!root.isKnown) return refuseInput({ code: 'execution-untold', data: {} });
	return succeed({ per: 'execution', name: began.toISO() ?? '', key: root.key });
}
