/** Lets one piece of work at a time have a key. */
export class Locks {
	private readonly tails = new Map<string, Promise<unknown>>();

	/** Runs the work once all earlier work on the key is done. */
	async run<T>(key: string, work: () => Promise<T>): Promise<T> {
		const before = this.tails.get(key);
		const mine = before ? before.then(work, work) : work();
		this.tails.set(key, mine);
		try {
			return await mine;
		} finally {
			if (this.tails.get(key) === mine) this.tails.delete(key);
		}
	}
}
