import { createHash } from 'node:crypto';

/** Odd and no multiple of 3, so multiplying by it modulo a power of 36 never meets a number twice. */
const SPREAD = 2_654_435_761n;
const START = 987_654_321n;

/**
 * Makes identifiers of one of EnKash's shapes (contract, section 3.4): the prefix, then `length`
 * capital letters and digits. Always the same ones in the same order, and none twice.
 */
export function identifiers(prefix: string, length: number): () => string {
	const shapes = 36n ** BigInt(length);
	const start = START * BigInt(length);
	let made = 0n;
	return () => {
		made += 1n;
		const scattered = (made * SPREAD + start) % shapes;
		return prefix + scattered.toString(36).toUpperCase().padStart(length, '0');
	};
}

/** Twenty hexadecimal digits, as a handle's `token` has them. */
export const cardToken = (handleId: string): string =>
	createHash('sha256').update(handleId).digest('hex').slice(0, 20);
