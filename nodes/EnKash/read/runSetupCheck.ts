import type { CheckOperation, Output } from '../operation.ts';
import type { Transport } from '../transport/transport.ts';

/** Runs a check once, whatever comes in. What it finds wrong is its result, not a failure. */
export async function runSetupCheck(
	operation: CheckOperation,
	transport: Transport,
): Promise<Output> {
	const { isGood, rows, summary } = await operation.check(transport);
	return {
		items: rows.map((json) => ({ json, pairedItem: { item: 0 } })),
		hint: { sentences: [summary], type: isGood ? 'info' : 'warning' },
	};
}
