import { describe, expect, it } from '@jest/globals';
import { outcomeName, paymentFields } from '../../../nodes/EnKash/pay/output/paymentItem.ts';
import { PERSON } from '../payout/payments.ts';
import { NOVEMBER_25, PAID, UNKNOWN, WOULD, before, refused, settledAs } from '../texts/settled.ts';

const fields = (...args: Parameters<typeof settledAs>) =>
	settledAs(...args).map((one) => paymentFields(one, 'Asia/Kolkata'));
const names = (...args: Parameters<typeof settledAs>) => settledAs(...args).map(outcomeName);

const recipient = { kind: 'person', person: PERSON } as const;

describe('the item of a payment', () => {
	it('says who got how much, when and under which names', () => {
		const receipt = {
			...{ transactionId: 'ECT1', handleId: 'EKC9', userId: 'EK1' },
			...{ handleBalance: 1750.5, paidAt: NOVEMBER_25 },
		};
		expect(
			fields([{ kind: 'paid', confirmedBy: 'lookup', receipt }], {
				...{ purpose: 'lunch', period: '2026-11' },
			}),
		).toEqual([
			{
				outcome: 'allocated',
				name: 'Asha Menon',
				amount: 1500,
				amountText: '₹1,500.00',
				referenceNumber: 'PAY-0',
				transactionId: 'ECT1',
				paidAt: '2026-11-25T10:20:00+05:30',
				handleBalance: 1750.5,
				handleId: 'EKC9',
				userId: 'EK1',
				purpose: 'lunch',
				period: '2026-11',
				confirmedBy: 'lookup',
			},
		]);
	});

	it('names a person as EnKash has them, else as given', () => {
		expect(fields([PAID], { recipient, payee: { name: 'Asha Menon' } })).toMatchObject([
			{ name: 'Asha Menon', email: 'asha@example.com', mobile: '9600098867' },
		]);
		expect(fields([PAID], { recipient, payee: undefined })).toMatchObject([{ name: 'Asha' }]);
	});

	it('shows what EnKash told of a payment whose fate is not known', () => {
		expect(fields([{ ...UNKNOWN, receipt: { transactionId: 'ECT1' } }])).toMatchObject([
			{ outcome: 'unknown', transactionId: 'ECT1' },
		]);
	});

	it('says of a row that could not be read whom it names', () => {
		const given = { name: 'Zoya', email: 'zoya@example.com', mobile: '96000' };
		const row = { item: 3, outcome: refused(), given };
		expect(paymentFields(row, 'UTC')).toEqual({ outcome: 'rejected', ...given });
	});
});

describe('the outcome', () => {
	it('says which way the money went', () => {
		expect(names([PAID, before()])).toEqual(['allocated', 'alreadyAllocated']);
		expect(names([PAID, before(), WOULD], { direction: 'DR' })).toEqual([
			'withdrawn',
			'alreadyWithdrawn',
			'wouldWithdraw',
		]);
	});

	it('of a check says whether a handle would be created', () => {
		expect(names([WOULD])).toEqual(['wouldAllocate']);
		expect(names([WOULD], { recipient })).toEqual(['wouldCreateAndAllocate']);
		expect(names([WOULD], { recipient: { ...recipient, handleId: 'EKC9' } })).toEqual([
			'wouldAllocate',
		]);
	});
});
