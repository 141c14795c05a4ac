import type { RecordStore } from './lease.ts';

interface Waiting {
	readonly keys: readonly string[];
	readonly settle: (there: readonly string[] | undefined) => void;
	readonly refuse: (error: unknown) => void;
}

/**
 * One writer per node and process: calls that come while one is under way wait and go as one. Every
 * call reads and writes the whole row, and two at once would overwrite each other.
 */
export class RecordWriter implements RecordStore {
	private store: RecordStore;
	private waiting: Waiting[] = [];
	private last: Promise<unknown> = Promise.resolve();

	constructor(store: RecordStore) {
		this.store = store;
	}

	/** The newest execution's way to the same row: that of one that has ended may be closed. */
	use(store: RecordStore): this {
		this.store = store;
		return this;
	}

	async record(keys: readonly string[]): Promise<readonly string[] | undefined> {
		return await new Promise((settle, refuse) => {
			this.waiting.push({ keys, settle, refuse });
			if (this.waiting.length === 1) void this.inTurn(async () => await this.recordWaiting());
		});
	}

	async remove(keys: readonly string[]): Promise<void> {
		await this.inTurn(async () => await this.store.remove(keys));
	}

	private async recordWaiting(): Promise<void> {
		const calls = this.waiting;
		this.waiting = [];
		try {
			const there = await this.store.record([...new Set(calls.flatMap(({ keys }) => keys))]);
			const seen = new Set(there);
			for (const { keys, settle } of calls) {
				settle(there && keys.filter((key) => seen.has(key)));
			}
		} catch (error) {
			for (const { refuse } of calls) refuse(error);
		}
	}

	private async inTurn<T>(work: () => Promise<T>): Promise<T> {
		const mine = this.last.then(work, work);
		this.last = mine.catch(() => undefined);
		return await mine;
	}
}
