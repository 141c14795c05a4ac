import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type {
	DeduplicationItemTypes,
	DeduplicationScope,
	ICheckProcessedContextData,
	ICheckProcessedOptions,
	IDataDeduplicator,
	IDeduplicationOutput,
} from 'n8n-workflow';
import type { Database, ProcessedKey, ProcessedRow } from './database.mts';

const hash = (item: DeduplicationItemTypes) =>
	createHash('md5').update(item.toString()).digest('base64');

function keyOf(scope: DeduplicationScope, { node, workflow }: ICheckProcessedContextData) {
	assert.ok(workflow.id);
	assert.ok(scope !== 'node' || node);
	return { workflowId: workflow.id, context: scope === 'node' ? `n:${node?.id ?? ''}` : '' };
}

/**
 * n8n's store of processed data in the mode "entries": reads the row, then writes it, with nothing
 * to keep another process from doing the same in between.
 */
export class Deduplicator implements IDataDeduplicator {
	readonly #database: Database;

	constructor(database: Database) {
		this.#database = database;
	}

	async checkProcessedAndRecord(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
		{ mode, maxEntries = Infinity }: ICheckProcessedOptions,
	): Promise<IDeduplicationOutput> {
		const key = keyOf(scope, context);
		const row = await this.#find(key);
		if (row === undefined) {
			this.#database.insertProcessed(key, { mode, data: newest(items.map(hash), maxEntries) });
			return { new: items, processed: [] };
		}
		const known = new Set(row.data);
		const isNew = (item: DeduplicationItemTypes) => !known.has(hash(item));
		const added = items.filter(isNew);
		const data = newest([...row.data, ...added.map(hash)], maxEntries);
		this.#database.updateProcessed(key, { ...row, data });
		return { new: added, processed: items.filter((item) => !isNew(item)) };
	}

	async removeProcessed(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
	): Promise<void> {
		const key = keyOf(scope, context);
		const row = await this.#find(key);
		if (row === undefined) return;
		const removed = new Set(items.map(hash));
		const data = row.data.filter((entry) => !removed.has(entry));
		this.#database.updateProcessed(key, { ...row, data });
	}

	async clearAllProcessedItems(
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
	): Promise<void> {
		await turn();
		this.#database.deleteProcessed(keyOf(scope, context));
	}

	async getProcessedDataCount(
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
	): Promise<number> {
		return (await this.#find(keyOf(scope, context)))?.data.length ?? 0;
	}

	async #find(key: ProcessedKey): Promise<ProcessedRow | undefined> {
		const row = this.#database.processed(key);
		await turn();
		return row;
	}
}

const newest = (entries: string[], most: number) =>
	entries.slice(Math.max(0, entries.length - most));
