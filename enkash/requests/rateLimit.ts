import type { Failure } from '../failures/failure.ts';
import type { Result } from '../result.ts';
import { backOff } from './retry.ts';

/** For longer than this nobody waits for a 429, in ms: the request is given up instead. */
const MAX_WAIT_MS = 60_000;

/** Where a 429 does not say how long to wait. */
const WAIT = { firstMs: 1_000, longestMs: MAX_WAIT_MS };

/** When EnKash asks one request to wait (429), all wait. */
export class RateLimit {
	private readonly now: () => number;
	private heldUntil = -Infinity;
	private inARow = 0;

	/** @param now ms, from any fixed point */
	constructor(now: () => number) {
		this.now = now;
	}

	/** For how long nothing may be sent, in ms; none if 0 or less. */
	get waitMs(): number {
		return this.heldUntil - this.now();
	}

	/** Heeds what became of a request. */
	heed<T>(result: Result<T>): void {
		if (!isRateLimited(result)) {
			this.inARow = 0;
			return;
		}
		this.inARow += 1;
		const wait = result.failure.retryAfterMs ?? backOff(this.inARow, WAIT);
		this.heldUntil = Math.max(this.heldUntil, this.now() + Math.min(wait, MAX_WAIT_MS));
	}
}

/** Whether EnKash wanted the request to wait. */
export const isRateLimited = <T>(
	result: Result<T>,
): result is { readonly ok: false; readonly failure: Failure } =>
	!result.ok && result.failure.kind === 'rateLimited';

/** Whether EnKash wants a request to wait longer than anybody waits. */
export const isTooLongToWait = ({ retryAfterMs = 0 }: Failure): boolean =>
	retryAfterMs > MAX_WAIT_MS;
