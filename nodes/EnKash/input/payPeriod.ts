import { DateTime } from 'luxon';
import { refuseInput } from '../../../enkash/failures/input.ts';
import type { Period } from '../../../enkash/reference.ts';
import { type Result, andThen, fail, succeed } from '../../../enkash/result.ts';
import { PERIOD_OF, type PeriodGiven } from '../form/payOncePer.ts';
import { type GivenDate, firstMoment, parseTimeZone } from './dates.ts';
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

const INDIA = 'Asia/Kolkata';

/** A payment is for a period this near to the beginning of the execution, in years. */
const REACH = 2;

/** The period that a payment is for; without a date, the one in which the execution began. */
export const periodOf = (given: PeriodGiven, run: Run): Result<Period> =>
	andThen(parseTimeZone(run.timeZone), (zone) => {
		const began = DateTime.fromMillis(run.root.beganAt, { zone, locale: 'en' });
		if (given.payOncePer === 'execution') return execution(began, run);
		const { payOncePer: per, periodOf: date } = given;
		return andThen(date ? near(date, began, zone) : succeed(began), (at) => {
			const name = at.toFormat(FORMATS[per]);
			return succeed({ per, name, key: name });
		});
	});

/** The moment of a date; refused where only a slip of the keyboard can have made it. */
function near(date: GivenDate, began: DateTime, zone: string): Result<DateTime> {
	const at = firstMoment(date, zone);
	const first = began.minus({ years: REACH }).startOf('day');
	const last = began.plus({ years: REACH }).endOf('day');
	if (at >= first && at <= last) return succeed(at);
	const reach = { first: first.toFormat(FORMATS.day), last: last.toFormat(FORMATS.day) };
	return fail({
		...{ kind: 'invalid', field: PERIOD_OF, code: 'date-out-of-range' },
		data: { field: PERIOD_OF, given: date.iso, ...reach },
	});
}

function execution(began: DateTime, { isTool, root }: Run): Result<Period> {
	if (isTool) return refuseInput({ code: 'execution-as-tool', data: {} });
	if (!root.isKnown) return refuseInput({ code: 'execution-untold', data: {} });
	// The time zone of a workflow may change before a retry, which is the same execution still.
	const name = began.setZone(INDIA).toISO() ?? '';
	return succeed({ per: 'execution', name, key: root.key });
}
