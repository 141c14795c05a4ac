/** Keys that are held by one piece of work at a time. */
export interface Held {
	/** Those that somebody else held before. */
	readonly waitedFor: ReadonlySet<string>;
	readonly release: () => void;
}

/** Lets one piece of work at a time have a key. */
export class Locks {
	private readonly tails = new Map<string, Promise<void>>();

	/** Holds all the keys once all earlier work on any of them is done. */
	async hold(keys: readonly string[]): Promise<Held> {
		// In one order for all, so that two never wait for each other.
		const ordered = [...new Set(keys)].sort();
		// Whoever holds several gives them back at once, while only the first of them is waited for.
		const waitedFor = new Set(ordered.filter((key) => this.tails.has(key)));
		const releases: Array<() => void> = [];
		for (const key of ordered) {
			const before = this.tails.get(key);
			const mine = new Promise<void>((resolve) => releases.push(resolve));
			this.tails.set(key, mine);
			void mine.then(() => {
				if (this.tails.get(key) === mine) this.tails.delete(key);
			});
			if (!before) continue;
			waitedFor.add(key);
			await before;
		}
		return { waitedFor, release: () => releases.forEach((release) => release()) };
	}
}
