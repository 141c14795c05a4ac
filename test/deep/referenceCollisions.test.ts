import { deriveReference } from '../../enkash/reference.ts';
import { runs } from '../support/size.mts';

/** A million people of one period, or more. */
const KEYS = runs(1_000_000);

/** The hash of a reference and the digits before it: all that differs between people. */
const tailOf = (reference: string): bigint =>
	BigInt(parseInt(reference.slice(-8), 36)) * 10_000n + BigInt(reference.slice(-13, -9));

// Of ten million people, a thousand each share four digits: 0.005 pairs are expected to meet.
it('does not meet another of one period', () => {
	const tails = new BigInt64Array(KEYS);
	for (let person = 0; person < KEYS; person++) {
		const reference = deriveReference({
			cardAccountId: 'CAQL8YCV3',
			direction: 'CR',
			mobile: String(9_600_000_000 + person),
			purpose: 'lunch',
			period: { per: 'month', name: '2026-11', key: '2026-11' },
		});
		tails[person] = tailOf(reference);
	}
	tails.sort();
	let meetings = 0;
	for (let index = 1; index < KEYS; index++) {
		if (tails[index] === tails[index - 1]) meetings++;
	}
	expect(meetings).toBe(0);
}, 600_000);
