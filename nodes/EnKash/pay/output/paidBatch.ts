import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Payment } from '../../../../enkash/payout/payment.ts';
import { type Outcome, isUnpaid } from '../../../../enkash/payout/outcome.ts';
import type { BatchResult } from '../../../../enkash/payout/payBatch.ts';
import { failedItem, failureFields, toNodeError } from '../../transport/nodeErrors.ts';
import { paysEveryExecution, withAdviceOnRunningAgain } from './rerunAdvice.ts';
import { type Settled, paymentFields, plannedFields } from './paymentItem.ts';
import { sections, summary } from './summary.ts';
import type { Transport } from '../../transport/transport.ts';

/** What a settled batch gives the workflow: items and a hint, or an error that loses nothing. */
export function reportPaidBatch(
	context: IExecuteFunctions,
	transport: Transport,
	payments: readonly Payment[],
	result: BatchResult,
	isDryRun: boolean,
): INodeExecutionData[] {
	const outcomes = withAdviceOnRunningAgain(context, result.outcomes);
	const settled = outcomes.flatMap((outcome, item): Settled[] => {
		const payment = payments[item];
		return payment ? [{ item, payment, outcome }] : [];
	});
	const failed = settled.filter(({ outcome }) => isFailed(outcome, isDryRun));
	if (failed.length > 0 && !context.continueOnFail()) {
		throw wholeError(context, transport, settled, failed);
	}
	addHints(context, settled, result);
	const { shortfall } = result;
	return settled.map((one) =>
		isDryRun && !isFailed(one.outcome, isDryRun)
			? { json: plannedFields(one, shortfall), pairedItem: { item: one.item } }
			: toItem(context, transport, one),
	);
}

/** That a payment would be refused is what a dry run is for; that EnKash cannot be asked is not. */
const isFailed = (outcome: Outcome, isDryRun: boolean) =>
	isUnpaid(outcome) && !(isDryRun && outcome.kind === 'rejected');

function toItem(
	context: IExecuteFunctions,
	transport: Transport,
	one: Settled,
): INodeExecutionData {
	const { item, outcome } = one;
	if (!isUnpaid(outcome)) return { json: paymentFields(one), pairedItem: { item } };
	const redact = transport.redactor();
	return failedItem(
		context,
		{ ...paymentFields(one), ...failureFields(outcome.failure, redact) },
		toNodeError(context.getNode(), outcome.failure, redact, item),
		item,
	);
}

const SAFE_TO_RUN_AGAIN =
	'Running again is safe: what was paid is found by its reference and not paid again.';

/** The error of a batch that did not go through as a whole: it says what became of every payment. */
function wholeError(
	context: IExecuteFunctions,
	transport: Transport,
	settled: readonly Settled[],
	failed: readonly Settled[],
) {
	const redact = transport.redactor();
	const [first] = failed;
	const cause = first && isUnpaid(first.outcome) ? first.outcome.failure : undefined;
	const single = settled.length === 1;
	const error = toNodeError(
		context.getNode(),
		{
			...cause,
			kind: cause?.kind ?? 'unexpected',
			message: single
				? (cause?.message ?? '')
				: `${cause?.message ?? ''} (${failed.length} of ${settled.length} payments did not go through)`,
			advice: [
				cause?.advice,
				single ? undefined : `${summary(settled)}.`,
				...sections(settled),
				paysEveryExecution(context) ? undefined : SAFE_TO_RUN_AGAIN,
			]
				.filter(Boolean)
				.join('\n'),
		},
		redact,
		first?.item,
	);
	error.context.outcomes = settled.map((one) => ({
		item: one.item,
		...paymentFields(one),
		...(isUnpaid(one.outcome) ? failureFields(one.outcome.failure, redact) : {}),
	}));
	return error;
}

function addHints(
	context: IExecuteFunctions,
	settled: readonly Settled[],
	{ rerun, shortfall }: BatchResult,
): void {
	// n8n 1.x before 1.90 has no execution hints.
	if (typeof context.addExecutionHints !== 'function') return;
	if (settled.length > 0) {
		const whole = settled.every(({ outcome }) => !isUnpaid(outcome)) && !shortfall;
		context.addExecutionHints({
			message: [`${summary(settled)}.`, shortfall?.message].filter(Boolean).join(' '),
			location: 'outputPane',
			type: whole ? 'info' : 'warning',
		});
	}
	if (rerun.risks.includes('noStore')) {
		context.addExecutionHints({
			message:
				'This n8n offers no record of payments here (an unsaved workflow, or an older version), so a parallel run of the same payments in another process would not be noticed. Save the workflow before paying in earnest.',
			location: 'outputPane',
			type: 'warning',
		});
	}
}
