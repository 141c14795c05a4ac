import type { Result } from './result.ts';

/** Longer than this nobody is kept waiting by a 429, in ms: the call is given up instead. */
const LONGEST_WAIT_MS = 60_000;

const MOST_WAITS = 6;

export interface GatePorts {
	readonly sleep: (ms: number) => Promise<void>;
	/** ms, from any fixed point. */
	readonly now: () => number;
}

/** When EnKash asks one call to wait, every call that passes this gate waits. */
export class Gate {
	private closedUntil = -Infinity;

	private readonly ports: GatePorts;

	constructor(ports: GatePorts) {
		this.ports = ports;
	}

	/**
	 * Makes the call, again after each wait that EnKash asked for. A call answered 429 was not
	 * processed, so that repeating it is safe.
	 */
	async pass<T>(call: () => Promise<Result<T>>): Promise<Result<T>> {
		for (let waits = 0; ; waits++) {
			await this.open();
			const result = await call();
			if (result.ok || result.failure.kind !== 'rateLimited') return result;
			const wait = result.failure.retryAfterMs ?? 1000 * 2 ** waits;
			if (waits === MOST_WAITS || wait > LONGEST_WAIT_MS) return result;
			this.closedUntil = Math.max(this.closedUntil, this.ports.now() + wait);
		}
	}

	private async open(): Promise<void> {
		for (let left = this.left(); left > 0; left = this.left()) await this.ports.sleep(left);
	}

	private left(): number {
		return this.closedUntil - this.ports.now();
	}
}
