import { listOf } from '../../../enkash/contract/list.ts';
import { momentOf, transaction } from '../../../enkash/contract/transaction.ts';
import { matchingTransactions } from '../../../enkash/filters.ts';
import { judge } from '../../../enkash/payout/lookUp.ts';
import { payment } from '../../unit/payout/payments.ts';
import { type Dice, finding } from './dice.ts';
import { objectsAreUntouched, wild, wildRecord } from './wild.ts';

afterEach(() => expect(objectsAreUntouched()).toBe(true));

const transactions = listOf(transaction);
const paid = payment();

/** A record that is nearly the payment looked for, or is it. */
const near = (dice: Dice): object => ({
	enKashTransactionId: dice.pick(['ECT1', 5, '']),
	enKashCardId: dice.pick(['EKC9MKS5RM', 'EKC9MKS5RM', 'EKCE54IDPE', null]),
	amount: dice.pick([100, 100, '100', '100.00', 100.004, 99.99, -100, '', 1e15]),
	cardTransactionType: dice.pick(['CR', 'CR', 'cr', 'DR', { name: 'CR' }, null]),
	pgReferenceNumber: dice.pick(['pay-0', 'pay-0', ' pay-0 ', 'PAY-0', 'pay-1', null]),
	status: dice.pick(['CREATED', 'FAILED', { label: 'Reversed' }, null]),
	...(dice.throw(4) === 0 ? wildRecord(dice, ['__proto__', 'txnAmount', 'x']) : {}),
});

const list = (dice: Dice): unknown => {
	const data = dice.list(3, () => near(dice));
	const kind = dice.throw(4);
	if (kind === 0) return wild(dice);
	if (kind === 1) return data;
	return kind === 2 ? near(dice) : { recordsCount: dice.pick([0, 1, 2, 3, 9]), data };
};

it('judges any list, and calls paid only what is there', () => {
	let timesPaid = 0;
	const found = finding(list, (payload) => {
		const read = transactions.safeParse(payload);
		if (!read.success) return true;
		const { data, recordsCount } = read.data;
		const named = data.filter(({ canonical }) => canonical.uniqueReferenceNumber === 'pay-0');
		const { kind } = judge(read.data, paid);
		if (kind === 'absent') return named.length === 0 && recordsCount <= data.length;
		if (kind !== 'paid') return true;
		timesPaid++;
		return named.some(
			({ canonical: { amount = 0, cardTransactionType } }) =>
				Math.round(amount * 100) === 10_000 && cardTransactionType?.name.toUpperCase() === 'CR',
		);
	});
	expect(found).toBeUndefined();
	expect(timesPaid).toBeGreaterThan(1_000);
});

it('filters any transaction, and reads any date', () => {
	const dated = (dice: Dice) => ({
		...near(dice),
		txnDate: `${dice.pick(['', '2024-08-14', '2024-08-14T15'])}${dice.text('0123456789-:T Z+.', 12)}`,
	});
	let timesDated = 0;
	const found = finding(dated, (record) => {
		const read = transaction.safeParse(record);
		if (!read.success) return true;
		const at = momentOf(read.data);
		if (at !== undefined) timesDated++;
		const matches = matchingTransactions([{ canonical: read.data, raw: record }], {
			...{ amountFrom: 1n, dateFrom: 0, direction: 'CR' },
		});
		return (at === undefined || Number.isFinite(at)) && typeof matches.ok === 'boolean';
	});
	expect(found).toBeUndefined();
	expect(timesDated).toBeGreaterThan(1_000);
});
