import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Failure } from '../../enkash/failure.ts';
import { Gate } from '../../enkash/gate.ts';
import { sharing } from '../../enkash/sharing.ts';
import { pooled } from '../../enkash/pool.ts';
import { type Result, fail } from '../../enkash/result.ts';
import { failedItem, failureFields, toNodeError } from './errors.ts';
import { prepareItem } from './items.ts';
import type { ReadOperation } from './operation.ts';
import { type ReadSettings, readSettings } from './settings.ts';
import { breathe, wait } from './time.ts';
import type { Transport } from './transport.ts';

/** Runs a read for every item: a bounded number at once, what is asked twice sent once. */
export async function runReads(
	context: IExecuteFunctions,
	operation: ReadOperation,
	transport: Transport,
): Promise<INodeExecutionData[]> {
	const items = context.getInputData();
	const prepareNow = (index: number) => prepareItem(context, operation, readSettings, index);
	const settings = firstSettings([...items.keys()], prepareNow);
	const inARow = Math.ceil(settings.concurrency / ROWS_IN_FLIGHT);
	const prepare = inRows(items.length, inARow, prepareNow);
	const gate = new Gate({ sleep: wait, now: Date.now });
	const client = sharing(transport.client(settings.timeout), gate);
	const results: Array<Result<readonly object[]>> = [];
	let hopeless: Failure | undefined;

	await pooled(items.length, settings.concurrency, async (index) => {
		await breathe(index);
		const item = prepare(index);
		if (!item?.ok) {
			results[index] = fail(item?.failures[0] ?? NO_PARAMETERS);
		} else if (hopeless) {
			results[index] = fail(hopeless);
		} else {
			const result = await item.value.work({
				client,
				cardAccountId: item.value.settings.cardAccountId ?? transport.connection.cardAccountId,
				timeZone: context.getTimezone(),
			});
			results[index] = result;
			if (!result.ok && isHopeless(result.failure)) hopeless = result.failure;
		}
	});
	return results.flatMap((result, item) => toItems(context, transport, result, item));
}

/**
 * Items are prepared in rows, since the expressions of several items one after the other cost n8n less
 * than those of one now and then. So many rows are under way at once: while one is prepared, the
 * others wait for EnKash.
 */
const ROWS_IN_FLIGHT = 4;

/** Yields by index what is made so many in a row. */
function inRows<T>(
	count: number,
	inARow: number,
	make: (index: number) => T,
): (index: number) => T | undefined {
	const made: T[] = [];
	return (index) => {
		if (index >= made.length) {
			const end = Math.min(index + inARow, count);
			while (made.length < end) made.push(make(made.length));
		}
		return made[index];
	};
}

/** The settings of a run are those of the first item whose parameters can be read. */
function firstSettings(
	indexes: readonly number[],
	prepare: (index: number) => ReturnType<typeof prepareItem<ReadSettings, unknown>>,
): ReadSettings {
	for (const index of indexes) {
		const item = prepare(index);
		if (item.ok) return item.value.settings;
	}
	return readSettings.parse({});
}

const NO_PARAMETERS: Failure = { kind: 'invalid', message: 'The item has no parameters' };

/** Without a session no read can succeed, whatever it asks. */
const isHopeless = ({ endpoint, kind }: Failure) =>
	kind === 'credential' || endpoint === 'Authentication';

function toItems(
	context: IExecuteFunctions,
	transport: Transport,
	result: Result<readonly object[]>,
	item: number,
): INodeExecutionData[] {
	const pairedItem = { item };
	if (result.ok) {
		return result.value.map((json) => ({ json: { ...json } satisfies IDataObject, pairedItem }));
	}
	const redact = transport.redactor();
	const error = toNodeError(context.getNode(), result.failure, redact, item);
	if (!context.continueOnFail()) throw error;
	return [failedItem(context, failureFields(result.failure, redact), error, item)];
}
