import type { RerunAdvice, RerunRisk } from '../enkash/payout/rerun.ts';
import { timeOf } from './text.ts';

const EVERY_EXECUTION =
	'Do not run this again as it is: with "Every Execution", a new execution pays everybody again. Look in EnKash who was paid, and run only the others.';

const RISKS: Readonly<Record<RerunRisk, string>> = {
	contradiction:
		'Running again is not safe: EnKash does not show a payment that is recorded as paid. Ask EnKash first whether it was made.',
	unproven:
		'Running again is not safe yet: EnKash has not shown a payment of this run. Look for the payments in EnKash first.',
	noStore:
		"Let one run end before you start the next: n8n keeps no record of this workflow's payments. Save the workflow if it is not saved yet.",
};

/** What to think of before the same batch is run again, computed from what is known of it. */
export function rerunText({ isEveryExecution, isSafe, notBefore, risks }: RerunAdvice): string {
	if (isEveryExecution) return EVERY_EXECUTION;
	const later = notBefore === undefined ? '' : ` Run again after ${timeOf(notBefore)}.`;
	if (!isSafe) return `${risks.map((risk) => RISKS[risk]).join(' ')}${later}`;
	const who = 'whoever was paid is found by reference and not paid again.';
	return notBefore === undefined
		? `Running again is safe: ${who}`
		: `Running again after ${timeOf(notBefore)} is safe: ${who}`;
}
