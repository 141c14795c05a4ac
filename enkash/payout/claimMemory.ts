/** A write that was too slow may have erased claims that are acted upon for so long, in ms. */
const DISTRUST_MS = 10_000;

/** Keys remembered per process; the oldest go first. */
const MAX_REMEMBERED = 10_000;

/** What one process knows of the claims it made; the store cannot be asked whose they are. */
export class ClaimMemory {
	private last: Promise<unknown> = Promise.resolve();
	private distrustedUntil = -Infinity;
	private readonly unused = new Map<string, number>();

	/** Runs the work once all earlier work is done: within a process the store has one writer. */
	async inTurn<T>(work: () => Promise<T>): Promise<T> {
		const mine = this.last.then(work, work);
		this.last = mine.catch(() => undefined);
		return await mine;
	}

	/** This process may have erased claims of others. `now` in ms. */
	distrust(now: number): void {
		this.distrustedUntil = now + DISTRUST_MS;
	}

	distrusts(now: number): boolean {
		return now < this.distrustedUntil;
	}

	/** Keeps a round that was won and surely not used: whoever pays next here goes on from it. */
	keep(identity: string, round: number): void {
		this.unused.set(identity, round);
		const [oldest] = this.unused.keys();
		if (this.unused.size > MAX_REMEMBERED && oldest !== undefined) this.unused.delete(oldest);
	}

	/** The round of this payment to go on from, which is then forgotten; 0 if there is none. */
	take(identity: string): number {
		const round = this.unused.get(identity) ?? 0;
		this.unused.delete(identity);
		return round;
	}
}
