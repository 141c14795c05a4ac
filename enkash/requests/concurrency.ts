/** A limited number at once: the others wait, in the order in which they came, urgent ones first. */
export class Concurrency {
	private free: number;
	private readonly urgent: Array<() => void> = [];
	private readonly waiting: Array<() => void> = [];

	constructor(most: number) {
		this.free = most;
	}

	/** Does a piece of work once it is its turn. */
	async run<T>(work: () => Promise<T>, isUrgent = false): Promise<T> {
		await this.takePlace(isUrgent);
		try {
			return await work();
		} finally {
			this.leavePlace();
		}
	}

	private async takePlace(isUrgent: boolean): Promise<void> {
		if (this.free > 0) {
			this.free -= 1;
			return;
		}
		const line = isUrgent ? this.urgent : this.waiting;
		await new Promise<void>((resolve) => line.push(resolve));
	}

	private leavePlace(): void {
		const next = this.urgent.shift() ?? this.waiting.shift();
		if (next) next();
		else this.free += 1;
	}
}

/** Does some work for each, in their order, at most `most` at once. */
export async function forEach<T>(
	all: readonly T[],
	most: number,
	work: (one: T, index: number) => Promise<void>,
): Promise<void> {
	const concurrency = new Concurrency(most);
	await Promise.all(
		all.map(async (one, index) => await concurrency.run(async () => await work(one, index))),
	);
}
