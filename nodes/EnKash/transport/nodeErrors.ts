import {
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type JsonObject,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';
import type { Failure } from '../../../enkash/failures/failure.ts';
import type { Redactor } from '../../../enkash/redact.ts';
import { mapText, toHtml, toLines, withoutTags } from '../../../texts/render.ts';
import type { Text } from '../../../texts/text.ts';
import { textOf } from '../../../texts/textOf.ts';
import { withoutGaps } from '../withoutGaps.ts';
import { isTool } from './isTool.ts';

export type NodeFailure = NodeApiError | NodeOperationError;

/** What n8n is told about why it failed, as far as a wait or a change helps. */
function causeOf({ kind, retryAfterMs }: Failure) {
	if (kind === 'rateLimited') return { cause: 'rate-limited', retryAfterMs } as const;
	if (kind === 'credential') return { cause: 'credential-invalid' } as const;
	if (kind === 'invalid') return { cause: 'configuration-invalid' } as const;
	if (kind === 'notSent' || kind === 'unknown')
		return { cause: 'temporarily-unavailable' } as const;
	return undefined;
}

/** What only whoever looks into the matter needs: where EnKash said it, and what it is about. */
const technical = ({ endpoint, enkashCode, field, kind, status }: Failure): IDataObject =>
	withoutGaps({ kind, field, endpoint, httpStatus: status, enkashCode });

/** What a person reads of a failure, without secrets. */
function textWithoutSecrets(failure: Failure, redact: Redactor, beside: Beside = {}): Text {
	const { advice, lists, message } = textOf(failure);
	const all = {
		message,
		advice: [advice, beside.advice].filter(Boolean).join(' ') || undefined,
		lists: [...(lists ?? []), ...(beside.lists ?? [])],
	};
	return mapText(all, redact.text);
}

/** What is to be said beside a failure's own text. */
type Beside = Partial<Pick<Text, 'advice' | 'lists'>>;

/**
 * The n8n error for a failure: EnKash's own words as the message, how to get on as the description
 * (n8n shows it as HTML; a model reads plain text), the technical facts in the details.
 *
 * @param itemIndex the item that the failure is about, if it is about one only
 * @param beside advice and lists to be shown after the failure's own
 */
export function toNodeError(
	node: INode,
	failure: Failure,
	redact: Redactor,
	itemIndex?: number,
	beside?: Beside,
): NodeFailure {
	const text = textWithoutSecrets(failure, redact, beside);
	const happened = withoutTags(text.message);
	const message = itemIndex === undefined ? happened : `${happened} [item ${itemIndex}]`;
	const options = {
		message,
		description: isTool(node) ? toLines(text) : toHtml(text),
		itemIndex,
		failure: causeOf(failure),
	};
	const error =
		failure.kind === 'invalid'
			? new NodeOperationError(node, message, options)
			: new NodeApiError(node, { message }, { ...options, httpCode: httpCode(failure) });
	// n8n swaps messages that contain certain words for stock sentences; these are EnKash's own.
	error.message = message;
	if (failure.code !== undefined) error.context.code = failure.code;
	error.context.data = detailsOf(failure, redact);
	return error;
}

const httpCode = ({ status }: Failure) => (status === undefined ? undefined : String(status));

/** What n8n's editor unfolds under an error. */
export function detailsOf(failure: Failure, redact: Redactor): JsonObject {
	const answer = failure.body === undefined ? undefined : (redact.value(failure.body) ?? null);
	const details: JsonObject = JSON.parse(JSON.stringify({ ...technical(failure), answer }));
	return details;
}

/**
 * What a failure leaves in an item that goes on. Plain text: a sheet or a message is made of it.
 *
 * @param beside advice to be given after the failure's own
 */
export function failureFields(failure: Failure, redact: Redactor, beside?: Beside): IDataObject {
	const text = textWithoutSecrets(failure, redact, beside);
	return withoutGaps({
		code: failure.code,
		reason: text.message,
		advice: toLines(text) || undefined,
		details: technical(failure),
	});
}

/** The item in which a failure goes on, where the workflow goes on after errors. */
export function failedItem(
	node: INode,
	json: IDataObject,
	error: NodeFailure,
	item: number,
): INodeExecutionData {
	const failed: INodeExecutionData = { json, pairedItem: { item } };
	// n8n leads items that have an error to the error output, and leaves nothing but the message in
	// the JSON of those that still have it there. It looks for the error first and copies the item
	// then: one that is not copied along is seen, and the JSON stays whole.
	if (node.onError === 'continueErrorOutput') {
		Object.defineProperty(failed, 'error', { value: error, enumerable: false });
	}
	return failed;
}
