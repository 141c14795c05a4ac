import { identityOf, validateBatch } from '../../../enkash/payout/validateBatch.ts';
import { payment, payments } from './payments.ts';

const problems = (...[batch, limits = {}, moved]: Partial<Parameters<typeof validateBatch>>) =>
	validateBatch(batch ?? [], limits, moved).map(({ item, failure }) => ({
		item,
		field: failure.field,
	}));

it('finds nothing wrong with payments under references of their own', () => {
	expect(problems(payments(100))).toEqual([]);
});

describe('two payments under one reference', () => {
	it('are refused, each after the first', () => {
		expect(problems([...payments(2), ...payments(2)])).toEqual([
			{ item: 2, field: 'referenceNumber' },
			{ item: 3, field: 'referenceNumber' },
		]);
	});

	it('are refused whatever else tells them apart', () => {
		expect(problems([payment(), payment({ amount: 5n, direction: 'DR' })])).toHaveLength(1);
	});

	it('are named in words', () => {
		const [problem] = validateBatch([payment(), payment()], {});
		expect(problem?.failure.message).toContain('Items 0 and 1');
		expect(problem?.failure.message).toContain('pay-0');
	});

	it('may be of two accounts', () => {
		expect(problems([payment(), payment({ cardAccountId: 'CAVBMRFE8' })])).toEqual([]);
	});

	it('are told apart by case', () => {
		expect(problems([payment(), payment({ reference: 'PAY-0' })])).toEqual([]);
	});
});

describe('the limit of one allocation', () => {
	it('may be met, and not passed by a paisa', () => {
		const batch = [payment(), payment({ reference: 'b', amount: 10_001n })];
		expect(problems(batch, { perAllocation: 10_000n })).toEqual([{ item: 1, field: 'amount' }]);
	});

	it('holds for money that is taken back as well', () => {
		expect(problems([payment({ direction: 'DR' })], { perAllocation: 9_999n })).toHaveLength(1);
	});
});

describe('the limit of one execution', () => {
	it('may be met, and not passed by a paisa', () => {
		expect(problems(payments(3), { perExecution: 30_000n })).toEqual([]);
		expect(problems(payments(3), { perExecution: 29_999n })).toEqual([
			{ item: undefined, field: 'amount' },
		]);
	});

	it('counts what the execution has moved before', () => {
		const moved = new Map([['CAQL8YCV3 earlier', 5_000n]]);
		expect(problems(payments(3), { perExecution: 35_000n }, moved)).toEqual([]);
		expect(problems(payments(3), { perExecution: 34_999n }, moved)).toHaveLength(1);
	});

	it('counts a payment that is tried again once', () => {
		const moved = new Map([[identityOf(payment()), 10_000n]]);
		expect(problems(payments(3), { perExecution: 30_000n }, moved)).toEqual([]);
	});
});

it('names every problem at once', () => {
	const batch = [payment({ amount: 50_000n }), payment({ amount: 50_000n })];
	expect(problems(batch, { perAllocation: 10_000n, perExecution: 20_000n })).toHaveLength(4);
});
