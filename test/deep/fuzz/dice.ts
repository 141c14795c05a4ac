import { randomInt } from 'node:crypto';

/** So many inputs each parser is given. */
const RUNS = 100_000;

/** Throws the same again for the same seed. */
export class Dice {
	private state: number;

	constructor(seed: number) {
		this.state = seed;
	}

	/** From 0 to below `sides` (Mulberry32). */
	throw(sides: number): number {
		this.state = (this.state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * sides);
	}

	pick<T>(from: readonly T[]): T {
		const at = this.throw(from.length);
		for (const picked of from.slice(at, at + 1)) return picked;
		throw new RangeError('There is nothing to pick from');
	}

	list<T>(most: number, make: () => T): T[] {
		return Array.from({ length: this.throw(most + 1) }, make);
	}

	text(alphabet: string, longest: number): string {
		return this.list(longest, () => alphabet.charAt(this.throw(alphabet.length))).join('');
	}
}

/** What a parser did not stand, and the seed with which it comes again. */
interface Finding<T> {
	readonly input: T;
	readonly seed: number;
	readonly thrown?: unknown;
}

/** Makes inputs until one does not hold; `undefined`: all did. No function may throw. */
export function finding<T>(
	make: (dice: Dice) => T,
	holds: (input: T) => boolean,
	runs = RUNS,
): Finding<T> | undefined {
	const first = randomInt(2 ** 31);
	for (let seed = first; seed < first + runs; seed++) {
		const input = make(new Dice(seed));
		try {
			if (!holds(input)) return { input, seed };
		} catch (thrown) {
			return { input, seed, thrown };
		}
	}
	return undefined;
}
