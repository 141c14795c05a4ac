import { setImmediate } from 'node:timers/promises';

interface Event {
	readonly at: number;
	readonly order: number;
	readonly happen: () => void;
}

const isBefore = (a: Event, b: Event) => a.at < b.at || (a.at === b.at && a.order < b.order);

/** Time that passes only when all work at one moment is done. What is due together goes in order. */
export class VirtualTime {
	/** ms. */
	now: number;

	/** A binary heap, the next event first. */
	private readonly events: Event[] = [];
	private scheduled = 0;

	constructor(now: number) {
		this.now = now;
	}

	after(ms: number, happen: () => void): void {
		const event = { at: this.now + Math.max(0, ms), order: this.scheduled++, happen };
		let index = this.events.push(event) - 1;
		while (index > 0) {
			const parent = (index - 1) >> 1;
			const above = this.events[parent];
			if (above === undefined || isBefore(above, event)) break;
			this.events[index] = above;
			index = parent;
		}
		this.events[index] = event;
	}

	async sleep(ms: number): Promise<void> {
		await new Promise<void>((resolve) => {
			this.after(ms, resolve);
		});
	}

	/** Lets time pass until nothing more is due; gives up after so many events. */
	async run(mostEvents: number): Promise<void> {
		await setImmediate();
		for (let next = this.take(); next !== undefined; next = this.take()) {
			if (mostEvents-- === 0) throw new Error('It never comes to an end');
			this.now = next.at;
			next.happen();
			await setImmediate();
		}
	}

	private take(): Event | undefined {
		const [first] = this.events;
		const last = this.events.pop();
		if (first === undefined || last === undefined || this.events.length === 0) return first;
		let index = 0;
		for (;;) {
			const left = this.events[2 * index + 1];
			const right = this.events[2 * index + 2];
			const takeRight = left !== undefined && right !== undefined && isBefore(right, left);
			const child = takeRight ? right : left;
			if (child === undefined || isBefore(last, child)) break;
			this.events[index] = child;
			index = 2 * index + (takeRight ? 2 : 1);
		}
		this.events[index] = last;
		return first;
	}
}
