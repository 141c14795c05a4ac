import { deriveReference } from '../../enkash/reference.ts';

const OCCASIONS = 10_000_000;

/** 48 of the 132 bits, as a number: what these tell apart, all tell apart. */
const bitsOf = (reference: string) =>
	Buffer.from(reference.slice(-22, -14), 'base64url').readUIntBE(0, 6);

// Among ten million of 2^48 values, 0.18 pairs are expected to meet by chance.
it('does not meet another among ten million', () => {
	const bits = new Float64Array(OCCASIONS);
	for (let person = 0; person < OCCASIONS; person++) {
		bits[person] = bitsOf(
			deriveReference({
				cardAccountId: 'CAQL8YCV3',
				direction: 'CR',
				recipient: String(9_600_000_000 + person),
				purpose: 'payout',
				period: { per: 'month', key: '2026-11' },
			}),
		);
	}
	bits.sort();
	let meetings = 0;
	for (let index = 1; index < OCCASIONS; index++) {
		if (bits[index] === bits[index - 1]) meetings++;
	}
	expect(meetings).toBe(0);
}, 240_000);
