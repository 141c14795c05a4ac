import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Failure } from '../../../../enkash/failures/failure.ts';
import { notSent } from '../../../../enkash/payout/outcome.ts';
import { escapeHtml, toHtml } from '../../../../texts/render.ts';
import type { TextList } from '../../../../texts/text.ts';
import { textOf } from '../../../../texts/textOf.ts';
import { failedItem, failureFields, toNodeError } from '../../transport/nodeErrors.ts';
import type { Transport } from '../../transport/transport.ts';
import type { Batch, Row } from '../readBatch.ts';
import { emptiedFields, keptFieldsOf, paymentFields } from './paymentItem.ts';

/** "Row 3, Lakshmi Iyer". */
const named = ({ place, who }: Row) => [place, who].filter(Boolean).join(', ');

/** Why nothing was sent, in one sentence for all rows. */
function wholeOf({ failure, rows }: Batch): Failure {
	const refused = rows.flatMap((row) => (row.kind === 'refused' ? row.failure : []));
	const [first] = refused;
	if (failure) return failure;
	if (first && rows.length === 1) return first;
	const data = { refused: refused.length, total: rows.length };
	return { kind: 'invalid', code: 'rows-wrong', data };
}

/** A line for each row that must be corrected. */
function listOf(rows: readonly Row[]): TextList {
	return {
		entries: rows.flatMap((row) => {
			if (row.kind !== 'refused') return [];
			const { advice, message } = textOf(row.failure);
			return [`${named(row)}: ${message}.${advice === undefined ? '' : ` ${advice}`}`];
		}),
	};
}

/** A batch of which nothing is sent: the error, or one item each where the workflow goes on. */
export function reportRefusedBatch(
	context: IExecuteFunctions,
	transport: Transport,
	batch: Batch,
): INodeExecutionData[] {
	const redact = transport.redactor();
	const node = context.getNode();
	const whole = wholeOf(batch);
	const lists = batch.rows.length > 1 ? [listOf(batch.rows)] : [];
	if (!context.continueOnFail()) throw toNodeError(node, whole, redact, undefined, { lists });
	addHint(context, whole, lists);
	const keptFields = keptFieldsOf(context);
	return batch.rows.flatMap((row, item): INodeExecutionData[] => {
		if (row.kind === 'blank' && !batch.failure) return [];
		const failure = batch.failure ?? (row.kind === 'refused' ? row.failure : undefined);
		const outcome = notSent(failure ?? whole);
		const payment = 'payment' in row ? row.payment : undefined;
		const json = {
			...keptFields(item),
			...paymentFields({ item, payment, who: row.who, outcome }, context.getTimezone()),
			...failureFields(outcome.failure, redact),
		};
		if (!failure) return [{ json, pairedItem: { item } }];
		const error = toNodeError(node, failure, redact, item);
		return [failedItem(context, { ...emptiedFields(context, item), ...json }, error, item)];
	});
}

/** n8n shows a green tick where the workflow goes on after errors: the hint says that nobody was paid. */
function addHint(context: IExecuteFunctions, whole: Failure, lists: readonly TextList[]): void {
	// n8n 1.x before 1.90 has no execution hints.
	if (typeof context.addExecutionHints !== 'function') return;
	const { advice, message } = textOf(whole);
	context.addExecutionHints({
		message: `${escapeHtml(message)}. ${toHtml({ advice, lists })}`,
		location: 'outputPane',
		type: 'warning',
	});
}
