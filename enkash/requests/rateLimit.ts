import type { Result } from '../result.ts';
import { Spacing, type SpacingPorts } from './pacing.ts';

/** Longer than this nobody is kept waiting by a 429, in ms: the call is given up instead. */
const LONGEST_WAIT_MS = 60_000;

const MAX_WAITS = 6;

/** Calls pass one after the other. When EnKash asks one to wait, all that come to the gate wait. */
export class Gate {
	private closedUntil = -Infinity;

	private readonly ports: SpacingPorts;

	private readonly spacing: Spacing;

	/** `concurrency` is how many calls may be under way. */
	constructor(ports: SpacingPorts, concurrency: number) {
		this.ports = ports;
		this.spacing = new Spacing(ports, concurrency);
	}

	/**
	 * Makes the call, again after each wait that EnKash asked for. A call answered 429 was not
	 * processed, so that repeating it is safe.
	 */
	async pass<T>(call: () => Promise<Result<T>>): Promise<Result<T>> {
		for (let waits = 0; ; waits++) {
			await this.open();
			const calledAt = this.ports.now();
			const result = await call();
			if (result.ok || result.failure.kind !== 'rateLimited') {
				this.spacing.took(this.ports.now() - calledAt);
				return result;
			}
			const wait = result.failure.retryAfterMs ?? 1000 * 2 ** waits;
			if (waits === MAX_WAITS || wait > LONGEST_WAIT_MS) return result;
			this.closedUntil = Math.max(this.closedUntil, this.ports.now() + wait);
		}
	}

	private async open(): Promise<void> {
		do {
			for (let left = this.left(); left > 0; left = this.left()) await this.ports.sleep(left);
			await this.spacing.turn();
		} while (this.left() > 0);
	}

	private left(): number {
		return this.closedUntil - this.ports.now();
	}
}
