import { createHash } from 'node:crypto';

/** Odd and no multiple of 3, so multiplying by it modulo a power of 36 never meets a number twice. */
const SPREAD = 2_654_435_761n;
const START = 987_654_321n;

/**
 * Identifiers of one of EnKash's shapes: the prefix, then `length` capital letters and digits. Always
 * the same ones in the same order, and none twice.
 */
export class Identifiers {
	readonly #prefix: string;
	readonly #length: number;
	#given: number;

	/** @param given how many were given before */
	constructor(prefix: string, length: number, given: number) {
		this.#prefix = prefix;
		this.#length = length;
		this.#given = given;
	}

	/** How many have been given. */
	get given(): number {
		return this.#given;
	}

	next(): string {
		this.#given += 1;
		const start = START * BigInt(this.#length);
		const scattered = (BigInt(this.#given) * SPREAD + start) % 36n ** BigInt(this.#length);
		return this.#prefix + scattered.toString(36).toUpperCase().padStart(this.#length, '0');
	}
}

/** Twenty hexadecimal digits, as a handle's `token` has them. */
export const cardToken = (handleId: string): string =>
	createHash('sha256').update(handleId).digest('hex').slice(0, 20);
