import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Failure } from '../../../../enkash/failures/failure.ts';
import { hasFailure, isHeldBack } from '../../../../enkash/payout/outcome.ts';
import type { BatchResult } from '../../../../enkash/payout/payBatch.ts';
import { type Settled, countsOf } from '../../../../enkash/payout/settled.ts';
import type { Redactor } from '../../../../enkash/redact.ts';
import { paymentLists, sentencesOf, shownTwice } from '../../../../texts/paymentLists.ts';
import { mapText } from '../../../../texts/render.ts';
import { rerunText } from '../../../../texts/rerun.ts';
import { textOf } from '../../../../texts/textOf.ts';
import {
	HANDLES_UNKNOWN,
	balanceLine,
	blankRowsText,
	whatBecame,
} from '../../../../texts/whatBecame.ts';
import { addHint } from '../../transport/addHint.ts';
import {
	type NodeFailure,
	detailsOf,
	failedItem,
	failureFields,
	toNodeError,
} from '../../transport/nodeErrors.ts';
import type { Transport } from '../../transport/transport.ts';
import { emptiedFields, keptFieldsOf, paymentFields } from './paymentItem.ts';
import { balanceAfterwards, summaryOf } from './summary.ts';

/** How the results are to be shown. */
export interface Shown {
	/** Nothing was to be sent. */
	readonly checkOnly: boolean;
	readonly output: 'items' | 'summary';
	/** How many blank rows of a sheet were left out. */
	readonly blankRows: number;
	/** Payments were held against the account's handles. */
	readonly areHandlesKnown: boolean;
}

type WholeBatch = Omit<BatchResult, 'outcomes'>;

/** What a batch gives the workflow: items and a hint, or an error that says what became of everybody. */
export function reportPaidBatch(
	context: IExecuteFunctions,
	transport: Transport,
	rows: readonly Settled[],
	result: WholeBatch,
	shown: Shown,
): INodeExecutionData[] {
	const settled = shown.checkOnly ? rows.map(asChecked) : rows;
	const failed = settled.filter((one) => isFailed(one, shown));
	if (failed.length > 0 && !context.continueOnFail()) {
		throw batchError(context, transport, settled, failed, result, shown);
	}
	const redact = transport.redactor();
	addHints(context, settled, failed, result, shown, redact);
	const jsonOf = itemMaker(context, redact);
	if (shown.output === 'summary') {
		const message = sentencesAbout(settled, shown).join(' ');
		const said = mapText({ message, lists: paymentLists(settled) }, redact.text);
		const json = summaryOf(settled, said, settled.map(jsonOf), result);
		return [{ json, pairedItem: settled.map(({ item }) => ({ item })) }];
	}
	return settled.map((one): INodeExecutionData => {
		const { item, outcome } = one;
		const json = jsonOf(one);
		if (!hasFailure(outcome) || !failed.includes(one)) return { json, pairedItem: { item } };
		const error = toNodeError(context.getNode(), outcome.failure, redact, item);
		return failedItem(context, { ...emptiedFields(context, item), ...json }, error, item);
	});
}

/** That a payment would be refused is what a check is for; that EnKash cannot be asked is not. */
const isFailed = ({ outcome }: Settled, { checkOnly }: Shown): boolean =>
	hasFailure(outcome) && !(checkOnly && outcome.kind === 'rejected') && !isHeldBack(outcome);

/** What would keep a run that pays from paying. */
const WOULD_REFUSE = new Set<Failure['code']>([
	...(['held-back', 'balance-not-enough', 'execution-limit-exceeded'] as const),
]);

/** In a check nothing is sent anyway: a payment that would be held back would be refused. */
function asChecked(one: Settled): Settled {
	const { outcome } = one;
	if (outcome.kind !== 'notSent' || !WOULD_REFUSE.has(outcome.failure.code)) return one;
	return { ...one, outcome: { ...outcome, kind: 'rejected' } };
}

/** Makes the JSON of what became of a row: our fields, why it was not paid, and what came in. */
function itemMaker(context: IExecuteFunctions, redact: Redactor) {
	const keptFields = keptFieldsOf(context);
	const zone = context.getTimezone();
	return (one: Settled): IDataObject => ({
		...redact.data(paymentFields(one, zone)),
		...(hasFailure(one.outcome) ? failureFields(one.outcome.failure, redact) : {}),
		...keptFields(one.item),
	});
}

