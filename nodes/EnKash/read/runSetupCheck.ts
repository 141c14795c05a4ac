import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { CheckOperation } from '../operation.ts';
import { addHint } from '../transport/addHint.ts';
import type { Transport } from '../transport/transport.ts';

/** Runs a check once, whatever comes in. What it finds wrong is its result, not a failure. */
export async function runSetupCheck(
	context: IExecuteFunctions,
	operation: CheckOperation,
	transport: Transport,
): Promise<INodeExecutionData[]> {
	const { isGood, rows, summary } = await operation.check(transport);
	addHint(context, [summary], isGood ? 'info' : 'warning', transport.redactor());
	return rows.map((json) => ({ json, pairedItem: { item: 0 } }));
}
