import { describe, expect, it } from '@jest/globals';
import { toHandle } from '../bodies.mts';
import { until } from '../../../scripts/until.mts';
import { useSpeaker } from './speaking.mts';

const { at, speak, pay, payload, handle } = useSpeaker();

const success = (payload: object) => expect.objectContaining({ code: 0, payload });
const refusal = (message: string) => expect.objectContaining({ code: 1, message });

const ONCE = { times: 1, amount: 1500 };
const NEVER = { times: 0, amount: 0 };
const listedAs = (status: string) => ({ data: [{ pgReferenceNumber: 'R1', status }] });

describe('a payment that is made', () => {
	it.each([
		['answered-with-another-reference', 200, { pgReferenceNumber: 'PG00000001' }],
		['answered-with-another-amount', 200, { loadAmount: 1499 }],
		['answered-for-another-handle', 200, { enKashCardId: 'EKC0000000' }],
		['answered-as-pending', 200, { status: 'PENDING' }],
		['answered-as-failed-yet-paid', 200, { status: 'FAILED' }],
		['answered-with-202', 202, { pgReferenceNumber: 'R1' }],
	] as const)('is answered so: %s', async (name, code, expected) => {
		await speak(name);
		const { status, json } = await pay();

		expect([status, json]).toEqual([code, success(expect.objectContaining(expected))]);
		expect(await at.control.paid('R1')).toEqual(ONCE);
		expect(await payload()).toMatchObject(listedAs('CREATED'));
	});

	it.each([
		['answered-without-reference', 'pgReferenceNumber'],
		['answered-without-transaction-id', 'enkashCardTxnId'],
	] as const)('is answered so: %s', async (name, field) => {
		await speak(name);
		const { json } = await pay();

		expect(json).toHaveProperty('payload.loadAmount');
		expect(json).not.toHaveProperty(`payload.${field}`);
		expect(await at.control.paid('R1')).toEqual(ONCE);
	});

	it('has its reference in capitals in the answer, where the dialect says so', async () => {
		await speak('answered-with-reference-in-capitals');

		expect((await pay('Ref-1')).json).toMatchObject({ payload: { pgReferenceNumber: 'REF-1' } });
	});

	it.each([
		['answered-with-null', 200, { code: 0, message: 'Success', payload: null }],
		['answered-with-text', 200, expect.objectContaining({ code: 0 })],
		['under-process-and-paid', 200, refusal('Transaction is under process')],
		['something-went-wrong-after-commit', 200, refusal('Something went wrong')],
		['rate-limit-after-commit', 429, { status: 429, error: 'Too Many Requests' }],
		['firewall-after-commit', 403, undefined],
		['token-over-after-commit', 401, expect.objectContaining({ error: 'invalid_token' })],
		['gateway-time-out-after-commit', 504, expect.objectContaining({ status: 504 })],
	] as const)('is answered as if it were not, or hardly: %s', async (name, code, body) => {
		await speak(name);
		const { status, json } = await pay();

		expect([status, json]).toEqual([code, body]);
		expect(await at.control.paid('R1')).toEqual(ONCE);
		expect(await payload()).toMatchObject(listedAs('CREATED'));
	});

	it('is paid again under the same reference, as EnKash refuses no duplicate', async () => {
		await pay();
		await pay();

		expect(await at.control.paid('R1')).toEqual({ times: 2, amount: 3000 });
	});
});

describe('a payment that is not made', () => {
	it.each(['answered-as-failed-not-paid', 'answered-as-success-not-paid'] as const)(
		'is answered with code 0, and listed as failed: %s',
		async (name) => {
			await speak(name);

			expect((await pay()).json).toEqual(success(expect.anything()));
			expect(await at.control.paid('R1')).toEqual(NEVER);
			expect(await payload()).toMatchObject(listedAs('FAILED'));
			expect((await at.control.account()).availableBalance).toBe(250_000);
		},
	);
});

