import { describe, expect, it } from '@jest/globals';
import { openEnvelope } from '../../enkash/contract/envelope.ts';
import { listOf } from '../../enkash/contract/list.ts';
import { transaction } from '../../enkash/contract/transaction.ts';
import { toSomebodyNew } from './bodies.mts';
import { useSandbox } from './sandbox.mts';

const at = useSandbox();

async function list(filter: Readonly<Record<string, unknown>> = {}) {
	const { status, json } = await at.caller.call('transactions', filter);
	expect(status).toBe(200);
	return listOf(transaction).parse(openEnvelope(json)?.payload);
}

/** The references of what a filter finds, as they are listed. */
const references = async (filter: Readonly<Record<string, unknown>> = {}) =>
	(await list(filter)).data.map(({ canonical }) => canonical.uniqueReferenceNumber);

const pay = (reference: string, rupees: number) =>
	at.caller.call('allocate', toSomebodyNew(reference, rupees));

describe('the list of transactions', () => {
	it('starts with a few past ones, the newest first', async () => {
		const { recordsCount, data } = await list();
		const dates = data.map(({ canonical }) => canonical.txnDate ?? '');

		expect(recordsCount).toBe(6);
		expect(dates).toEqual([...dates].sort().reverse());
		expect(new Set(dates).size).toBe(6);
		expect(data.map(({ raw }) => raw.cardTransactionType)).toContain('DR');
	});

	it('has a payment as soon as it is made', async () => {
		const { json } = await pay('R1', 11.25);
		const { recordsCount, data } = await list({ pgReferenceNumber: 'R1' });

		expect(recordsCount).toBe(1);
		expect(data[0]?.raw).toMatchObject({
			...at.caller.account,
			enKashTransactionId: expect.stringMatching(/^ECT[A-Z0-9]{10}$/),
			enKashCardId: expect.stringMatching(/^EKC[A-Z0-9]{7}$/),
			cardHolderName: 'Asha',
			amount: 11.25,
			cardTransactionType: 'CR',
			type: 'ALLOCATE_POINT',
			transactionCode: 'ALLOCATION',
			status: 'CREATED',
			pgReferenceNumber: 'R1',
			txnDate: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
		});
		expect(openEnvelope(json)?.payload).toMatchObject({
			enkashCardTxnId: data[0]?.canonical.enKashTransactionId,
		});
	});

	it('goes by date, not by when a transaction became known', async () => {
		await at.control.addTransaction({ amount: 1, reference: 'OLD', date: '2020-01-01T00:00:00Z' });
		await pay('NEW', 1);
		const listed = await references();

		expect([listed.at(0), listed.at(-1)]).toEqual(['NEW', 'OLD']);
	});

	it('writes dates in the time of India', async () => {
		await at.control.addTransaction({ amount: 1, reference: 'D1', date: '2025-03-01T20:00:00Z' });
		const { data } = await list({ pgReferenceNumber: 'D1' });

		expect(data[0]?.raw.txnDate).toBe('2025-03-02 01:30:00');
	});

	it('does not show the transactions of another account', async () => {
		const [, second] = await at.control.ledger();
		await pay('R1', 1);

		expect(await references({ cardAccountId: second?.cardAccountId })).toEqual([]);
	});
});

