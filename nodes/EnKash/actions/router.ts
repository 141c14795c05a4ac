import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { redactor } from '../../../enkash/redact.ts';
import { type Result, fail, succeed } from '../../../enkash/result.ts';
import { NOTHING_SENT } from '../../../texts/whatBecame.ts';
import type { Operation, Output } from '../operation.ts';
import { findOperation } from './registry.ts';
import { notSentFields } from '../pay/output/inputFields.ts';
import { runPayouts } from '../pay/runPayouts.ts';
import { runSetupCheck } from '../read/runSetupCheck.ts';
import { runReads } from '../read/runReads.ts';
import { addHint } from '../transport/addHint.ts';
import { refuseAll } from '../transport/refuseAll.ts';
import { type Transport, openTransport } from '../transport/transport.ts';

/** Runs the operation that the node stands on, for all its items. */
export async function run(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const operation = chosenOperation(context);
	if (!operation.ok) return refuseAll(context, operation.failure, redactor([]));
	const { value: chosen } = operation;
	const transport = await openTransport(context);
	const output = transport.ok ? await outputOf(context, chosen, transport.value) : transport;
	const redact = transport.ok ? transport.value.redactor() : redactor([]);
	if (!output.ok) {
		return chosen.kind === 'pay'
			? refuseAll(context, output.failure, redact, notSentFields(context), NOTHING_SENT)
			: refuseAll(context, output.failure, redact);
	}
	const { hint, items } = output.value;
	if (hint) addHint(context, hint, redact);
	return items;
}

/** What the items come to; a failure is one of them all. */
async function outputOf(
	context: IExecuteFunctions,
	operation: Operation,
	transport: Transport,
): Promise<Result<Output>> {
	switch (operation.kind) {
		case 'pay':
			return await runPayouts(context, operation, transport);
		case 'check':
			return succeed(await runSetupCheck(operation, transport));
		case 'read':
			return succeed(await runReads(context, operation, transport));
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
