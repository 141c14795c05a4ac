import { DateTime } from 'luxon';
import type { Period } from '../../../enkash/reference.ts';
import { type Result, fail, succeed } from '../../../enkash/result.ts';

/** The ways to tell a payment from its repetition, beside a given reference number. */
export type PeriodName = Period['per'];

/** Names the occasion of each item's payment, the same each time the run is tried again. */
export interface Occasions {
	period(per: PeriodName, itemIndex: number): Result<Period>;
}

export interface Run {
	readonly executionId: string | undefined;
	readonly nodeId: string;
	readonly runIndex: number;
	readonly timeZone: string;
	/** ms since the epoch. */
	readonly now: number;
}

const MAX_RUNS = 1_000;

/** When each run of this process first asked, so that a retry past midnight is still yesterday's. */
const firstTried = new Map<string, number>();

function firstTry({ executionId, nodeId, now, runIndex }: Run): number {
	if (executionId === undefined) return now;
	const key = JSON.stringify([executionId, nodeId, runIndex]);
	const known = firstTried.get(key);
	if (known !== undefined) return known;
	firstTried.set(key, now);
	const [oldest] = firstTried.keys();
	if (firstTried.size > MAX_RUNS && oldest !== undefined) firstTried.delete(oldest);
	return now;
}

const FORMATS = { day: 'yyyy-MM-dd', week: "kkkk-'W'WW", month: 'yyyy-MM' } as const;

/** Occasions of one run of a node, in the time zone of its workflow. */
export function occasionsOf(run: Run): Occasions {
	const at = DateTime.fromMillis(firstTry(run), { zone: run.timeZone, locale: 'en' });
	return {
		period: (per, itemIndex) => {
			if (per !== 'execution') return succeed({ per, key: at.toFormat(FORMATS[per]) });
			const { executionId, nodeId, runIndex } = run;
			if (executionId !== undefined) {
				return succeed({ per, key: JSON.stringify([executionId, nodeId, runIndex, itemIndex]) });
			}
			return fail({
				kind: 'invalid',
				field: 'Pay Once Per',
				message: 'This run has no execution ID to tell it from another one',
				advice: 'Choose another "Pay Once Per", or give a reference number.',
			});
		},
	};
}
