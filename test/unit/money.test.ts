import fc from 'fast-check';
import { formatRupees, parseAmount, paiseOf, sum, toRupees } from '../../enkash/money.ts';
import { runs } from '../support/size.mts';

const parsed = (given: unknown) => {
	const amount = parseAmount(given);
	return amount.ok ? amount.value : amount.failure.code;
};

describe('parseAmount', () => {
	it.each([
		[250, 25_000n],
		['99.5', 9_950n],
		[' 10.05 ', 1_005n],
		[0.01, 1n],
		[1e3, 100_000n],
		['9999999999999.99', 999_999_999_999_999n],
		['1,500', 150_000n],
		['1,50,000.00', 15_000_000n],
		['150,000', 15_000_000n],
		['12,34,567.5', 123_456_750n],
		['1,234,567', 123_456_700n],
		['₹ 1,500', 150_000n],
		['₹1,500.00', 150_000n],
		['Rs. 1500', 150_000n],
		['Rs 1,50,000', 15_000_000n],
		['rs.1500/-', 150_000n],
		['INR 250', 25_000n],
		['250 INR', 25_000n],
		['\u200b1,500\u00a0', 150_000n],
		[12963.300000000001, 1_296_330n],
		['12963.300000000001', 1_296_330n],
		[12963.299999999999, 1_296_330n],
		[0.1 + 0.2, 30n],
		[1234567890.3000002, 123_456_789_030n],
	])('reads %p as whole paise', (given, paise) => {
		expect(parsed(given)).toBe(paise);
	});

	it.each([
		[undefined, 'amount-missing'],
		[null, 'amount-missing'],
		['', 'amount-missing'],
		['\u00a0', 'amount-missing'],
		[1234.565, 'amount-too-precise'],
		['10.005', 'amount-too-precise'],
		['1.500', 'amount-too-precise'],
		['10.0000', 'amount-too-precise'],
		[10.00001, 'amount-too-precise'],
		[0, 'amount-zero'],
		['0.00', 'amount-zero'],
		[-1, 'amount-below-zero'],
		['-1', 'amount-below-zero'],
		['- 1,500', 'amount-below-zero'],
		...[
			...['1.500,00', '1,5', '1,50', '1,5000', '1,00,0000', '0,500', ',500', '1,,500', '1 500'],
			...['1e3', 'NaN', NaN, Infinity, 'ten', '.5', '5.', '+5', '0x10', '007', '1.2.3', 1e21, 1e-7],
			...['१०', '#N/A', '$10', '₹', '(500)', '10 20', true, [10], { amount: 10 }, '10000000000000'],
		].map((given): [unknown, string] => [
			given,
			given === '₹' ? 'amount-missing' : 'amount-unreadable',
		]),
	])('refuses %p: %s', (given, code) => {
		expect(parsed(given)).toBe(code);
	});

	it('takes back every amount it wrote', () => {
		fc.assert(
			fc.property(fc.bigInt({ min: 1n, max: 999_999_999_999_999n }), (paise) => {
				expect(parsed(formatRupees(paise))).toBe(paise);
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
			{ numRuns: runs(10_000) },
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
