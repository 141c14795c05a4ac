import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.mts';

interface Token {
	readonly value: string;
	readonly expiresAt: number;
	/** Whose log-in it came from. */
	readonly username: string;
}

export type TokenState = 'valid' | 'expired' | 'unknown';

/** The access tokens given out, opaque: 20 random bytes each, as those on EnKash's pages. */
export class Tokens {
	readonly #clock: Clock;
	readonly #given = new Map<string, Token>();
	#last: Token | undefined;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** A token that lives that many seconds; with `reuse`, the last one while it lives. */
	issue(username: string, ttl: number, reuse: boolean): { value: string; secondsLeft: number } {
		const now = this.#clock.now();
		const last = this.#last?.username === username ? this.#last : undefined;
		const isAlive = last !== undefined && last.expiresAt > now;
		const token = reuse && isAlive ? last : this.#make(username, now + ttl * 1000);
		return { value: token.value, secondsLeft: Math.ceil((token.expiresAt - now) / 1000) };
	}

	state(value: string): TokenState {
		const token = this.#given.get(value);
		if (token === undefined) return 'unknown';
		return token.expiresAt > this.#clock.now() ? 'valid' : 'expired';
	}

	/** Whose log-in it came from; `undefined` for an unknown one. */
	usernameOf(value: string): string | undefined {
		return this.#given.get(value)?.username;
	}

	/** Every token becomes unknown, as after a restart of the server. */
	forget(): void {
		this.#given.clear();
		this.#last = undefined;
	}

	#make(username: string, expiresAt: number): Token {
		const token = { value: opaque(), expiresAt, username };
		this.#given.set(token.value, token);
		this.#last = token;
		return token;
	}
}

export const opaque = (): string => randomBytes(20).toString('base64url');
