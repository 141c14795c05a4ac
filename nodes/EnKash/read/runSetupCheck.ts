import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { escapeHtml } from '../../../texts/render.ts';
import type { CheckOperation } from '../operation.ts';
import type { Transport } from '../transport/transport.ts';

/** Runs a check once, whatever comes in. What it finds wrong is its result, not a failure. */
export async function runSetupCheck(
	context: IExecuteFunctions,
	operation: CheckOperation,
	transport: Transport,
): Promise<INodeExecutionData[]> {
	const { isGood, rows, summary } = await operation.check(transport);
	// n8n 1.x before 1.90 has no execution hints.
	if (typeof context.addExecutionHints === 'function') {
		context.addExecutionHints({
			message: escapeHtml(summary),
			location: 'outputPane',
			type: isGood ? 'info' : 'warning',
		});
	}
	return rows.map((json) => ({ json, pairedItem: { item: 0 } }));
}
