import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.mts';

interface Token {
	readonly value: string;
	readonly expiresAt: number;
}

export type TokenState = 'valid' | 'expired' | 'unknown';

/** The access tokens given out, opaque: 20 random bytes each (contract, section 2.3). */
export class Tokens {
	readonly #clock: Clock;
	readonly #expiry = new Map<string, number>();
	#last: Token | undefined;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** A token that lives so many seconds; with `reuse`, the last one while it lives. */
	issue(ttl: number, reuse: boolean): { value: string; secondsLeft: number } {
		const now = this.#clock.now();
		const isAlive = this.#last !== undefined && this.#last.expiresAt > now;
		const token = reuse && isAlive && this.#last ? this.#last : this.#make(now + ttl * 1000);
		return { value: token.value, secondsLeft: Math.ceil((token.expiresAt - now) / 1000) };
	}

	state(value: string): TokenState {
		const expiresAt = this.#expiry.get(value);
		if (expiresAt === undefined) return 'unknown';
		return expiresAt > this.#clock.now() ? 'valid' : 'expired';
	}

	/** Every token becomes unknown, as after a restart of the server. */
	forget(): void {
		this.#expiry.clear();
		this.#last = undefined;
	}

	#make(expiresAt: number): Token {
		const token = { value: opaque(), expiresAt };
		this.#expiry.set(token.value, expiresAt);
		this.#last = token;
		return token;
	}
}

export const opaque = (): string => randomBytes(20).toString('base64url');