/** The error of a batch that did not go through as a whole. */
function batchError(
	context: IExecuteFunctions,
	transport: Transport,
	settled: readonly Settled[],
	failed: readonly Settled[],
	{ rerun }: WholeBatch,
	{ checkOnly }: Shown,
): NodeFailure {
	const redact = transport.redactor();
	const zone = context.getTimezone();
	const failure = failureOfBatch(settled, failed, checkOnly);
	const mayHavePaid = settled.some(({ outcome }) => MAY_HAVE_PAID.has(outcome.kind));
	// Of no item: the lists count rows from 1, and n8n's items count from 0.
	const error = toNodeError(context.getNode(), failure, redact, undefined, {
		advice: mayHavePaid && !checkOnly ? rerunText(rerun, paysEveryExecution(context)) : undefined,
		lists: paymentLists(settled, textOf(failure)),
	});
	error.context.payments = settled.map((one) => ({
		item: one.item,
		...redact.data(paymentFields(one, zone)),
		...(hasFailure(one.outcome) ? failureFields(one.outcome.failure, redact) : {}),
	}));
	error.context.data = {
		payments: failed
			.slice(0, MAX_DETAILED)
			.flatMap(({ outcome, payment }) =>
				hasFailure(outcome)
					? { referenceNumber: payment?.reference, ...detailsOf(outcome.failure, redact) }
					: [],
			),
	};
	return error;
}

/** The answers of at most this many failed payments are unfolded under an error. */
const MAX_DETAILED = 20;

const MAY_HAVE_PAID = new Set<Settled['outcome']['kind']>(['paid', 'alreadyPaid', 'unknown']);

/** The one failure that all of them met, if nobody was paid now; else that of the batch. */
function failureOfBatch(
	settled: readonly Settled[],
	failed: readonly Settled[],
	checkOnly: boolean,
): Failure {
	const failures = failed.flatMap(({ outcome }) => (hasFailure(outcome) ? outcome.failure : []));
	const [first] = failures;
	const reasons = new Set(failures.map((failure) => sentencesOf(textOf(failure))));
	const isAnyPaid = settled.some(({ outcome }) => outcome.kind === 'paid');
	if (first && reasons.size === 1 && (settled.length === 1 || !isWaiting(settled)) && !isAnyPaid) {
		return first;
	}
	if (isWaiting(settled)) return rowsWrong(settled, checkOnly);
	return {
		kind: first?.kind ?? 'unexpected',
		code: checkOnly ? 'check-incomplete' : 'payments-incomplete',
		data: countsOf(settled),
	};
}

/** Whether nobody is paid before some rows are corrected. */
const isWaiting = (settled: readonly Settled[]): boolean =>
	settled.some(({ outcome }) => isHeldBack(outcome)) ||
	settled.every(({ outcome }) => outcome.kind === 'rejected' && outcome.failure.kind === 'invalid');

const rowsWrong = (settled: readonly Settled[], isCheck: boolean): Failure => ({
	kind: 'invalid',
	code: 'rows-wrong',
	data: {
		refused: settled.filter(({ outcome }) => outcome.kind === 'rejected' && !isHeldBack(outcome))
			.length,
		total: settled.length,
		isCheck,
	},
});

/** Every execution pays under references of its own, so that the next one does not know of them. */
const paysEveryExecution = (context: IExecuteFunctions): boolean =>
	context.getNodeParameter('payOncePer', 0, 'referenceNumber') === 'execution';

/** What became of the batch, and what there is to know of it. */
const sentencesAbout = (settled: readonly Settled[], shown: Shown): string[] =>
	[
		settled.length > 1 && isWaiting(settled)
			? sentencesOf(textOf(rowsWrong(settled, shown.checkOnly)))
			: whatBecame(settled, shown.checkOnly),
		shownTwice(settled),
		blankRowsText(shown.blankRows),
		shown.areHandlesKnown ? '' : HANDLES_UNKNOWN,
	].filter((one) => one !== '');

function addHints(
	context: IExecuteFunctions,
	settled: readonly Settled[],
	failed: readonly Settled[],
	{ balanceBefore, rerun }: WholeBatch,
	shown: Shown,
	redact: Redactor,
): void {
	if (settled.length === 0) return;
	const isAtRisk = failed.length > 0 || !rerun.isSafe;
	const sentences = [
		...sentencesAbout(settled, shown),
		shown.checkOnly ? balanceLine(balanceBefore, balanceAfterwards(settled, balanceBefore)) : '',
		isAtRisk && !shown.checkOnly ? rerunText(rerun, paysEveryExecution(context)) : '',
	];
	const isAnyAmiss = settled.some(({ outcome }) => hasFailure(outcome)) || isAtRisk;
	addHint(context, sentences, isAnyAmiss ? 'warning' : 'info', redact);
}
