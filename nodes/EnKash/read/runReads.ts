import { randomUUID } from 'node:crypto';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Failure } from '../../../enkash/failures/failure.ts';
import { forEach } from '../../../enkash/requests/concurrency.ts';
import { dedupe } from '../../../enkash/requests/dedupe.ts';
import { RequestQueue } from '../../../enkash/requests/queue.ts';
import type { Redactor } from '../../../enkash/redact.ts';
import { type Result, fail } from '../../../enkash/result.ts';
import { failedItem, failureFields, toNodeError } from '../transport/nodeErrors.ts';
import { type ItemReader, itemReader } from '../input/readItems.ts';
import type { Output, ReadOperation } from '../operation.ts';
import { type ReadSettings, readSettings } from '../form/options.ts';
import { withoutGaps } from '../withoutGaps.ts';
import { wait } from '../transport/wait.ts';
import type { Transport } from '../transport/transport.ts';

/** Runs a read for every item: a bounded number at once, what is asked twice sent once. */
export async function runReads(
	context: IExecuteFunctions,
	operation: ReadOperation,
	transport: Transport,
): Promise<Output> {
	const items = context.getInputData();
	const read = itemReader(context, operation, readSettings, isLeftEmptyByModel);
	const settings = await firstSettings([...items.keys()], read);
	const queue = new RequestQueue({ sleep: wait, now: Date.now }, settings.concurrency);
	const client = dedupe({
		...{ client: transport.client(settings.timeout), queue, sleep: wait },
		...{ now: Date.now, nonce: randomUUID },
	});
	const results: Array<Result<readonly object[]>> = [];
	let hopeless: Failure | undefined;

	await forEach(items, READ_AHEAD * settings.concurrency, async (_, index) => {
		const item = await read(index);
		if (!item.ok) {
			results[index] = fail(item.failures[0] ?? UNREADABLE);
			return;
		}
		const { settings: own, work } = item.value;
		if (hopeless) {
			results[index] = fail(hopeless);
			return;
		}
		const result = await work({
			client,
			cardAccountId: own.cardAccountId ?? transport.connection.cardAccountId,
			timeZone: context.getTimezone(),
		});
		if (!result.ok && isHopeless(result.failure)) hopeless = result.failure;
		results[index] = result;
	});
	const redact = transport.redactor();
	return { items: results.flatMap((result, item) => toItems(context, redact, result, item)) };
}

/** A model names every key, so that a filter which it fills with nothing is no filter. */
const isLeftEmptyByModel = (parameter: string, expression: string) =>
	parameter === 'filters' && /\$fromai\(/i.test(expression);

/**
 * For each request that may be under way, this many items are read: n8n evaluates their expressions
 * while EnKash is waited for, and what they ask can go together.
 */
const READ_AHEAD = 5;

/** The settings of a run are those of the first item whose parameters can be read. */
async function firstSettings(
	indexes: readonly number[],
	read: ItemReader<ReadSettings, unknown>,
): Promise<ReadSettings> {
	for (const index of indexes) {
		const item = await read(index);
		if (item.ok) return item.value.settings;
	}
	return readSettings.parse({});
}

const UNREADABLE: Failure = {
	kind: 'invalid',
	code: 'field-unreadable',
	data: { field: 'Parameters', given: undefined },
};

/** Without a session no read can succeed, whatever it asks. */
const isHopeless = ({ endpoint, kind }: Failure) =>
	kind === 'credential' || endpoint === 'Authentication';

function toItems(
	context: IExecuteFunctions,
	redact: Redactor,
	result: Result<readonly object[]>,
	item: number,
): INodeExecutionData[] {
	const pairedItem = { item };
	if (result.ok) {
		return result.value.map(
			(json): INodeExecutionData => ({
				json: redact.data(withoutGaps<IDataObject[string]>({ ...json })),
				pairedItem,
			}),
		);
	}
	const node = context.getNode();
	const error = toNodeError(node, result.failure, redact, item);
	if (!context.continueOnFail()) throw error;
	return [failedItem(node, failedReadFields(result.failure, redact), error, item)];
}

/**
 * What a read that failed leaves in an item that goes on. With Retry On Fail n8n tries again what puts
 * out a first item with an `error`: no harm in a read.
 */
export function failedReadFields(failure: Failure, redact: Redactor): IDataObject {
	const fields = failureFields(failure, redact);
	return { error: fields.reason, ...fields };
}
