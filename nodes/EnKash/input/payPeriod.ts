import { DateTime } from 'luxon';
import { refuseInput } from '../../../enkash/failures/input.ts';
import type { Period } from '../../../enkash/reference.ts';
import { type Result, andThen, succeed } from '../../../enkash/result.ts';
import type { PeriodGiven } from '../form/payOncePer.ts';
import { firstMoment, parseTimeZone } from './dates.ts';
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

/** The period that a payment is for; without a date, the one in which the execution began. */
export const periodOf = (given: PeriodGiven, run: Run): Result<Period> =>
	andThen(parseTimeZone(run.timeZone), (zone) => {
		const began = DateTime.fromMillis(run.root.beganAt, { zone, locale: 'en' });
		if (given.payOncePer === 'execution') return execution(began, run);
		const { payOncePer: per, periodOf: date } = given;
		const at = date ? firstMoment(date, zone) : began;
		const name = at.toFormat(FORMATS[per]);
		return succeed({ per, name, key: name });
	});

function execution(began: DateTime, { isTool, root }: Run): Result<Period> {
	if (isTool) return refuseInput({ code: 'execution-as-tool', data: {} });
	if (!root.isKnown) return refuseInput({ code: 'execution-untold', data: {} });
	// The time zone of a workflow may change before a retry, which is the same execution still.
	const name = began.setZone(INDIA).toISO() ?? '';
	return succeed({ per: 'execution', name, key: root.key });
}
