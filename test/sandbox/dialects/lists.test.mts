import { expect, it } from '@jest/globals';
import { useSpeaker } from './speaking.mts';

const { speak, pay, payload, ask } = useSpeaker();

const RECORD = expect.objectContaining({ pgReferenceNumber: 'R1', amount: 1500 });

it.each([
	['list-bare', [RECORD]],
	['list-bare-or-one-record', RECORD],
	['list-called-transactions', { transactions: [RECORD] }],
	['list-called-records', { records: [RECORD], total: 1 }],
	['list-called-content', { content: [RECORD], totalElements: 1 }],
	['list-called-list', { list: [RECORD], totalCount: 1 }],
	['list-called-items', { items: [RECORD], count: 1 }],
	['list-called-result', { result: [RECORD] }],
	['list-nested-in-data', { data: { content: [RECORD], totalElements: 1 } }],
	['list-nested-in-result', { status: 'OK', result: { transactions: [RECORD] } }],
	['list-under-an-unknown-name', { pettyCashMovements: [RECORD] }],
] as const)('%s wraps a record that is found, and no record', async (name, expected) => {
	await speak(name);
	await pay();

	expect(await payload()).toEqual(expected);
	expect(JSON.stringify(await payload({ pgReferenceNumber: 'R2' }))).not.toContain('amount');
});

it('list-on-a-spring-page counts records and pages, also of a part of the list', async () => {
	await speak('list-on-a-spring-page');
	const parts = { content: expect.anything(), empty: false };

	expect(await payload({}, '?limit=4&offset=4')).toEqual({
		...parts,
		...{ totalElements: 6, totalPages: 2, number: 1, size: 4, numberOfElements: 2 },
		...{ first: false, last: true },
	});
	expect(await payload({})).toEqual({
		...parts,
		...{ totalElements: 6, totalPages: 1, number: 0, size: 6, numberOfElements: 6 },
		...{ first: true, last: true },
	});
	expect(await payload({ pgReferenceNumber: 'R2' })).toMatchObject({ totalPages: 0, empty: true });
});

it('list-keyed-by-id has the records under their ids', async () => {
	await speak('list-keyed-by-id');
	const keys = Object.keys((await payload({})) ?? {});

	expect(keys).toHaveLength(6);
	expect(keys.filter((key) => !key.startsWith('ECT'))).toEqual([]);
});

it('list-with-an-unreadable-record has one record more, also where nothing is found', async () => {
	await speak('list-with-an-unreadable-record');
	await pay();
	const unreadable = expect.objectContaining({ enKashTransactionId: null });

	expect(await payload()).toEqual({ recordsCount: 2, data: [RECORD, unreadable] });
	expect(await payload({ pgReferenceNumber: 'R2' })).toEqual({
		recordsCount: 1,
		data: [unreadable],
	});
});

it.each([
	['nothing-as-null', 200, { code: 0, message: 'Success', payload: null }],
	['nothing-as-empty-object', 200, { code: 0, message: 'Success', payload: {} }],
	['nothing-as-empty-array', 200, { code: 0, message: 'Success', payload: [] }],
	['nothing-as-null-list', 200, { payload: { recordsCount: 0, data: null } }],
	['nothing-without-payload', 200, { code: 0, message: 'Success' }],
	['nothing-as-words-with-code-0', 200, { code: 0, payload: 'No records found' }],
	['nothing-in-words-1', 200, { code: 1, message: 'No transaction found' }],
	['nothing-in-words-2', 200, { code: 1, message: expect.stringMatching(/: R2$/) }],
	['nothing-in-words-3', 200, { code: 1, message: expect.stringMatching(/ \d\d:\d\d:\d\d$/) }],
	['nothing-in-words-4', 200, { code: 1, message: 'Data not available' }],
	['nothing-in-words-5', 200, { code: 1, message: 'Invalid reference number' }],
	['nothing-as-404', 404, { code: 1, message: 'No transactions found' }],
	['nothing-as-404-does-not-exist', 404, { code: 1, message: 'Transaction does not exist' }],
	['nothing-as-400', 400, { code: 1, message: 'Transaction not found' }],
	['nothing-as-422', 422, { code: 1, message: 'Invalid pgReferenceNumber' }],
	['nothing-as-204', 204, undefined],
] as const)('%s is what is said when nothing is found, and only then', async (name, code, body) => {
	await speak(name);
	await pay();
	const { status, json } = await ask({ pgReferenceNumber: 'R2' });

	expect([status, json]).toEqual([code, body && expect.objectContaining(body)]);
	expect(await payload()).toEqual({ recordsCount: 1, data: [RECORD] });
});
