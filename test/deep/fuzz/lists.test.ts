import fc from 'fast-check';
import { listOf } from '../../../enkash/contract/list.ts';
import { mentioning, momentOf, transaction } from '../../../enkash/contract/transaction.ts';
import { matchingTransactions } from '../../../enkash/filters.ts';
import { judgeOwn, judgeWithout } from '../../../enkash/payout/judge.ts';
import { payment } from '../../unit/payout/payments.ts';
import { SOME, always, joined, lettersOf } from './always.ts';
import { objectsAreUntouched, wild, wildRecord } from './wild.ts';

afterEach(() => expect(objectsAreUntouched()).toBe(true));

const transactions = listOf(transaction);
const paid = payment();

/** A record that is nearly the payment looked for, or is it. */
const near: fc.Arbitrary<object> = fc
	.tuple(
		fc.record({
			enKashTransactionId: fc.constantFrom('ECT1', 5, ''),
			enKashCardId: fc.constantFrom('EKC9MKS5RM', 'EKC9MKS5RM', 'EKCE54IDPE', null),
			amount: fc.constantFrom(100, 100, '100', '100.00', 100.004, 99.99, -100, '', 1e15),
			cardTransactionType: fc.constantFrom('CR', 'CR', 'cr', 'DR', { name: 'CR' }, null),
			pgReferenceNumber: fc.constantFrom('pay-0', 'pay-0', ' pay-0 ', 'PAY-0', 'pay-1', null),
			status: fc.constantFrom('CREATED', 'FAILED', { label: 'Reversed' }, null),
		}),
		fc.oneof(
			{ weight: 3, arbitrary: fc.constant({}) },
			{ weight: 1, arbitrary: wildRecord('__proto__', 'txnAmount', 'x') },
		),
	)
	.map(([record, more]) => ({ ...record, ...more }));

const data = fc.array(near, { maxLength: 3 });
const list: fc.Arbitrary<unknown> = fc.oneof(
	wild,
	data,
	near,
	fc.record({ recordsCount: fc.constantFrom(0, 1, 2, 3, 9), data }),
);

it('judges any list, and calls paid only what is there', () => {
	const { timesRead } = always(list, (payload, read) => {
		const parsed = transactions.safeParse(payload);
		if (!parsed.success) return true;
		const named = parsed.data.data.filter(mentioning('pay-0'));
		if (named.length === 0) {
			const isAbsent = judgeWithout(parsed.data, paid).kind === 'absent';
			return (
				isAbsent === (parsed.data.data.length + parsed.data.unreadable === 0 && !parsed.data.isCut)
			);
		}
		const { kind } = judgeOwn(named, paid);
		if (kind !== 'paid') return true;
		read();
		return named.some(
			({ canonical: { amount = 0, cardTransactionType } }) =>
				Math.round(Math.abs(amount) * 100) === 10_000 &&
				cardTransactionType?.name.toUpperCase() === 'CR',
		);
	});
	expect(timesRead).toBeGreaterThan(SOME);
});

it('filters any transaction, and reads any date', () => {
	const dated = fc
		.tuple(
			near,
			joined(
				fc.constantFrom('', '2024-08-14', '2024-08-14T15'),
				lettersOf('0123456789-:T Z+.', 12),
			),
		)
		.map(([record, txnDate]) => ({ ...record, txnDate }));
	const { timesRead } = always(dated, (record, read) => {
		const parsed = transaction.safeParse(record);
		if (!parsed.success) return true;
		const at = momentOf(parsed.data);
		if (at !== undefined) read();
		const matches = matchingTransactions([{ canonical: parsed.data, raw: record }], {
			...{ amountFrom: 1n, dateFrom: 0, direction: 'CR' },
		});
		return (at === undefined || Number.isFinite(at)) && typeof matches.ok === 'boolean';
	});
	expect(timesRead).toBeGreaterThan(SOME);
});
