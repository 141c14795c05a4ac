import type { z } from 'zod';
import { account } from '../../../enkash/contract/account.ts';
import { allocation } from '../../../enkash/contract/allocation.ts';
import { handle } from '../../../enkash/contract/handle.ts';
import {
	disagreeingFields,
	identifier,
	namedValue,
	rupees,
	told,
} from '../../../enkash/contract/spelling.ts';
import { transaction } from '../../../enkash/contract/transaction.ts';

const read = (schema: z.ZodTypeAny, value: unknown): unknown => {
	const parsed = schema.safeParse(value);
	return parsed.success
		? parsed.data
		: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};

describe('every documented spelling is read', () => {
	it.each(['enKashCardId', 'enkashCardId'])('of a handle: %s', (name) => {
		expect(read(handle, { [name]: 'EKC9MKS5RM' })).toEqual({ enKashCardId: 'EKC9MKS5RM' });
		expect(read(allocation, { [name]: 'EKC9MKS5RM' })).toEqual({ enKashCardId: 'EKC9MKS5RM' });
	});

	it.each([
		'enKashTransactionId',
		'enkashTransactionId',
		'enKashCardTxnId',
		'enkashCardTxnId',
		'enKashCardTransactionId',
		'enkashCardTransactionId',
	])('of a transaction: %s', (name) => {
		expect(read(allocation, { [name]: 'ECT1' })).toEqual({ enKashTransactionId: 'ECT1' });
		expect(read(transaction, { [name]: 'ECT1' })).toEqual({ enKashTransactionId: 'ECT1' });
	});

	it.each([
		'uniqueReferenceNumber',
		'pgReferenceNumber',
		'uniqueReferenceNum',
		'uniqueTransactionId',
	])('of a reference: %s', (name) => {
		expect(read(allocation, { [name]: 'TEST234236' })).toEqual({
			uniqueReferenceNumber: 'TEST234236',
		});
	});

	it('of direction, date and amount', () => {
		const read1 = read(transaction, {
			cardTransactionType: 'CR',
			txnDate: '2026-01-01',
			amount: 5,
		});
		const read2 = read(transaction, {
			transactionType: 'CR',
			transactionDate: '2026-01-01',
			txnAmount: '5',
		});
		const read3 = read(transaction, {
			transactionType: 'CR',
			txnDateTime: '2026-01-01',
			transactionAmount: '5.00',
		});
		expect(read1).toEqual({
			cardTransactionType: { name: 'CR', label: 'CR' },
			txnDate: '2026-01-01',
			amount: 5,
		});
		expect(read2).toEqual(read1);
		expect(read3).toEqual(read1);
	});
});

describe('two spellings of one field', () => {
	it('may agree', () => {
		expect(read(allocation, { pgReferenceNumber: 'R', uniqueReferenceNumber: 'R' })).toEqual({
			uniqueReferenceNumber: 'R',
		});
	});

	it.each(['', null])('are one when the other is %p', (empty) => {
		expect(read(allocation, { pgReferenceNumber: 'R', uniqueReferenceNumber: empty })).toEqual({
			uniqueReferenceNumber: 'R',
		});
		expect(read(allocation, { uniqueReferenceNumber: empty, pgReferenceNumber: 'R' })).toEqual({
			uniqueReferenceNumber: 'R',
		});
	});

	it('that disagree are told, and the preferred one is read', () => {
		const raw = { pgReferenceNumber: 'R', uniqueReferenceNumber: 'S' };
		expect(disagreeingFields(raw)).toEqual(['uniqueReferenceNumber']);
		expect(read(allocation, raw)).toEqual({ uniqueReferenceNumber: 'S' });
	});

	it('may be principal and total', () => {
		expect(disagreeingFields({ amount: 6, principalAmount: 5 })).toEqual([]);
	});
});

it('passes fields on that it does not know, and takes empty ones for not told', () => {
	expect(
		read(allocation, { otbBalance: '', userId: null, maskedNumber: 'XX', another: [1] }),
	).toEqual({
		maskedNumber: 'XX',
		another: [1],
	});
});

it.each([undefined, null, '', 'much', '1,0', {}, Infinity, NaN, 1e306, '1e5', true])(
	'refuses an account whose balance is %p, naming the field',
	(availableBalance) => {
		expect(read(account, { cardAccountId: 'CA1', availableBalance })).toEqual([
			expect.stringMatching(/^availableBalance: /),
		]);
	},
);

it('reads no field out of a prototype that an answer brings along', () => {
	const sent: unknown = JSON.parse('{"cardAccountId":"CA1","__proto__":{"availableBalance":5}}');
	expect(read(account, sent)).toEqual([expect.stringMatching(/^availableBalance: /)]);
});

it.each([
	[5, 5],
	[-990553.44, -990553.44],
	['92415.44', 92415.44],
	['1,50,000.00', 150000],
	['₹ 1,500', 1500],
	['-5', -5],
	[0, 0],
])('reads %p as rupees', (sent, amount) => {
	expect(read(rupees, sent)).toBe(amount);
});

it.each([
	[' EKC1 ', 'EKC1'],
	[4711, '4711'],
])('reads %p as an identifier', (sent, id) => {
	expect(read(identifier, sent)).toBe(id);
});

it.each(['', '  ', 1.5, 2 ** 53, null, {}, true])('takes %p for no identifier', (sent) => {
	expect(identifier.safeParse(sent).success).toBe(false);
});

it.each([
	['ACTIVE', 'ACTIVE', 'ACTIVE'],
	[{ name: 'ACTIVE', label: 'Active' }, 'ACTIVE', 'Active'],
	[{ name: 'ACTIVE' }, 'ACTIVE', 'ACTIVE'],
	[{ name: null, label: 'Active' }, 'Active', 'Active'],
])('reads the named value %p', (sent, name, label) => {
	expect(read(namedValue, sent)).toEqual({ name, label });
});

it.each([5, ['CREATED'], { name: 5 }, { code: 'CREATED' }])(
	'takes %j for a value that nobody knows',
	(sent) => {
		const name = JSON.stringify(sent);
		expect(read(told(namedValue), sent)).toEqual({ name, label: name });
	},
);

it.each([undefined, null, '', {}, { name: '' }, { name: null, label: '' }])(
	'takes %j for a choice that was not told',
	(sent) => {
		expect(read(told(namedValue), sent)).toBeUndefined();
	},
);
