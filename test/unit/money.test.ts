import fc from 'fast-check';
import { formatRupees, parseAmount, paiseOf, sum, toRupees } from '../../enkash/money.ts';

const parsed = (given: unknown) => {
	const amount = parseAmount(given);
	return amount.ok ? amount.value : amount.failure.message;
};

describe('parseAmount', () => {
	it.each([
		[250, 25_000n],
		['99.5', 9_950n],
		[' 10.05 ', 1_005n],
		[0.01, 1n],
		[1e3, 100_000n],
		['9999999999999.99', 999_999_999_999_999n],
	])('reads %p as whole paise', (given, paise) => {
		expect(parsed(given)).toBe(paise);
	});

	it.each([
		'10.005',
		'1e3',
		'NaN',
		NaN,
		Infinity,
		-1,
		'-1',
		0,
		'0',
		'0.00',
		'',
		undefined,
		null,
		'ten',
		'1,000',
		'.5',
		'5.',
		'+5',
		'0x10',
		'007',
		'₹10',
		0.1 + 0.2,
		1e21,
		'१०',
		true,
		[10],
		{ amount: 10 },
	])('refuses %p with words', (given) => {
		expect(typeof parsed(given)).toBe('string');
	});

	it('takes back every amount it wrote', () => {
		fc.assert(
			fc.property(fc.bigInt({ min: 1n, max: 999_999_999_999_999n }), (paise) => {
				expect(parsed(formatRupees(paise).replace(/[₹,]/g, ''))).toBe(paise);
				expect(parsed(toRupees(paise))).toBe(paise);
				expect(paiseOf(toRupees(paise))).toBe(paise);
			}),
		);
	});

	it('never throws, whatever it is given', () => {
		fc.assert(
			fc.property(fc.anything(), (given) => {
				const amount = parseAmount(given);
				expect(amount.ok ? amount.value > 0n : amount.failure.kind === 'invalid').toBe(true);
			}),
			{ numRuns: 100_000 },
		);
	});
});

it('adds 100,000 rows exactly to the paisa', () => {
	const rows = Array.from({ length: 100_000 }, (_, row) => BigInt((row % 997) + 1));
	const exact = rows.reduce((total, paise) => total + paise, 0n);
	expect(sum(rows.map((paise) => paiseOf(toRupees(paise))))).toBe(exact);
});

it('writes negative balances with their sign', () => {
	expect(formatRupees(-5n)).toBe('₹-0.05');
});

it('groups digits as people in India do', () => {
	expect(formatRupees(99_950n)).toBe('₹999.50');
	expect(formatRupees(100_000n)).toBe('₹1,000.00');
	expect(formatRupees(123_456_789n)).toBe('₹12,34,567.89');
});
