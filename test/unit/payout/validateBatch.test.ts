import { validateBatch } from '../../../enkash/payout/validateBatch.ts';
import type { Payment } from '../../../enkash/payout/payment.ts';
import { payment, payments } from './payments.ts';

const validate = (batch: readonly Payment[], maxAmount?: bigint) =>
	validateBatch(new Map(batch.entries()), maxAmount, (item) => `Row ${item + 2}`);

const problems = (batch: readonly Payment[], maxAmount?: bigint) =>
	validate(batch, maxAmount).map(({ item, failure }) => ({
		item,
		code: failure.code,
	}));

it('finds nothing wrong with payments under references of their own', () => {
	expect(problems(payments(100))).toEqual([]);
});

describe('two payments under one reference', () => {
	it('are both refused, and name each other', () => {
		const batch = [payment(), payment({ amount: 5n, direction: 'DR' })];
		expect(validate(batch)).toMatchObject([
			{ item: 0, failure: { code: 'reference-shared', data: { others: ['Row 3'] } } },
			{ item: 1, failure: { code: 'reference-shared', data: { others: ['Row 2'] } } },
		]);
	});

	it('may be of two accounts', () => {
		expect(problems([payment(), payment({ cardAccountId: 'CAVBMRFE8' })])).toEqual([]);
	});

	it('are of one account, whatever its capitals', () => {
		expect(problems([payment(), payment({ cardAccountId: 'CAql8ycv3' })])).toHaveLength(2);
	});

	it.each([
		['pay-0', 'PAY-0'],
		['00041', '41'],
	])('are one whether it is written %s or %s', (one, other) => {
		expect(problems([payment({ reference: one }), payment({ reference: other })])).toHaveLength(2);
	});
});

describe('the ceiling of one payment', () => {
	it('may be met, and not passed by a paisa', () => {
		const batch = [payment(), payment({ reference: 'b', amount: 10_001n })];
		expect(problems(batch, 10_000n)).toEqual([{ item: 1, code: 'allocation-limit-exceeded' }]);
	});

	it('holds for money that is taken back as well', () => {
		expect(problems([payment({ direction: 'DR' })], 9_999n)).toHaveLength(1);
	});
});

describe('two amounts that are computed from the balance of one handle', () => {
	const computed = { isAmountComputed: true } as const;

	it('are both refused', () => {
		const batch = [
			payment({ ...computed, reference: 'a' }),
			payment({ ...computed, reference: 'b' }),
		];
		expect(problems(batch)).toEqual([
			{ item: 0, code: 'computed-twice' },
			{ item: 1, code: 'computed-twice' },
		]);
	});

	it('may be beside amounts that are given', () => {
		expect(problems([payment({ ...computed, reference: 'a' }), payment()])).toEqual([]);
	});
});
