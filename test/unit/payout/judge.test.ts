import { listOf } from '../../../enkash/contract/list.ts';
import { transaction } from '../../../enkash/contract/transaction.ts';
import { type Found, type Judging, judgeOwn, judgeWithout } from '../../../enkash/payout/judge.ts';
import type { Payment } from '../../../enkash/payout/payment.ts';
import { PERSON, payment } from './payments.ts';

const PAID = {
	enKashTransactionId: 'ECT1',
	enKashCardId: 'EKC9MKS5RM',
	userId: 'EK8IHN4B',
	amount: 100,
	cardTransactionType: 'CR',
	pgReferenceNumber: 'pay-0',
	status: 'CREATED',
	txnDate: '2026-11-25 10:00:00',
};

const list = (records: unknown) => listOf(transaction).parse(records);

const judge = (records: readonly object[], wanted: Payment = payment(), judging?: Judging): Found =>
	judgeOwn(list(records).data, wanted, judging);

/** What it is judged as, and why where that is not plain. */
function verdict(found: Found): string {
	return 'failure' in found ? `${found.kind}: ${found.failure.code}` : found.kind;
}
const verdictOn = (...records: readonly object[]) => verdict(judge(records));

describe('a record of the payment', () => {
	it('shows that it was paid, by which transaction and when', () => {
		expect(judge([PAID])).toEqual({
			kind: 'paid',
			receipt: {
				transactionId: 'ECT1',
				handleId: 'EKC9MKS5RM',
				userId: 'EK8IHN4B',
				paidAt: Date.UTC(2026, 10, 25, 4, 30),
				amount: 10_000n,
			},
			alsoShownAs: [],
		});
	});

	it.each([
		['as text', { amount: '100' }],
		['with commas', { amount: '1,00.00' }],
		['as a debit that is negative', { amount: -100 }],
		['under another name', { amount: undefined, txnAmount: 100 }],
		['with a fee on top', { amount: 102, principalAmount: 100 }],
	])('has its amount %s', (_, changes) => {
		expect(verdictOn({ ...PAID, ...changes })).toBe('paid');
	});

	it.each([
		['CREDIT', undefined],
		['cr', undefined],
		[{ name: 'CR', label: 'Credit' }, undefined],
		[undefined, 'ALLOCATE_FUND'],
		[undefined, { name: 'allocate_point' }],
	])('has its direction as %j, or by the type %j', (cardTransactionType, type) => {
		expect(verdictOn({ ...PAID, cardTransactionType, type })).toBe('paid');
	});

	it.each([
		['another amount', { amount: 100.01 }, 'amount-differs'],
		['the other direction', { cardTransactionType: 'DR' }, 'direction-differs'],
		['another handle', { enKashCardId: 'EKCE54IDPE' }, 'reference-taken'],
	])('shows that the reference is taken, by %s', (_, changes, code) => {
		expect(verdictOn({ ...PAID, ...changes })).toBe(`taken: ${code}`);
	});

	it.each([
		['no amount', { amount: undefined }, 'record-incomplete'],
		['no direction', { cardTransactionType: undefined }, 'record-incomplete'],
		['a direction that nobody knows', { cardTransactionType: 'SIDEWAYS' }, 'record-incomplete'],
		['two amounts', { txnAmount: 90 }, 'record-contradicts-itself'],
		['two statuses', { txnStatus: 'FAILED' }, 'record-contradicts-itself'],
		['another account', { cardAccountId: 'CAVBMRFE8' }, 'record-of-other-account'],
		['a hundred times the amount', { amount: 10_000 }, 'amount-in-paise'],
		['a hundredth of the amount', { amount: 1 }, 'amount-in-paise'],
	])('proves nothing where it has %s', (_, changes, code) => {
		expect(verdictOn({ ...PAID, ...changes })).toBe(`unclear: ${code}`);
	});

	it('has the amount without the fee, where another one is due now', () => {
		const computed = payment({ isAmountComputed: true, amount: 3_000n });
		const found = judge([{ ...PAID, amount: 102, principalAmount: 100 }], computed);
		expect(found).toMatchObject({ kind: 'paid', receipt: { amount: 10_000n } });
	});

	it('is the amount that was sent, also where that was computed, if this run has sent it', () => {
		const computed = payment({ isAmountComputed: true });
		const shown = judge([{ ...PAID, amount: 101 }], computed, { isOurs: true });
		expect(verdict(shown)).toBe('taken: amount-differs');
	});

	it.each([
		['by its user id', { userId: 'EK8IHN4B' }],
		['by the mobile', { mobile: '+91 96000 98867' }],
	])('is of the same person, whose handle was replaced, %s', (_, shown) => {
		const replaced = payment({ payee: { userId: 'EK8IHN4B', mobile: '9600098867' } });
		const record = { ...PAID, userId: undefined, enKashCardId: 'EKCE54IDPE', ...shown };
		expect(verdict(judge([record], replaced))).toBe('paid');
	});

	it('is of the account, whatever its capitals', () => {
		expect(verdictOn({ ...PAID, cardAccountId: 'caql8ycv3' })).toBe('paid');
	});

	it('may have another amount where the amount was computed from a balance', () => {
		const computed = payment({ isAmountComputed: true });
		expect(verdict(judge([{ ...PAID, amount: 70 }], computed))).toBe('paid');
	});

	it('may have dates, names and ids that cannot be read', () => {
		expect(verdictOn({ ...PAID, txnDate: {}, firstName: 5, userId: null })).toBe('paid');
	});
});

