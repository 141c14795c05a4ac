import { randomUUID } from 'node:crypto';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { ClaimMemory } from '../../../enkash/payout/claimMemory.ts';
import { Locks } from '../../../enkash/payout/locks.ts';
import { problemsOf } from '../../../enkash/payout/validateBatch.ts';
import { settle } from '../../../enkash/payout/payBatch.ts';
import { readBatch } from './readBatch.ts';
import { claimStoreOf } from './recordStore.ts';
import { MovedAmounts } from '../../../enkash/payout/spendingLimit.ts';
import type { PayOperation } from '../operation.ts';
import { reportRefusal } from './output/refusedBatch.ts';
import { reportSettlement } from './output/paidBatch.ts';
import { wait } from '../transport/wait.ts';
import type { Transport } from '../transport/transport.ts';

/** One per process: what several executions pay under one reference is paid in turn. */
const locks = new Locks();
const memory = new ClaimMemory();
const moved = new MovedAmounts();

/** Settles all items as one batch: everything is checked before the first is sent. */
export async function runPayouts(
	context: IExecuteFunctions,
	operation: PayOperation,
	transport: Transport,
): Promise<INodeExecutionData[]> {
	const batch = await readBatch(context, operation, transport);
	if (!batch.ok) return reportRefusal(context, transport, batch.problems, batch.readable);
	const { instructions, settings } = batch;
	const executionId = context.getExecutionId();
	const { limits } = transport.connection;
	const problems = problemsOf(instructions, limits, moved.of(executionId));
	if (problems.length > 0) {
		return reportRefusal(context, transport, problems, new Map(instructions.entries()));
	}

	const signal = context.getExecutionCancelSignal();
	const settlement = await settle(
		instructions,
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
	moved.add(executionId, instructions, settlement.outcomes);
	return reportSettlement(context, transport, instructions, settlement, settings.dryRun);
}
