import type { Client } from '../../../enkash/api/client.ts';
import { transaction } from '../../../enkash/contract/transaction.ts';
import { listOf } from '../../../enkash/contract/list.ts';
import { createClient } from '../../../enkash/api/client.ts';
import { Gate } from '../../../enkash/requests/rateLimit.ts';
import { judge, lookUp } from '../../../enkash/payout/lookUp.ts';
import { type Result, fail, succeed } from '../../../enkash/result.ts';
import type { Answer } from '../../../enkash/api/response.ts';
import { PERSON, payment } from './payments.ts';

const PAID = {
	enKashTransactionId: 'ECT1',
	enKashCardId: 'EKC9MKS5RM',
	userId: 'EK8IHN4B',
	amount: 100,
	cardTransactionType: 'CR',
	pgReferenceNumber: 'pay-0',
	status: 'CREATED',
};

const list = (...records: object[]) => listOf(transaction).parse(records);
const kindOf = (...records: object[]) => judge(list(...records), payment()).kind;

describe('a list of transactions', () => {
	it('shows that it was paid: same reference, amount and direction', () => {
		expect(judge(list(PAID), payment())).toEqual({
			kind: 'paid',
			receipt: { enKashCardId: 'EKC9MKS5RM', userId: 'EK8IHN4B', enKashTransactionId: 'ECT1' },
		});
	});

	it('shows that it was not', () => {
		expect(kindOf()).toBe('absent');
	});

	it.each(['PAY-0', 'pay-00', ' pay-1', 'pay-', '', undefined])(
		'says nothing about it by a transaction of the reference %p',
		(pgReferenceNumber) => {
			expect(kindOf({ ...PAID, pgReferenceNumber })).toBe('absent');
		},
	);

	it('that is cut says nothing about what it does not show', () => {
		const cut = { ...list({ ...PAID, pgReferenceNumber: 'another' }), recordsCount: 2 };
		expect(judge(cut, payment()).kind).toBe('unclear');
		expect(judge({ ...list(PAID), recordsCount: 2 }, payment()).kind).toBe('paid');
	});

	it.each([
		['another amount', { amount: 100.01 }],
		['the other direction', { cardTransactionType: 'DR' }],
		['another handle', { enKashCardId: 'EKCE54IDPE' }],
	])('shows a conflict under the same reference: %s', (_, changes) => {
		const found = judge(list({ ...PAID, ...changes }), payment());
		expect(found).toMatchObject({
			kind: 'conflict',
			failure: { kind: 'rejected', message: expect.stringContaining('pay-0') },
		});
	});

	it('of a new person cannot show another handle', () => {
		const toPerson = payment({ recipient: { kind: 'person', person: PERSON } });
		expect(judge(list({ ...PAID, enKashCardId: 'EKCE54IDPE' }), toPerson).kind).toBe('paid');
	});

	it('shows that it was paid although it was taken back later under the same reference', () => {
		expect(kindOf({ ...PAID, cardTransactionType: 'DR' }, PAID)).toBe('paid');
	});

	it.each([
		'FAILED',
		'REJECTED',
		'Declined',
		{ name: 'REVERSED', label: 'Reversed' },
		'CANCELLED',
		'VOID',
	])('shows a conflict when its status is %p', (status) => {
		expect(kindOf({ ...PAID, status })).toBe('conflict');
	});

	it.each(['CREATED', 'SUCCESS', undefined, null, ''])(
		'shows a payment when its status is %p',
		(status) => {
			expect(kindOf({ ...PAID, status })).toBe('paid');
		},
	);

	it.each([
		{ amount: undefined },
		{ cardTransactionType: undefined },
		{ cardTransactionType: 'SIDEWAYS' },
	])('is unclear when EnKash left out what was moved: %p', (changes) => {
		expect(kindOf({ ...PAID, ...changes })).toBe('unclear');
	});

	it.each([
		['CREDIT', undefined],
		['cr', undefined],
		[{ name: 'CR', label: 'Credit' }, undefined],
		[undefined, 'ALLOCATE_FUND'],
		[undefined, { name: 'allocate_point' }],
	])('shows the direction as %p, or by the type %p', (cardTransactionType, type) => {
		expect(kindOf({ ...PAID, cardTransactionType, type })).toBe('paid');
	});
});

describe('a look-up', () => {
	const gate = new Gate({ now: () => 0, sleep: async () => await Promise.resolve() }, 1);
	const clientWith = (answer: Result<Answer>): Client =>
		createClient({
			companyId: 'CEK1PU9AOO',
			payloadEncryption: 'off',
			encryptionSecret: '',
			now: () => 0,
			send: async () => await Promise.resolve(answer),
		});
	const found = async (status: number, body: unknown) =>
		await lookUp(clientWith(succeed({ status, headers: {}, body })), gate, payment());

	it.each([
		[404, 'Transaction not found'],
		[200, 'No transactions found'],
		[422, 'Records for this reference were not found'],
		[200, 'No data'],
	])('takes status %p and %p for nothing found', async (status, message) => {
		expect((await found(status, { code: 1, message })).kind).toBe('absent');
	});

	it.each([
		[404, 'Card account not found for companyId: [C] and cardAccountId: [A]'],
		[200, 'Company not found'],
		[404, 'Not found'],
		[200, 'Something is wrong'],
		[401, 'Transaction not found'],
		[503, 'No transactions found'],
	])('is unclear after status %p and %p', async (status, message) => {
		expect((await found(status, { code: 1, message })).kind).toBe('unclear');
	});

	it.each([
		[200, '<html>'],
		[404, '<html>'],
		[200, { code: 0, payload: 'none' }],
		[200, { code: 0 }],
	])('is unclear after status %p and %p', async (status, body) => {
		expect((await found(status, body)).kind).toBe('unclear');
	});

	it('is unclear when it did not arrive', async () => {
		const failure = { kind: 'notSent', message: 'No connection' } as const;
		expect(await lookUp(clientWith(fail(failure)), gate, payment())).toMatchObject({
			kind: 'unclear',
			failure,
		});
	});
});