describe('the status of a record', () => {
	it.each(['CREATED', 'success', { name: 'ST', label: 'Settled' }, undefined, null, ''])(
		'%j: it was paid',
		(status) => {
			expect(verdictOn({ ...PAID, status })).toBe('paid');
		},
	);

	it.each(['FAILED', 'Declined', { name: 'FL', label: 'Failed' }, 'VOID'])(
		'%j: it failed, and its reference is used up',
		(status) => {
			expect(verdictOn({ ...PAID, status })).toBe('taken: payment-failed-at-enkash');
		},
	);

	it.each(['REFUNDED', { name: 'REVERSED', label: 'Reversed' }, 'CANCELLED'])(
		'%j: it was paid and taken back',
		(status) => {
			expect(verdictOn({ ...PAID, status })).toBe('taken: payment-taken-back');
		},
	);

	it.each(['PENDING', 'INITIATED', 'X7', 5, ['CREATED']])('%j: nobody knows', (status) => {
		expect(verdictOn({ ...PAID, status })).toBe('statusUnknown: status-not-known');
	});
});

describe('all records of one reference together', () => {
	const again = { ...PAID, enKashTransactionId: 'ECT2' };

	it('two that stand: paid, and shown twice', () => {
		expect(judge([PAID, again])).toMatchObject({
			kind: 'paid',
			receipt: { transactionId: 'ECT1' },
			alsoShownAs: ['ECT2'],
		});
	});

	it('one that failed beside one that stands: paid', () => {
		expect(verdictOn({ ...again, status: 'FAILED' }, PAID)).toBe('paid');
	});

	it.each([
		['without a handle', { enKashCardId: undefined }],
		['of another handle', { enKashCardId: 'EKCE54IDPE' }],
	])('one that stands and the other side of the books, %s: paid', (_, changes) => {
		expect(verdictOn(PAID, { ...again, cardTransactionType: 'DR', ...changes })).toBe('paid');
	});

	it.each([
		['its status', { status: 'REVERSED' }],
		['its direction', { cardTransactionType: 'DR' }],
		['its type', { type: 'REVERSAL' }],
	])('one that stands and its opposite, by %s: taken back', (_, changes) => {
		expect(verdictOn(PAID, { ...again, ...changes })).toBe('taken: payment-taken-back');
	});

	it.each([
		['a fee', { type: 'FEE', amount: 2 }],
		['what was bought with it', { type: 'SALE', amount: 3, parentReference: 'pay-0' }],
		['a part that was reversed', { type: 'REVERSAL', status: 'REVERSED', amount: 4 }],
	])('show a payment beside %s', (_, other) => {
		const debit = { ...PAID, enKashTransactionId: 'ECT2', cardTransactionType: 'DR', ...other };
		expect(verdictOn(PAID, debit)).toBe('paid');
		expect(verdictOn(debit, PAID)).toBe('paid');
	});

	it('show a payment that was booked in parts', () => {
		const parts = [60, 40].map((amount) => ({
			...PAID,
			enKashTransactionId: `E${amount}`,
			amount,
		}));
		const found = judge(parts);
		expect(found).toMatchObject({ kind: 'paid', receipt: { amount: 10_000n }, alsoShownAs: [] });
		expect(verdictOn(PAID, { ...PAID, enKashTransactionId: 'ECT2', amount: 0 })).toBe('paid');
	});

	it('tell the sum of the parts where that is not the payment', () => {
		const found = judge([60, 30].map((amount) => ({ ...PAID, amount })));
		expect(found).toMatchObject({ failure: { code: 'amount-differs', data: { paid: 9_000n } } });
	});
});

