import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { fromHandle } from '../bodies.mts';
import { alike, useSpeaker } from './speaking.mts';

const { at, speak, pay, ask, payload, handle } = useSpeaker();

const list = z.object({ recordsCount: z.number(), data: z.array(z.record(z.unknown())) });

/** The records that a question finds. */
const records = async (pgReferenceNumber = 'R1') =>
	list.parse(await payload({ pgReferenceNumber })).data;

describe('an amount', () => {
	it.each([
		['amounts-as-text', { amount: '150000.00' }],
		['amounts-with-commas', { amount: '1,50,000.00' }],
		['amounts-with-rupee-sign', { amount: '₹1,50,000.00' }],
		['amounts-with-currency', { amount: { value: 150_000, currency: 'INR' } }],
		['amounts-in-paise', { amount: 15_000_000 }],
		['debits-negative', { amount: 150_000 }],
		['amount-called-transaction-amount', { amount: undefined, transactionAmount: 150_000 }],
		['amount-called-principal-amount', { amount: undefined, principalAmount: 150_000 }],
		['amount-with-a-fee', { amount: 150_002, principalAmount: 150_000 }],
		['amount-not-told', { amount: undefined }],
	] as const)('is written so: %s', async (name, expected) => {
		await speak(name);
		await pay('R1', 150_000);

		expect(alike(await records(), expected)).toEqual([expected]);
		expect(await at.control.paid('R1')).toEqual({ times: 1, amount: 150_000 });
	});

	it('that was taken back can be negative', async () => {
		await speak('debits-negative');
		await at.caller.call('allocate', fromHandle(await handle(), 'R1', 20.5));

		expect(await records()).toMatchObject([{ amount: -20.5, cardTransactionType: 'DR' }]);
	});
});

describe('a status', () => {
	it.each([
		['status-success', ['SUCCESS']],
		['status-in-lower-case', ['created']],
		['status-by-name-and-label', [{ name: 'CR', label: 'Created' }]],
		['status-pending', ['PENDING']],
		['status-initiated', ['INITIATED']],
		['status-failed', ['FAILED']],
		['status-failed-in-label', [{ name: 'FL', label: 'Failed' }]],
		['status-reversed', ['REVERSED']],
		['status-refunded', ['REFUNDED']],
		['status-cancelled', ['CANCELLED']],
		['status-unknown-code', ['T07']],
		['status-not-told', [undefined]],
		['listed-twice', ['CREATED', 'CREATED']],
		['listed-failed-then-created', ['CREATED', 'FAILED']],
		['listed-with-its-reversal', ['CREATED', 'CREATED']],
	] as const)('is listed so, the newest first: %s', async (name, expected) => {
		await speak(name);
		await pay();
		const found = await records();
		const ids = found.map(({ enKashTransactionId }) => enKashTransactionId);

		expect(found.map(({ status }) => status)).toEqual(expected);
		expect(new Set(ids).size).toBe(expected.length);
		expect(await at.control.paid('R1')).toEqual({ times: 1, amount: 1500 });
	});

	it('is pending for 25 seconds, and then good', async () => {
		await speak('status-pending-for-25s');
		await pay();
		const before = await records();
		await at.control.advance(26);

		expect([...before, ...(await records())].map(({ status }) => status)).toEqual([
			'PENDING',
			'SUCCESS',
		]);
	});

	it('of a reversal goes with the other direction', async () => {
		await speak('listed-with-its-reversal');
		await pay();

		expect((await records()).map(({ cardTransactionType }) => cardTransactionType)).toEqual([
			'DR',
			'CR',
		]);
	});
});

describe('another fact', () => {
	const day = (text: string) => ({ txnDate: text, createdOn: text });

	it.each([
		['dates-iso', '2025-01-23T11:08:36.000Z'],
		['dates-epoch-milliseconds', 1_737_630_516_000],
		['dates-epoch-seconds', 1_737_630_516],
		['dates-in-english', 'Jan 23, 2025 4:38:36 PM'],
		['dates-day-first', '23-01-2025 16:38:36'],
		['dates-not-told', undefined],
	] as const)('is a date: %s', async (name, expected) => {
		await speak(name);
		await at.control.addTransaction({ amount: 1, reference: 'R1', date: '2025-01-23T11:08:36Z' });
		const [record] = await records();

		expect([record?.txnDate, record?.createdOn]).toEqual([expected, expected]);
	});

	it('is midnight and noon in English', async () => {
		await speak('dates-in-english');
		const dates = ['2025-01-23T18:30:00Z', '2025-01-23T06:30:00Z'];
		for (const date of dates) await at.control.addTransaction({ amount: 1, reference: 'R1', date });

		expect(await records()).toMatchObject([
			day('Jan 24, 2025 12:00:00 AM'),
			day('Jan 23, 2025 12:00:00 PM'),
		]);
	});

	it.each([
		['direction-in-words', { cardTransactionType: 'CREDIT' }],
		['direction-by-name-and-label', { cardTransactionType: { name: 'CR', label: 'Credit' } }],
		[
			'direction-called-transaction-type',
			{ cardTransactionType: undefined, transactionType: 'CR' },
		],
		['direction-not-told', { cardTransactionType: undefined }],
		['id-not-told', { enKashTransactionId: undefined }],
		['handle-called-card-id', { enKashCardId: undefined, cardId: expect.stringMatching(/^EKC/) }],
		['handle-not-told', { enKashCardId: undefined, userId: undefined, cardHolderName: undefined }],
		[
			'holder-by-mobile-and-email',
			{ enKashCardId: undefined, mobile: '9600000001', email: 'asha.menon@example.com' },
		],
		['extra-fields', { loyaltyTier: { name: 'GOLD', label: 'Gold', since: null } }],
		['books-funds', { type: 'ALLOCATE_FUND' }],
	] as const)('is written so: %s', async (name, expected) => {
		await pay();
		await speak(name);

		expect(alike(await records(), expected)).toEqual([expected]);
	});

	it('is an id of 64 bits, which differs from others where JavaScript sees none', async () => {
		await speak('ids-of-64-bits');
		await pay();
		await pay();
		const { text, json } = await ask();
		const written = [...text.matchAll(/"enKashTransactionId":(\d+)/g)].map(([, id]) => id);
		const { data } = z.object({ payload: list }).parse(json).payload;

		expect(new Set(written).size).toBe(2);
		expect(data.map(({ enKashTransactionId: id }) => Number.isSafeInteger(id))).toEqual([
			false,
			false,
		]);
	});
});
