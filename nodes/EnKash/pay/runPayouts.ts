import { randomUUID } from 'node:crypto';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { payBatch } from '../../../enkash/payout/payBatch.ts';
import { PayoutProcess } from '../../../enkash/payout/payoutProcess.ts';
import { holdersIn, refusalOf } from '../../../enkash/recipients.ts';
import type { PayOperation } from '../operation.ts';
import type { Transport } from '../transport/transport.ts';
import { wait } from '../transport/wait.ts';
import { reportPaidBatch } from './output/paidBatch.ts';
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
	const { directories, root, rows, settings } = batch;
	const payments = rows.flatMap((row) => (row.kind === 'payment' ? row.payment : []));
	if (payments.length === 0) return reportRefusedBatch(context, transport, batch);

	const { connection } = transport;
	const signal = context.getExecutionCancelSignal();
	const result = await payBatch(
		payments,
		{
			concurrency: settings.concurrency,
			confirmationWindowMs: settings.confirmationWindow * 1000,
			checkBalanceFirst: settings.checkBalanceFirst,
			checkOnly: settings.checkOnly,
			checkedByHand: settings.checkedByHand,
			ifRowsAreWrong: settings.ifRowsAreWrong,
			maxPerExecution: connection.limits.perExecution,
			execution: root.key,
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
			refusalOf: (payment) => {
				const directory = directories.get(payment.cardAccountId);
				return directory && refusalOf(payment, directory);
			},
			holders: holdersIn([...directories.values()]),
		},
	);
	return reportPaidBatch(context, transport, payments, result, settings.checkOnly);
}

/** What else changes how EnKash answers: the host and the company. */
const scopeOf = ({ connection: { baseUrl, companyId } }: Transport) => [baseUrl, companyId];
