import { SpendingLimit } from '../../../enkash/payout/spendingLimit.ts';
import { payment, payments } from './payments.ts';

const LIMIT = 30_000n;

it('lets an execution move up to its limit, over all of its runs', () => {
	const spending = new SpendingLimit();
	expect(spending.reserve('1', payments(2), LIMIT)).toBeUndefined();
	expect(spending.reserve('1', [payment({ reference: 'more' })], LIMIT)).toBeUndefined();
	expect(spending.reserve('1', [payment({ reference: 'most', amount: 1n })], LIMIT)).toMatchObject({
		code: 'execution-limit-exceeded',
		data: { total: 30_001n, limit: LIMIT, paidBefore: 30_000n },
	});
	expect(spending.reserve('2', payments(3), LIMIT)).toBeUndefined();
});

it('counts a payment that two runs are about to make once', () => {
	const spending = new SpendingLimit();
	spending.reserve('1', payments(3), LIMIT);
	expect(spending.reserve('1', payments(3), LIMIT)).toBeUndefined();
});

it('counts what is refused for nothing', () => {
	const spending = new SpendingLimit();
	expect(spending.reserve('1', payments(4), LIMIT)).toMatchObject({
		code: 'execution-limit-exceeded',
	});
	expect(spending.reserve('1', payments(3), LIMIT)).toBeUndefined();
});

it('gets back what was not paid, once nobody is about to pay it', () => {
	const spending = new SpendingLimit();
	const more = [payment({ reference: 'more' })];
	spending.reserve('1', payments(3), LIMIT);
	spending.reserve('1', payments(3), LIMIT);
	spending.giveBack('1', payments(3));
	expect(spending.reserve('1', more, LIMIT)).toMatchObject({ code: 'execution-limit-exceeded' });
	spending.giveBack('1', payments(3));
	expect(spending.reserve('1', more, LIMIT)).toBeUndefined();
});

it('has no limit where none is set', () => {
	expect(new SpendingLimit().reserve('1', payments(100), undefined)).toBeUndefined();
});