describe('a payment that is made 5 seconds later', () => {
	it.each([
		['under-process-then-paid', 200, refusal('Transaction is under process')],
		['accepted-then-paid', 202, success(expect.objectContaining({ status: 'PENDING' }))],
	] as const)('is not there before: %s', async (name, code, body) => {
		await speak(name);
		const { status, json } = await pay();
		expect([status, json]).toEqual([code, body]);
		expect(await at.control.paid('R1')).toEqual(NEVER);
		expect(await payload()).toMatchObject({ recordsCount: 0 });

		await at.control.advance(5);
		expect(await at.control.paid('R1')).toEqual(ONCE);
		expect(await payload()).toMatchObject(listedAs('CREATED'));
	});

	it('comes in real time, too, in whatever scale', async () => {
		await speak('under-process-then-paid');
		await at.control.settings({ timeScale: 0.01 });
		await pay();

		await until(async () => (await at.control.paid('R1')).times === 1);
	});

	it('does not come when there is too little money by then', async () => {
		await speak('under-process-then-paid');
		await pay();
		await at.control.setBalance(1);
		await at.control.advance(5);

		expect(await at.control.paid('R1')).toEqual(NEVER);
	});
});

it('answers-after-20s pays at once, and answers when 20 seconds are over', async () => {
	await speak('answers-after-20s');
	const answer = at.caller.call('allocate', toHandle(await handle(), 'R1', 1500));
	await until(async () => (await at.control.paid('R1')).times === 1);
	await at.control.advance(19);
	await at.caller.call('account');
	const waiting = (await at.control.calls()).endpoints.allocate.inFlight;
	await at.control.advance(1);

	expect(waiting).toBe(1);
	expect((await answer).status).toBe(200);
});

it('books-funds refuses points, and pays funds', async () => {
	await speak('books-funds');
	const refused = await pay();
	const body = { ...toHandle(await handle(), 'R1', 1500), type: 'ALLOCATE_FUND' };

	expect(refused.status).toBe(422);
	expect(refused.json).toMatchObject({ message: expect.stringMatching(/^type: ALLOCATE_POINT/) });
	expect((await at.caller.call('allocate', body)).json).toEqual(success(expect.anything()));
	expect(await at.control.paid('R1')).toEqual(ONCE);
});

describe('a reference that was paid', () => {
	it.each([
		['duplicate-refused-wording-1', 200, 1, 'Transaction ID already exists.'],
		['duplicate-refused-wording-2', 409, 1, 'Transaction ID already exists.'],
		['duplicate-refused-wording-3', 422, 1, 'Duplicate uniqueReferenceNumber'],
		['duplicate-refused-wording-4', 200, 38, 'Duplicate referenceId'],
		['duplicate-refused-wording-5', 400, 1, 'Request with reference R1 has already been processed'],
	] as const)('is refused: %s', async (name, status, code, message) => {
		await speak(name);
		const first = await pay();
		const second = await pay();

		expect(first.json).toEqual(success(expect.anything()));
		expect(second.status).toBe(status);
		expect(second.json).toMatchObject({ code, message });
		expect(await at.control.paid('R1')).toEqual(ONCE);
	});

	it('is answered as the first time: duplicate-replayed', async () => {
		await speak('duplicate-replayed');
		const first = await pay();

		expect((await pay()).json).toEqual(first.json);
		expect(await at.control.paid('R1')).toEqual(ONCE);
	});

	it('is refused, and not shown, where two dialects say so', async () => {
		await speak('duplicate-refused-wording-2', 'never-listed');
		await pay();

		expect((await pay()).status).toBe(409);
		expect(await payload()).toMatchObject({ recordsCount: 0 });
	});
});

it.each([
	['refusals-as-422', 422, { code: 1, message: 'Insufficient balance in card account' }],
	[
		'refusals-in-payload',
		200,
		{ code: 1, message: 'FAILURE', payload: 'Insufficient balance in card account' },
	],
	[
		'refusals-in-error-response',
		200,
		{
			response_code: 1,
			errorResponse: expect.objectContaining({
				errorMessage: 'Insufficient balance in card account',
			}),
		},
	],
] as const)(
	'a payment for which there is too little money is refused: %s',
	async (name, code, body) => {
		await speak(name);
		const { status, json } = await pay('R1', 1_000_000);

		expect([status, json]).toEqual([code, expect.objectContaining(body)]);
		expect(await at.control.paid('R1')).toEqual(NEVER);
	},
);
