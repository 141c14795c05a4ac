/** n8n's record of processed data: one row per node, which all workers share, read and written whole. */
export interface RecordStore {
	/**
	 * Records the keys; returns those that were there before, or `undefined` if nothing can be kept
	 * for this workflow. Throws if the store could not be asked.
	 */
	record(keys: readonly string[]): Promise<readonly string[] | undefined>;
	/** Forgets keys, whoever recorded them. */
	remove(keys: readonly string[]): Promise<void>;
}

/** What a call of the store came back with. */
export interface Recorded {
	/** The keys that were there before. */
	readonly there: readonly string[];
	/** What the call took, without the wait for its turn, in ms. */
	readonly tookMs: number;
}

interface Waiting {
	readonly keys: readonly string[];
	readonly settle: (recorded: Recorded | undefined) => void;
	readonly refuse: (error: unknown) => void;
}

/**
 * One writer per node and process: calls that come while one is under way wait and go as one. Every
 * call reads and writes the whole row, and two at once would overwrite each other.
 */
export class RecordWriter {
	private store: RecordStore;
	private readonly elapsed: () => number;
	private waiting: Waiting[] = [];
	private last: Promise<unknown> = Promise.resolve();

	/** @param elapsed ms from any fixed point, by a clock that nobody sets */
	constructor(store: RecordStore, elapsed: () => number) {
		this.store = store;
		this.elapsed = elapsed;
	}

	/** Uses the newest execution's way to the row: that of an execution that has ended may be closed. */
	use(store: RecordStore): this {
		this.store = store;
		return this;
	}

	/** Records the keys; `undefined` if nothing can be kept. Throws if the store could not be asked. */
	async record(keys: readonly string[]): Promise<Recorded | undefined> {
		return await new Promise((settle, refuse) => {
			this.waiting.push({ keys, settle, refuse });
			if (this.waiting.length === 1) void this.inTurn(async () => await this.recordWaiting());
		});
	}

	/** Forgets keys, whoever recorded them. */
	async remove(keys: readonly string[]): Promise<void> {
		await this.inTurn(async () => await this.store.remove(keys));
	}

	private async recordWaiting(): Promise<void> {
		const calls = this.waiting;
		this.waiting = [];
		const startedAt = this.elapsed();
		try {
			const there = await this.store.record([...new Set(calls.flatMap(({ keys }) => keys))]);
			const seen = new Set(there);
			const tookMs = this.elapsed() - startedAt;
			for (const { keys, settle } of calls) {
				settle(there && { there: keys.filter((key) => seen.has(key)), tookMs });
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
