import type { IExecuteFunctions } from 'n8n-workflow';
import type { Failure } from '../../../enkash/failures/failure.ts';
import type { Payment } from '../../../enkash/payout/payment.ts';
import type { Problem } from '../../../enkash/payout/validateBatch.ts';
import { itemReader } from '../input/readItems.ts';
import { occasionsOf } from '../input/payPeriod.ts';
import type { PayOperation } from '../operation.ts';
import { type PaySettings, paySettings } from '../input/options.ts';
import type { Transport } from '../transport/transport.ts';

/** The items of a money operation, read; or everything that is wrong with them. */
export type Batch =
	| {
			readonly ok: true;
			readonly payments: readonly Payment[];
			readonly settings: PaySettings;
	  }
	| {
			readonly ok: false;
			readonly problems: readonly Problem[];
			/** The items that could be read, by index. */
			readonly readable: ReadonlyMap<number, Payment>;
	  };

/** Reads every item before any is sent. */
export async function readBatch(
	context: IExecuteFunctions,
	operation: PayOperation,
	{ connection }: Transport,
): Promise<Batch> {
	const occasions = occasionsOf({
		executionId: context.getExecutionId(),
		nodeId: context.getNode().id,
		runIndex: Number(context.getWorkflowDataProxy(0).$runIndex),
		timeZone: context.getTimezone(),
		now: Date.now(),
	});
	const read = itemReader(context, operation, paySettings);
	const readable = new Map<number, Payment>();
	const problems: Problem[] = [];
	let settings: PaySettings | undefined;

	for (const item of context.getInputData().keys()) {
		const prepared = await read(item);
		if (!prepared.ok) {
			problems.push(...prepared.failures.map((failure) => ({ item, failure })));
			continue;
		}
		const { settings: own, work } = prepared.value;
		settings ??= own;
		if (!sameBatch(settings, own)) problems.push({ item, failure: MIXED_OPTIONS });
		const payment = work({
			allocationType: own.allocationType,
			cardAccountId: own.cardAccountId ?? connection.cardAccountId,
			itemIndex: item,
			occasions,
		});
		if (payment.ok) readable.set(item, payment.value);
		else problems.push({ item, failure: payment.failure });
	}
	if (problems.length > 0) return { ok: false, problems, readable };
	const payments = [...readable.values()];
	return { ok: true, payments, settings: settings ?? paySettings.parse({}) };
}

/** Options that say how the whole batch is settled cannot differ from item to item. */
const sameBatch = (a: PaySettings, b: PaySettings) =>
	a.concurrency === b.concurrency &&
	a.timeout === b.timeout &&
	a.confirmationWindow === b.confirmationWindow &&
	a.checkBalanceFirst === b.checkBalanceFirst &&
	a.dryRun === b.dryRun;

const MIXED_OPTIONS: Failure = {
	kind: 'invalid',
	field: 'Options',
	message:
		'Options: the items of one run are settled together, and this one asks for other options',
	advice:
		'Give all items the same concurrency, timeout, confirmation window, balance check and dry run, or run them apart.',
};
