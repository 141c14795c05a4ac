import { randomUUID } from 'node:crypto';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { ClaimMemory } from '../../../enkash/payout/claimMemory.ts';
import { Locks } from '../../../enkash/payout/locks.ts';
import { validateBatch } from '../../../enkash/payout/validateBatch.ts';
import { payBatch } from '../../../enkash/payout/payBatch.ts';
import { readBatch } from './readBatch.ts';
import { claimStoreOf } from './recordStore.ts';
import { SpendingLimit } from '../../../enkash/payout/spendingLimit.ts';
import type { PayOperation } from '../operation.ts';
import { reportRefusedBatch } from './output/refusedBatch.ts';
import { reportPaidBatch } from './output/paidBatch.ts';
import { wait } from '../transport/wait.ts';
import type { Transport } from '../transport/transport.ts';

/** One per process: what several executions pay under one reference is paid in turn. */
const locks = new Locks();
const memory = new ClaimMemory();
const moved = new SpendingLimit();

/** Settles all items as one batch: everything is checked before the first is sent. */
export async function runPayouts(
	context: IExecuteFunctions,
	operation: PayOperation,
	transport: Transport,
): Promise<INodeExecutionData[]> {
	const batch = await readBatch(context, operation, transport);
	if (!batch.ok) return reportRefusedBatch(context, transport, batch.problems, batch.readable);
	const { payments, settings } = batch;
	const executionId = context.getExecutionId();
	const { limits } = transport.connection;
	const problems = validateBatch(payments, limits, moved.of(executionId));
	if (problems.length > 0) {
		return reportRefusedBatch(context, transport, problems, new Map(payments.entries()));
	}

	const signal = context.getExecutionCancelSignal();
	const result = await payBatch(
		payments,
		{ ...settings, confirmationWindowMs: settings.confirmationWindow * 1000 },
		{
			client: transport.client(settings.timeout),
			store: claimStoreOf(context),
			memory,
			sleep: wait,
			now: Date.now,
			token: randomUUID,
			cancelled: () => signal?.aborted === true,
			exclusively: async (key, work) => await locks.run(key, work),
		},
	);
	moved.add(executionId, payments, result.outcomes);
	return reportPaidBatch(context, transport, payments, result, settings.dryRun);
}
