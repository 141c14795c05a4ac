import type { IExecuteFunctions } from 'n8n-workflow';
import { BoundedMap } from '../../../enkash/boundedMap.ts';
import { type RecordStore, RecordWriter } from '../../../enkash/payout/recordWriter.ts';

/** So many entries are kept per node, about 1.6 MB; the oldest go first. */
const MAX_ENTRIES = 60_000;

const MAX_NODES = 1_000;

const options = { mode: 'entries', maxEntries: MAX_ENTRIES } as const;

/** For a workflow that is not saved n8n keeps nothing: it asserts an id, its database a foreign key. */
const NOTHING_KEPT = /AssertionError|foreign key/i;

/** One writer per node of a workflow in this process. */
const writers = new BoundedMap<string, RecordWriter>(MAX_NODES);

/**
 * n8n's database-backed store of processed data, which all workers of an installation share. Kept per
 * node of a workflow. Absent in versions of n8n that do not offer it.
 */
export function recordStoreOf(context: IExecuteFunctions): RecordWriter | undefined {
	const { helpers } = context;
	if (!('checkProcessedAndRecord' in helpers) || !('removeProcessed' in helpers)) return undefined;
	const store: RecordStore = {
		record: async (keys) =>
			await helpers.checkProcessedAndRecord([...keys], 'node', options).then(
				({ processed }) => processed.map(String),
				async (error: unknown) =>
					NOTHING_KEPT.test(String(error)) ? undefined : await Promise.reject<never>(error),
			),
		remove: async (keys) => await helpers.removeProcessed([...keys], 'node', options),
	};
	const node = JSON.stringify([context.getWorkflow().id, context.getNode().id]);
	return writers.getOrMake(node, () => new RecordWriter(store, () => performance.now())).use(store);
}
