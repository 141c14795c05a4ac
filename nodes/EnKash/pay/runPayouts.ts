import { randomUUID } from 'node:crypto';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Connection } from '../../../enkash/connection.ts';
import { payBatch } from '../../../enkash/payout/payBatch.ts';
import { PayoutProcess } from '../../../enkash/payout/payoutProcess.ts';
import { type Outcome, notSent } from '../../../enkash/payout/outcome.ts';
import type { Settled } from '../../../enkash/payout/settled.ts';
import { holdersIn, refusalOf } from '../../../enkash/recipients.ts';
import type { PayOperation } from '../operation.ts';
import type { Transport } from '../transport/transport.ts';
import { wait } from '../transport/wait.ts';
import { reportPaidBatch } from './output/paidBatch.ts';
import { progressLog } from './output/progress.ts';
import { reportRefusedBatch } from './output/refusedBatch.ts';
import { type Row, readBatch } from './readBatch.ts';
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
			scope: [connection.baseUrl, connection.companyId],
			access: accessOf(connection),
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
			progress: progressLog(context.logger, Date.now),
		},
	);
	const blankRows = rows.filter(({ kind }) => kind === 'blank').length;
	const shown = { ...settings, blankRows };
	return reportPaidBatch(context, transport, settledRows(rows, result.outcomes), result, shown);
}

/** What became of each row. Blank ones are left out. */
function settledRows(rows: readonly Row[], outcomes: readonly Outcome[]): readonly Settled[] {
	const refused = rows.filter(({ kind }) => kind === 'refused').length;
	const heldBack = { refused, total: rows.length };
	const left = [...outcomes];
	return rows.flatMap((row, item): Settled[] => {
		const { place, who } = row;
		switch (row.kind) {
			case 'blank':
				return [];
			case 'payment': {
				const outcome = left.shift();
				return outcome ? [{ item, place, who, payment: row.payment, outcome }] : [];
			}
			case 'refused': {
				const { failure, payment } = row;
				return [{ item, place, who, payment, outcome: { kind: 'rejected', failure } }];
			}
			case 'heldBack': {
				const outcome = notSent({ kind: 'notSent', code: 'held-back', data: heldBack });
				return [{ item, place, who, payment: row.payment, outcome }];
			}
		}
	});
}

/** Another log-in, or another path, may show other payments. */
const accessOf = ({ authentication, paths }: Connection): string[] => [
	...Object.values(paths),
	authentication.by === 'login' ? authentication.identity.username : '',
];
