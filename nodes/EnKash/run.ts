import { type IExecuteFunctions, type INodeExecutionData, NodeOperationError } from 'n8n-workflow';
import { redactor } from '../../enkash/redact.ts';
import { failedItem, failureFields, toNodeError } from './errors.ts';
import { findOperation } from './operations/registry.ts';
import { runPayouts } from './payouts.ts';
import { runReads } from './reads.ts';
import { openTransport } from './transport.ts';

/** Runs the operation that the node stands on, for all its items. */
export async function run(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const resource = context.getNodeParameter('resource', 0);
	const name = context.getNodeParameter('operation', 0);
	const operation = findOperation(resource, name);
	if (!operation) {
		throw new NodeOperationError(
			context.getNode(),
			`The operation "${String(name)}" of the resource "${String(resource)}" does not exist`,
			{ description: 'Choose a resource and an operation from the lists.' },
		);
	}
	const transport = await openTransport(context);
	if (transport.ok) {
		return operation.kind === 'pay'
			? await runPayouts(context, operation, transport.value)
			: await runReads(context, operation, transport.value);
	}
	const redact = redactor([]);
	if (!context.continueOnFail()) throw toNodeError(context.getNode(), transport.failure, redact);
	return context
		.getInputData()
		.map((_, item) =>
			failedItem(
				context,
				failureFields(transport.failure, redact),
				toNodeError(context.getNode(), transport.failure, redact, item),
				item,
			),
		);
}
