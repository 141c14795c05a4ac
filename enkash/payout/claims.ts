/** A store of keys that several processes share. Reading and writing it is not one atomic step. */
export interface ClaimStore {
	/** Records the keys; returns those that were there before. Throws if there is no such store. */
	record(keys: readonly string[]): Promise<readonly string[]>;
	/** Takes the keys out again. */
	forget(keys: readonly string[]): Promise<void>;
}

export interface ClaimPorts {
	/** Absent where n8n offers no store. */
	readonly store?: ClaimStore;
	readonly sleep: (ms: number) => Promise<void>;
	/** ms, from any fixed point. */
	readonly now: () => number;
	/** A key that no other claim ever has. */
	readonly token: () => string;
}

/** How a claim went: who else may be paying under the keys, and whether that could be told at all. */
export interface Claimed {
	/** Keys that an earlier or parallel run has claimed. */
	readonly before: ReadonlySet<string>;
	readonly storeMissing: boolean;
}

/** How long a claim stands before it is checked, in ms. No write may take longer to count. */
export const SETTLING_MS = 250;

const MOST_ATTEMPTS = 4;

/**
 * Claims keys for this run before anything is sent under them.
 *
 * The store reads, then writes: two processes at once may overwrite each other. So each claim leaves
 * a token of its own and looks for it after the settling time. If it is gone, another process wrote
 * over the claim, and it is made again; the other's keys are then there to be seen. A write that took
 * longer than the settling time may have erased a claim that was already checked, so it does not
 * count either.
 */
export async function claim(keys: readonly string[], ports: ClaimPorts): Promise<Claimed> {
	const { now, sleep, store, token } = ports;
	if (!store) return { before: new Set(), storeMissing: true };
	const before = new Set<string>();
	let failed = false;
	for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
		const mark = token();
		const startedAt = now();
		try {
			const seen = await store.record([...keys, mark]);
			seen.forEach((key) => before.add(key));
			const prompt = now() - startedAt < SETTLING_MS;
			await sleep(SETTLING_MS);
			if (prompt && (await store.record([mark])).includes(mark)) {
				return { before, storeMissing: false };
			}
		} catch {
			// The first record of a workflow can collide with another process's; a second failure means
			// that there is no store.
			if (failed) return { before, storeMissing: true };
			failed = true;
			await sleep(SETTLING_MS);
		}
	}
	// Never claimed for sure: every key may be another run's, which makes the look-up thorough.
	return { before: new Set(keys), storeMissing: false };
}

/** Gives keys up under which nothing was paid, so that the next run need not wait for them. */
export async function release(keys: readonly string[], { store }: ClaimPorts): Promise<void> {
	if (!store || keys.length === 0) return;
	try {
		await store.forget(keys);
	} catch {
		// A claim left behind costs the next run a longer look-up, no more.
	}
}
