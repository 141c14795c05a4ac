import type { ClaimMemory } from './claimMemory.ts';

/** A store of keys that several processes share. Reading and writing it is not one atomic step. */
export interface ClaimStore {
	/**
	 * Records the keys; returns those that were there before, or `undefined` if nothing can be kept
	 * for this workflow. Throws if the store could not be asked.
	 */
	record(keys: readonly string[]): Promise<readonly string[] | undefined>;
}

export interface ClaimPorts {
	/** Absent where n8n offers no store. */
	readonly store?: ClaimStore;
	/** What this process knows of its claims. */
	readonly memory: ClaimMemory;
	readonly sleep: (ms: number) => Promise<void>;
	/** ms, from any fixed point. */
	readonly now: () => number;
	/** A key that no other claim ever has. */
	readonly token: () => string;
}

/**
 * How a claim went.
 *
 * - `told`: others have claimed those keys before, and nobody the rest.
 * - `unsure`: others have claimed those keys before, and maybe the rest: the store was too slow, or
 *   too busy, to tell.
 * - `storeMissing`: n8n keeps no such store here.
 * - `storeDown`: it does, and could not be asked.
 */
export type Claimed =
	| { readonly kind: 'told' | 'unsure'; readonly byOthers: ReadonlySet<string> }
	| { readonly kind: 'storeMissing' | 'storeDown' };

/** How long a claim stands before it is checked, in ms. No write may take longer to count. */
export const SETTLING_MS = 250;

const MAX_ATTEMPTS = 5;

/**
 * Claims keys, and tells which of them another run has claimed before. What belongs to them is
 * recorded with them. The claim is checked as late as it is wanted: the longer it has stood by then,
 * the slower another's write would have had to be to erase it after that.
 *
 * The store reads, then writes: two processes at once may overwrite each other. So each claim leaves
 * a token of its own and looks for it after the settling time. If it is gone, another process wrote
 * over the claim, and it is made again; the other's keys are then there to be seen. A write that took
 * longer than the settling time may have erased claims that were already checked, so that for a while
 * nothing is sure of what this process does not see there.
 */
export async function claim(
	keys: readonly string[],
	ports: ClaimPorts,
	belonging: readonly string[] = [],
	wanted: Promise<void> = Promise.resolve(),
): Promise<Claimed> {
	const { memory, sleep, store, token } = ports;
	if (!store) return { kind: 'storeMissing' };
	const record = async (recorded: readonly string[]) =>
		await memory.inTurn(async () => {
			const startedAt = ports.now();
			try {
				return await store.record(recorded);
			} finally {
				if (ports.now() - startedAt >= SETTLING_MS) memory.distrust(ports.now());
			}
		});
	const claimed = new Set(keys);
	const byOthers = new Set<string>();
	let isDown = false;
	for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
		const mark = token();
		try {
			const seen = await record([...belonging, ...keys, mark]);
			if (!seen) return { kind: 'storeMissing' };
			seen.filter((key) => claimed.has(key)).forEach((key) => byOthers.add(key));
			await Promise.all([sleep(SETTLING_MS), wanted]);
			const isThere = (await record([mark]))?.includes(mark);
			if (isThere) return { kind: memory.distrusts(ports.now()) ? 'unsure' : 'told', byOthers };
			isDown = false;
		} catch {
			// The first record of a workflow can collide with another process's, and a database that is
			// being restarted is back soon.
			isDown = true;
			await sleep(SETTLING_MS * 2 ** (attempt - 1));
		}
	}
	return isDown ? { kind: 'storeDown' } : { kind: 'unsure', byOthers };
}
