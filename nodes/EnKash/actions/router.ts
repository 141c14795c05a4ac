import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { redactor } from '../../../enkash/redact.ts';
import { type Result, fail, succeed } from '../../../enkash/result.ts';
import type { Operation } from '../operation.ts';
import { findOperation } from './registry.ts';
import { notSentFields } from '../pay/output/paymentItem.ts';
import { runPayouts } from '../pay/runPayouts.ts';
import { runSetupCheck } from '../read/runSetupCheck.ts';
import { runReads } from '../read/runReads.ts';
import { refuseAll } from '../transport/refuseAll.ts';
import { openTransport } from '../transport/transport.ts';

/** Runs the operation that the node stands on, for all its items. */
export async function run(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const operation = chosenOperation(context);
	if (!operation.ok) return refuseAll(context, operation.failure, redactor([]));
	const transport = await openTransport(context);
	const { value: chosen } = operation;
	if (!transport.ok) {
		const fieldsOf = chosen.kind === 'pay' ? notSentFields(context) : undefined;
		return refuseAll(context, transport.failure, redactor([]), fieldsOf);
	}
	switch (chosen.kind) {
		case 'pay':
			return await runPayouts(context, chosen, transport.value);
		case 'check':
			return await runSetupCheck(context, chosen, transport.value);
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
