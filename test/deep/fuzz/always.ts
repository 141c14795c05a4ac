import fc from 'fast-check';
import { runs } from '../../support/size.mts';

/** How many inputs each parser is given. */
const INPUTS = runs(10_000);

/**
 * Makes inputs until something does not hold for one of them. Nothing may throw.
 *
 * @returns how many of the inputs were read, as `read` was called for each
 * @throws Error with the smallest such input, and the seed with which it comes again
 */
export function always<T>(
	input: fc.Arbitrary<T>,
	holds: (input: T, read: () => void) => boolean,
): { timesRead: number } {
	let timesRead = 0;
	const property = fc.property(input, (given) => holds(given, () => timesRead++));
	fc.assert(property, { numRuns: INPUTS });
	return { timesRead };
}

/** Of inputs that are often right, at least so many have to be read. */
export const SOME = INPUTS / 100;

/** Text out of the letters of another. */
export const lettersOf = (alphabet: string, maxLength: number): fc.Arbitrary<string> =>
	fc.string({ unit: fc.constantFrom(...alphabet.split('')), maxLength });

/** Parts written one after the other. */
export const joined = (
	...parts: ReadonlyArray<string | fc.Arbitrary<string>>
): fc.Arbitrary<string> =>
	fc
		.tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
		.map((texts) => texts.join(''));
