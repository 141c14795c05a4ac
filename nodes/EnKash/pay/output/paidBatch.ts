import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import type { Failure } from '../../../../enkash/failures/failure.ts';
import { hasFailure, isHeldBack } from '../../../../enkash/payout/outcome.ts';
import type { BatchResult } from '../../../../enkash/payout/payBatch.ts';
import type { RerunAdvice } from '../../../../enkash/payout/rerun.ts';
import { type Settled, countsOf } from '../../../../enkash/payout/settled.ts';
import type { Redactor } from '../../../../enkash/redact.ts';
import { paymentLists, shownTwice, whoAndWhy } from '../../../../texts/paymentLists.ts';
import { mapText } from '../../../../texts/render.ts';
import { rerunText } from '../../../../texts/rerun.ts';
import { sentencesOf } from '../../../../texts/text.ts';
import { textOf } from '../../../../texts/textOf.ts';
import {
	HANDLES_UNKNOWN,
	balanceLine,
	blankRowsText,
	whatBecame,
} from '../../../../texts/whatBecame.ts';
import type { Output } from '../../operation.ts';
import {
	type NodeFailure,
	detailsOf,
	failedItem,
	failureFields,
	toNodeError,
} from '../../transport/nodeErrors.ts';
import type { InputFields } from './inputFields.ts';
import { paymentFields } from './paymentItem.ts';
import { balanceAfterwards, summaryOf } from './summary.ts';

/** How the results are to be shown. */
export interface Shown {
	readonly node: INode;
	/** The time zone of the workflow. */
	readonly zone: string;
	/** The workflow goes on after errors. */
	readonly goesOn: boolean;
	/** Nothing was to be sent. */
	readonly checkOnly: boolean;
	readonly output: 'items' | 'summary';
	readonly inputFields: InputFields;
	/** How many blank rows of a sheet were left out. */
	readonly blankRows: number;
	/** Payments were held against the account's handles. */
	readonly areHandlesKnown: boolean;
	readonly redact: Redactor;
}

type WholeBatch = Omit<BatchResult, 'outcomes'>;

/** Items and a hint, or an error that says what became of everybody. */
export function paidBatch(rows: readonly Settled[], result: WholeBatch, shown: Shown): Output {
	const settled = shown.checkOnly ? rows.map(asChecked) : rows;
	const failed = settled.filter((one) => isFailed(one, shown));
	if (failed.length > 0 && !shown.goesOn) throw batchError(settled, failed, result, shown);
	return {
		items: itemsOf(settled, failed, result, shown),
		hint: hintOf(settled, failed, result, shown),
	};
}

function itemsOf(
	settled: readonly Settled[],
	failed: readonly Settled[],
	result: WholeBatch,
	shown: Shown,
): INodeExecutionData[] {
	const { inputFields, node, redact } = shown;
	const fieldsOf = fieldMaker(settled, result, shown);
	const jsonOf = (one: Settled) => ({ ...fieldsOf(one), ...inputFields.kept(one.item) });
	if (shown.output === 'summary') {
		const message = sentencesAbout(settled, shown).join(' ');
		const said = mapText({ message, lists: paymentLists(settled) }, redact.text);
		const json = { ...summaryOf(settled, said, result), payments: settled.map(jsonOf) };
		return [{ json, pairedItem: settled.map(({ item }) => ({ item })) }];
	}
	return settled.map((one): INodeExecutionData => {
		const { item, outcome } = one;
		const json = jsonOf(one);
		if (!hasFailure(outcome) || !failed.includes(one)) return { json, pairedItem: { item } };
		const error = toNodeError(node, outcome.failure, redact, item);
		return failedItem(node, { ...inputFields.emptied(item), ...json }, error, item);
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

/**
 * Makes the JSON of what became of a row, and of why it was not paid. Many failures advise to run again,
 * which would pay the others again where every execution pays anew: each row then warns of it.
 */
function fieldMaker(
	settled: readonly Settled[],
	{ rerun }: WholeBatch,
	{ checkOnly, redact, zone }: Shown,
): (one: Settled) => IDataObject {
	const isAnew = rerun.isEveryExecution === true && !checkOnly;
	const advice = isAnew ? adviceOnRerun(settled, rerun) : undefined;
	return (one) => ({
		...redact.data(paymentFields(one, zone)),
		...(hasFailure(one.outcome) ? failureFields(one.outcome.failure, redact, { advice }) : {}),
	});
}

/** The error of a batch that did not go through as a whole. */
function batchError(
	settled: readonly Settled[],
	failed: readonly Settled[],
	result: WholeBatch,
	shown: Shown,
): NodeFailure {
	const { node, redact } = shown;
	const failure = failureOfBatch(settled, failed, shown.checkOnly);
	// Of no item: the lists count rows from 1, and n8n's items count from 0.
	const error = toNodeError(node, failure, redact, undefined, {
		advice: shown.checkOnly ? undefined : adviceOnRerun(settled, result.rerun),
		lists: paymentLists(settled, textOf(failure)),
	});
	const fieldsOf = fieldMaker(settled, result, shown);
	error.context.payments = settled.map((one) => ({ item: one.item, ...fieldsOf(one) }));
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

/** What to think of before running again; nothing where surely nobody was paid. */
const adviceOnRerun = (settled: readonly Settled[], rerun: RerunAdvice): string | undefined =>
	settled.some(({ outcome }) => MAY_HAVE_PAID.has(outcome.kind)) ? rerunText(rerun) : undefined;

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

/** What stands above the results. */
function hintOf(
	settled: readonly Settled[],
	failed: readonly Settled[],
	{ balanceBefore, rerun }: WholeBatch,
	shown: Shown,
): Output['hint'] {
	if (settled.length === 0) return undefined;
	const isAtRisk = failed.length > 0 || !rerun.isSafe;
	const sentences = [
		...sentencesAbout(settled, shown),
		...whoAndWhy(settled),
		shown.checkOnly ? balanceLine(balanceBefore, balanceAfterwards(settled, balanceBefore)) : '',
		isAtRisk && !shown.checkOnly ? (adviceOnRerun(settled, rerun) ?? '') : '',
	];
	const isAnyAmiss = settled.some(({ outcome }) => hasFailure(outcome)) || isAtRisk;
	return { sentences, type: isAnyAmiss ? 'warning' : 'info' };
}
