import {
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type JsonObject,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';
import type { Failure } from '../../../enkash/failures/failure.ts';
import type { Redactor } from '../../../enkash/redact.ts';
import { textOf } from '../../../texts/textOf.ts';

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

/** Where EnKash said it: endpoint, HTTP status and code. */
function source({ endpoint, status, enkashCode }: Failure): string {
	const parts = [
		endpoint,
		status === undefined ? undefined : `HTTP status ${status}`,
		enkashCode === undefined ? undefined : `code ${enkashCode}`,
	].filter((part) => part !== undefined);
	return parts.length === 0 ? '' : `(EnKash: ${parts.join(', ')})`;
}

/** How to get on, and where EnKash said it. */
export const description = (failure: Failure): string =>
	[textOf(failure).advice, source(failure)].filter(Boolean).join(' ');

/**
 * The n8n error for a failure: EnKash's own words as the message, how to get on as the description,
 * the answer without secrets in the context.
 */
export function toNodeError(
	node: INode,
	failure: Failure,
	redact: Redactor,
	itemIndex?: number,
): NodeFailure {
	const happened = textOf(failure).message;
	const message = redact.text(
		itemIndex === undefined ? happened : `${happened} [item ${itemIndex}]`,
	);
	const options = {
		message,
		description: redact.text(description(failure)),
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
	if (failure.body !== undefined) error.context.data = shown(failure.body, redact);
	return error;
}

const httpCode = ({ status }: Failure) => (status === undefined ? undefined : String(status));

function shown(body: unknown, redact: Redactor): JsonObject {
	const clean: JsonObject = JSON.parse(JSON.stringify({ answer: redact.value(body) ?? null }));
	return clean;
}

/** What a continued failure leaves in the output, beside n8n's own error. */
export function failureFields(failure: Failure, redact: Redactor) {
	const { code, endpoint, enkashCode, field, kind, status } = failure;
	return {
		error: redact.text(textOf(failure).message),
		description: redact.text(description(failure)),
		failure: kind,
		...(field === undefined ? {} : { field }),
		...(endpoint === undefined ? {} : { endpoint }),
		...(status === undefined ? {} : { httpStatus: status }),
		...(code === undefined ? {} : { code }),
		...(enkashCode === undefined ? {} : { enkashCode }),
	};
}

/** The item in which a failure goes on, where the workflow goes on after errors. */
export function failedItem(
	context: IExecuteFunctions,
	json: IDataObject,
	error: NodeFailure,
	item: number,
): INodeExecutionData {
	const failed: INodeExecutionData = { json, pairedItem: { item } };
	// n8n leads items that have an error to the error output, and leaves nothing but the message in
	// the JSON of those that still have it there. It looks for the error first and copies the item
	// then: one that is not copied along is seen, and the JSON stays whole.
	if (context.getNode().onError === 'continueErrorOutput') {
		Object.defineProperty(failed, 'error', { value: error, enumerable: false });
	}
	return failed;
}