describe('a payment to a person', () => {
	const toPerson = (handleId?: string) =>
		payment({ recipient: { kind: 'person', person: PERSON, handleId } });
	const to = (record: object, wanted = toPerson(), judging?: Judging) =>
		verdict(judge([{ ...PAID, ...record }], wanted, judging));

	it('is theirs by the mobile, however it is written', () => {
		expect(to({ mobile: '+91 96000 98867' })).toBe('paid');
		expect(to({ mobile: '9811111111' })).toBe('taken: reference-taken');
	});

	it("is not somebody else's because EnKash does not show the mobile in full", () => {
		expect(to({ mobile: 'XXXXXX8867', email: PERSON.email })).toBe('paid');
		expect(to({ mobile: 'XXXXXX8867' })).toBe('unclear: payee-not-told');
	});

	it('is theirs by the e-mail where there is no mobile', () => {
		expect(to({ email: 'Asha@Example.com' })).toBe('paid');
		expect(to({ email: 'ravi@example.com' })).toBe('taken: reference-taken');
	});

	it('is theirs by the handle that EnKash lists for them', () => {
		expect(to({}, toPerson('EKC9MKS5RM'))).toBe('paid');
		expect(to({}, toPerson('EKCE54IDPE'))).toBe('taken: reference-taken');
	});

	it('is theirs by who holds the handle', () => {
		const heldBy = (mobile: string) => ({ holders: { holderOf: () => ({ mobile }) } });
		expect(to({}, toPerson(), heldBy(PERSON.mobile))).toBe('paid');
		expect(to({}, toPerson(), heldBy('9811111111'))).toBe('taken: reference-taken');
	});

	it('proves nothing where nobody knows who holds the handle, unless this run has sent it', () => {
		expect(to({})).toBe('unclear: payee-not-told');
		expect(to({}, toPerson(), { isOurs: true })).toBe('paid');
	});
});

describe('an answer without a record of the payment', () => {
	const without = (payload: unknown) => verdict(judgeWithout(list(payload), payment()));
	const other = (pgReferenceNumber: string) => [{ ...PAID, pgReferenceNumber }];

	it('shows that it is absent if it is empty and whole', () => {
		expect(without([])).toBe('absent');
		expect(without({ recordsCount: 0, data: [] })).toBe('absent');
	});

	it('proves nothing if more is counted than listed', () => {
		expect(without({ recordsCount: 3, data: [] })).toBe('unclear: list-cut');
	});

	it('proves nothing if it holds other payments', () => {
		expect(without(other('another'))).toBe('unclear: filter-ignored');
	});

	it.each(['pay-00', 'xx-pay-0', 'PAY-0-X'])(
		'names %s, under which the payment may be written differently',
		(written) => {
			expect(without(other(written))).toBe('unclear: reference-written-differently');
		},
	);
});