describe('a filter', () => {
	it('finds nothing for a reference that is not there', async () => {
		expect(await list({ pgReferenceNumber: 'R1' })).toMatchObject({ recordsCount: 0, data: [] });
	});

	it('takes a reference literally', async () => {
		await pay('Ref-1', 1);
		await pay('Ref-10', 1);

		expect(await references({ pgReferenceNumber: 'Ref-1' })).toEqual(['Ref-1']);
		expect(await references({ pgReferenceNumber: 'REF-1' })).toEqual([]);
		expect(await references({ pgReferenceNumbers: ['Ref-10', 'Ref-1', 'none'] })).toEqual([
			'Ref-10',
			'Ref-1',
		]);
	});

	it('finds every payment under one reference', async () => {
		await pay('R1', 1);
		await pay('R1', 2);

		expect(await references({ pgReferenceNumber: 'R1' })).toEqual(['R1', 'R1']);
	});

	it('goes by handle, user, holder, direction and transaction', async () => {
		await pay('R1', 1);
		const { data } = await list({ pgReferenceNumber: 'R1' });
		const { enKashCardId, userId, enKashTransactionId } = data[0]?.canonical ?? {};
		const wanted = ['R1'];

		expect(await references({ enKashCardId })).toEqual(wanted);
		expect(await references({ userId })).toEqual(wanted);
		expect(await references({ cardHolderName: 'Asha' })).toEqual(wanted);
		expect(await references({ enKashTransactionId })).toEqual(wanted);
		expect(await references({ enKashTransactionIds: [enKashTransactionId] })).toEqual(wanted);
		expect(await references({ enKashCardId, cardTransactionType: 'DR' })).toEqual([]);
		expect(await references({ companyName: 'Somebody else' })).toEqual([]);
	});

	it('goes by amount, both ends included', async () => {
		await pay('A', 10_000);
		await pay('B', 10_000.01);
		await pay('C', 10_000.02);

		expect(await references({ amountFrom: 10_000.01 })).toEqual(['C', 'B']);
		expect(await references({ amountFrom: 10_000, amountTo: 10_000.01 })).toEqual(['B', 'A']);
	});

	it('goes by date, both ends included', async () => {
		for (const day of ['01', '02', '03']) {
			const date = `2025-03-${day}T10:00:00.000Z`;
			await at.control.addTransaction({ amount: 1, reference: day, date });
		}
		const from = { txnDateFrom: '2025-03-02T10:00:00.000Z' };
		const to = { txnDateTo: '2025-03-02T10:00:00.000Z' };
		const early = { txnDateTo: '2025-03-04T00:00:00.000Z' };

		expect(await references({ ...from, ...early })).toEqual(['03', '02']);
		expect(await references(to)).toEqual(['02', '01']);
		expect(await references({ ...from, ...to })).toEqual(['02']);
	});

	it('goes by status', async () => {
		await at.control.addTransaction({ amount: 1, reference: 'F1', status: 'FAILED' });

		expect(await references({ status: 'FAILED' })).toEqual(['F1']);
		expect(await references({ status: 'CREATED' })).not.toContain('F1');
	});

	it.each([
		{ cardTransactionType: 'credit' },
		{ amountFrom: '10' },
		{ txnDateFrom: '2025-03-02' },
		{ txnDateFrom: '2025-03-02T10:00:00+05:30' },
	])('that the contract does not know is unprocessable: %p', async (filter) => {
		expect((await at.caller.call('transactions', filter)).status).toBe(422);
	});

	it('can be ignored', async () => {
		await pay('R1', 1);
		await at.control.settings({ ignoreFilters: true });

		expect(await references({ pgReferenceNumber: 'R1' })).toHaveLength(7);
	});
});

describe('a page of the list', () => {
	const page = async (query: string) => {
		const { json } = await at.caller.call('transactions', {}, {}, undefined, query);
		return listOf(transaction).parse(openEnvelope(json)?.payload);
	};

	it('is asked for in the query, and counts all', async () => {
		const all = await references();
		const { recordsCount, data } = await page('?limit=2&offset=3');

		expect(recordsCount).toBe(6);
		expect(data.map(({ canonical }) => canonical.uniqueReferenceNumber)).toEqual(all.slice(3, 5));
		expect((await page('?offset=5')).data).toHaveLength(1);
		expect((await page('?offset=6')).data).toEqual([]);
	});

	it('of nothing is unprocessable', async () => {
		const { status } = await at.caller.call('transactions', {}, {}, undefined, '?limit=0');

		expect(status).toBe(422);
	});
});

it('can count more transactions than it sends', async () => {
	await at.control.settings({ cutLists: 2 });
	const { recordsCount, data } = await list();

	expect([recordsCount, data.length]).toEqual([6, 2]);
});
