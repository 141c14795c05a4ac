/** So many pieces of work at once; the others wait for their turn. */
export class Slots {
	private free: number;
	private readonly hurried: Array<() => void> = [];
	private readonly waiting: Array<() => void> = [];

	constructor(count: number) {
		this.free = count;
	}

	/** Does the work as soon as a slot is free: what is hurried first, and then in order. */
	async run<T>(work: () => Promise<T>, isHurried = false): Promise<T> {
		if (this.free > 0) this.free -= 1;
		else {
			const queue = isHurried ? this.hurried : this.waiting;
			await new Promise<void>((resolve) => queue.push(resolve));
		}
		try {
			return await work();
		} finally {
			const next = this.hurried.shift() ?? this.waiting.shift();
			if (next) next();
			else this.free += 1;
		}
	}
}
