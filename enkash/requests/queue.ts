import type { Result } from '../result.ts';
import { Concurrency } from './concurrency.ts';
import { RateLimit, isRateLimited, isTooLongToWait } from './rateLimit.ts';

export interface QueuePorts {
	readonly sleep: (ms: number) => Promise<void>;
	/** ms, from any fixed point. */
	readonly now: () => number;
}

const MAX_ASKED_AGAIN = 6;

/** The requests of one run. A request holds its place while it waits for a 429 to pass, and no longer. */
export class RequestQueue {
	private readonly ports: QueuePorts;
	private readonly concurrency: Concurrency;
	private readonly rateLimit: RateLimit;
	private done = 0;
	private spentMs = 0;

	/** @param concurrency how many requests may be under way at once */
	constructor(ports: QueuePorts, concurrency: number) {
		this.ports = ports;
		this.concurrency = new Concurrency(concurrency);
		this.rateLimit = new RateLimit(ports.now);
	}

	/** How long a request takes, in ms, on average so far; 0 before the first. */
	get averageMs(): number {
		return this.done === 0 ? 0 : this.spentMs / this.done;
	}

	/** Makes a request when its turn comes, and never repeats it. */
	async send<T>(request: () => Promise<Result<T>>, isUrgent = false): Promise<Result<T>> {
		const { ports, rateLimit } = this;
		return await this.concurrency.run(async () => {
			for (let left = rateLimit.waitMs; left > 0; left = rateLimit.waitMs) await ports.sleep(left);
			const startedAt = ports.now();
			const result = await request();
			this.done += 1;
			this.spentMs += ports.now() - startedAt;
			rateLimit.heed(result);
			return result;
		}, isUrgent);
	}

	/** Asks, and asks again after each wait that EnKash wanted: a question may be repeated. */
	async ask<T>(question: () => Promise<Result<T>>, isUrgent = false): Promise<Result<T>> {
		for (let asked = 1; ; asked++) {
			const result = await this.send(question, isUrgent);
			if (!isRateLimited(result) || isTooLongToWait(result.failure)) return result;
			if (asked > MAX_ASKED_AGAIN) return result;
		}
	}
}
