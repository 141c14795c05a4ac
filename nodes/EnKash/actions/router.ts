import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Failure } from '../../../enkash/failures/failure.ts';
import { redactor } from '../../../enkash/redact.ts';
import { type Result, fail, succeed } from '../../../enkash/result.ts';
import { failedItem, failureFields, toNodeError } from '../transport/nodeErrors.ts';
import type { Operation } from '../operation.ts';
import { findOperation } from './registry.ts';
import { keptFieldsOf } from '../pay/output/paymentItem.ts';
import { runPayouts } from '../pay/runPayouts.ts';
import { runCheck } from '../read/runCheck.ts';
import { failedReadFields, runReads } from '../read/runReads.ts';
import { openTransport } from '../transport/transport.ts';

/** Runs the operation that the node stands on, for all its items. */
export async function run(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const operation = chosenOperation(context);
	if (!operation.ok) return refuseAll(context, operation.failure);
	const transport = await openTransport(context);
	const { value: chosen } = operation;
	if (!transport.ok) return refuseAll(context, transport.failure, chosen.kind);
	switch (chosen.kind) {
		case 'pay':
			return await runPayouts(context, chosen, transport.value);
		case 'check':
			return await runCheck(context, chosen, transport.value);
		case 'read':
			return await runReads(context, chosen, transport.value);
	}
}

function chosenOperation(context: IExecuteFunctions): Result<Operation> {
	const resource = context.getNodeParameter('resource', 0, '');
	const name = context.getNodeParameter('operation', 0, '');
	const operation = findOperation(resource, name);
	if (operation) return succeed(operation);
	const data = { resource: String(resource), operation: String(name) };
	return fail({ kind: 'invalid', field: 'Operation', code: 'operation-unknown', data });
}

/**
 * What is wrong with all items: the error, or one item each where the workflow goes on after errors.
 * An exception would make n8n pass the input on in place of the output, as if all had gone well.
 */
function refuseAll(
	context: IExecuteFunctions,
	failure: Failure,
	kind: Operation['kind'] = 'read',
): INodeExecutionData[] {
	const redact = redactor([]);
	const node = context.getNode();
	if (!context.continueOnFail()) throw toNodeError(node, failure, redact);
	const keptFields = kind === 'pay' ? keptFieldsOf(context) : () => ({});
	const fields =
		kind === 'pay'
			? { outcome: 'notSent', ...failureFields(failure, redact) }
			: failedReadFields(failure, redact);
	return context.getInputData().map((_, item) => {
		const json = { ...keptFields(item), ...fields };
		return failedItem(context, json, toNodeError(node, failure, redact, item), item);
	});
}
