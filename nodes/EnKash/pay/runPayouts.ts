import { randomUUID } from 'node:crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { Connection } from '../../../enkash/connection.ts';
import { foldId } from '../../../enkash/identifiers.ts';
import { payBatch } from '../../../enkash/payout/payBatch.ts';
import { PayoutProcess } from '../../../enkash/payout/payoutProcess.ts';
import { holdersIn, refusalOf } from '../../../enkash/recipients.ts';
import { type Result, fail, succeed } from '../../../enkash/result.ts';
import { progressLine } from '../../../texts/whatBecame.ts';
import type { Output, PayOperation } from '../operation.ts';
import type { Transport } from '../transport/transport.ts';
import { wait } from '../transport/wait.ts';
import { inputFieldsOf } from './output/inputFields.ts';
import { paidBatch } from './output/paidBatch.ts';
import { readBatch } from './readBatch.ts';
import { recordStoreOf } from './recordStore.ts';
import { settledRows } from './settledRows.ts';

/** One per process: n8n loads this module once. */
const payouts = new PayoutProcess();

/** Pays all items as one batch: everything is checked before the first is sent. */
export async function runPayouts(
	context: IExecuteFunctions,
	operation: PayOperation,
	transport: Transport,
): Promise<Result<Output>> {
	const batch = await readBatch(context, operation, transport);
	const { directories, failure, isEveryExecution, root, rows, settings } = batch;
	if (failure) return fail(failure);

	const { connection } = transport;
	// Whatever can fail here fails before anything is sent.
	const inputFields = inputFieldsOf(context);
	const signal = context.getExecutionCancelSignal();
	const result = await payBatch(
		rows.flatMap((row) => (row.kind === 'payment' ? row.payment : [])),
		{
			concurrency: settings.concurrency,
			confirmationWindowMs: settings.confirmationWindow * 1000,
			checkBalanceFirst: settings.checkBalanceFirst,
			checkOnly: settings.checkOnly,
			checkedByHand: settings.checkedByHand,
			ifRowsAreWrong: settings.ifRowsAreWrong,
			isEveryExecution,
			maxPerExecution: connection.limits.perExecution,
			execution: root.key,
		},
		{
			client: transport.client(settings.timeout),
			store: recordStoreOf(context),
			process: payouts,
			scope: [connection.baseUrl, foldId(connection.companyId)],
			access: accessOf(connection),
			sleep: wait,
			now: Date.now,
			elapsed: () => performance.now(),
			nonce: randomUUID,
			cancelled: () => signal?.aborted === true,
			refusalOf: (payment) => {
				const directory = directories.get(payment.cardAccountId);
				return directory && refusalOf(payment, directory);
			},
			holders: holdersIn([...directories.values()]),
			progress: (progress) => context.logger.info(progressLine(progress)),
		},
	);
	const output = paidBatch(settledRows(batch, result.outcomes), result, {
		...settings,
		node: context.getNode(),
		zone: context.getTimezone(),
		goesOn: context.continueOnFail(),
		inputFields,
		blankRows: rows.filter(({ kind }) => kind === 'blank').length,
		areHandlesKnown: [...directories.values()].every(({ isWhole }) => isWhole),
		redact: transport.redactor(),
	});
	return succeed(output);
}

/** Another log-in, or another path, may show other payments. */
const accessOf = ({ authentication, paths }: Connection): string[] => [
	...Object.values(paths),
	authentication.by === 'login' ? authentication.identity.username : '',
];
