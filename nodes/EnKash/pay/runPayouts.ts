import { randomUUID } from 'node:crypto';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { payBatch } from '../../../enkash/payout/payBatch.ts';
import { PayoutProcess } from '../../../enkash/payout/payoutProcess.ts';
import type { Settled } from '../../../enkash/payout/settled.ts';
import { validateBatch } from '../../../enkash/payout/validateBatch.ts';
import type { PayOperation } from '../operation.ts';
import type { Transport } from '../transport/transport.ts';
import { wait } from '../transport/wait.ts';
import { reportPaidBatch } from './output/paidBatch.ts';
import { progressLog } from './output/progress.ts';
import { reportRefusedBatch } from './output/refusedBatch.ts';
import { readBatch } from './readBatch.ts';
import { recordStoreOf } from './recordStore.ts';

/** One per process: n8n loads this module once. */
const payouts = new PayoutProcess();

/** Pays all items as one batch: everything is checked before the first is sent. */
export async function runPayouts(
	context: IExecuteFunctions,
	operation: PayOperation,
	transport: Transport,
): Promise<INodeExecutionData[]> {
	const batch = await readBatch(context, operation, transport);
	if (!batch.ok) return reportRefusedBatch(context, transport, batch.problems, batch.readable);
	const { payments, settings } = batch;
	const { connection } = transport;
	const byItem = new Map(payments.entries());
	const problems = validateBatch(byItem, connection.limits.perAllocation);
	if (problems.length > 0) return reportRefusedBatch(context, transport, problems, byItem);

	const signal = context.getExecutionCancelSignal();
	const result = await payBatch(
		payments,
		{
			concurrency: settings.concurrency,
			confirmationWindowMs: settings.confirmationWindow * 1000,
			checkBalanceFirst: settings.checkBalanceFirst,
			checkOnly: settings.dryRun,
			checkedByHand: [],
			ifRowsAreWrong: 'sendNothing',
			maxPerExecution: connection.limits.perExecution,
			execution: context.getExecutionId(),
		},
		{
			client: transport.client(settings.timeout),
			store: recordStoreOf(context),
			process: payouts,
			scope: scopeOf(transport),
			sleep: wait,
			now: Date.now,
			elapsed: () => performance.now(),
			token: randomUUID,
			cancelled: () => signal?.aborted === true,
			progress: progressLog(context.logger, Date.now),
		},
	);
	const settled = payments.flatMap((payment, item): Settled[] => {
		const outcome = result.outcomes[item];
		return outcome ? [{ item, payment, outcome }] : [];
	});
	return reportPaidBatch(context, transport, settled, result, {
		checkOnly: settings.dryRun,
		output: 'items',
	});
}

/** What else changes how EnKash answers: the host and the company. */
const scopeOf = ({ connection: { baseUrl, companyId } }: Transport) => [baseUrl, companyId];
