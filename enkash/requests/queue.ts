import type { Failure } from '../failures/failure.ts';
import type { Result } from '../result.ts';
import { backOff } from './retry.ts';

export interface QueuePorts {
	readonly sleep: (ms: number) => Promise<void>;
	/** ms, from any fixed point. */
	readonly now: () => number;
}

/** For longer than this nobody waits for a 429, in ms: the request is given up instead. */
const MAX_HOLD_MS = 60_000;

const MAX_ASKED_AGAIN = 6;

/** Where a 429 does not say how long to wait. */
const HOLD = { firstMs: 1_000, longestMs: MAX_HOLD_MS };

/**
 * The requests of one run: at most `concurrency` under way at once, the others in the order in which they came,
 * urgent ones first. When EnKash asks one to wait (429), all that have not left wait. Whoever waits
 * for anything else holds no place.
 */
export class RequestQueue {
	private readonly ports: QueuePorts;
	private free: number;
	private readonly urgent: Array<() => void> = [];
	private readonly waiting: Array<() => void> = [];
	private heldUntil = -Infinity;
	private heldInARow = 0;
	private done = 0;
	private spentMs = 0;

	constructor(ports: QueuePorts, concurrency: number) {
		this.ports = ports;
		this.free = concurrency;
	}

	/** How long a request takes, in ms, on average so far; 0 before the first. */
	get averageMs(): number {
		return this.done === 0 ? 0 : this.spentMs / this.done;
	}

	/** Makes a request once it is its turn, once. */
	async send<T>(request: () => Promise<Result<T>>, isUrgent = false): Promise<Result<T>> {
		await this.takePlace(isUrgent);
		try {
			for (let left = this.holdMs(); left > 0; left = this.holdMs()) await this.ports.sleep(left);
			const startedAt = this.ports.now();
			const result = await request();
			this.done += 1;
			this.spentMs += this.ports.now() - startedAt;
			this.obey(result);
			return result;
		} finally {
			this.leavePlace();
		}
	}

	/** Asks, and asks again after each wait that EnKash wanted: a question may be repeated. */
	async ask<T>(question: () => Promise<Result<T>>, isUrgent = false): Promise<Result<T>> {
		for (let asked = 1; ; asked++) {
			const result = await this.send(question, isUrgent);
			if (result.ok || result.failure.kind !== 'rateLimited') return result;
			if (asked > MAX_ASKED_AGAIN || waitOf(result.failure) > MAX_HOLD_MS) return result;
		}
	}

	private obey<T>(result: Result<T>): void {
		if (result.ok || result.failure.kind !== 'rateLimited') {
			this.heldInARow = 0;
			return;
		}
		this.heldInARow += 1;
		const wait = result.failure.retryAfterMs ?? backOff(this.heldInARow, HOLD);
		this.heldUntil = Math.max(this.heldUntil, this.ports.now() + Math.min(wait, MAX_HOLD_MS));
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

	private holdMs(): number {
		return this.heldUntil - this.ports.now();
	}
}

const waitOf = ({ retryAfterMs = 0 }: Failure) => retryAfterMs;
