import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { openEnvelope } from '../../../enkash/contract/envelope.ts';
import { useSpeaker } from './speaking.mts';

const { at, speak, pay, ask, payload, handle } = useSpeaker();

const list = z.object({
	recordsCount: z.number().optional(),
	data: z.array(z.object({ pgReferenceNumber: z.string() })),
});

async function found(filter: object, query = '') {
	const { recordsCount, data } = list.parse(await payload(filter, query));
	return { count: recordsCount, references: data.map((each) => each.pgReferenceNumber) };
}

const PAST = Array.from({ length: 12 }, (_, n) => `PAST-${String(n + 1).padStart(5, '0')}`);
const NEWEST = PAST.toReversed();

const withTwelve = async () => {
	await at.control.reset({ transactions: 12 });
	at.caller.forget();
};

describe('a filter that is ignored', () => {
	it.each([
		['filter-ignored', 12, NEWEST],
		['filter-ignored-newest-10-counted-10', 10, NEWEST.slice(0, 10)],
		['filter-ignored-newest-10-counted-all', 12, NEWEST.slice(0, 10)],
		['filter-ignored-newest-10-uncounted', undefined, NEWEST.slice(0, 10)],
		['filter-ignored-paged-by-10', 12, NEWEST.slice(0, 10)],
		['reference-ignored', 12, NEWEST],
	] as const)('(%s) finds what was not asked for', async (name, count, references) => {
		await withTwelve();
		await speak(name);

		expect(await found({ pgReferenceNumber: 'PAST-00001' })).toEqual({ count, references });
		expect(await found({ pgReferenceNumber: 'R2' })).toEqual({ count, references });
	});

	it('lets one turn pages where the dialect says so', async () => {
		await withTwelve();
		const filter = { pgReferenceNumber: 'R2' };
		await speak('filter-ignored-paged-by-10');
		expect((await found(filter, '?offset=10')).references).toEqual(NEWEST.slice(10));

		await speak('filter-ignored-newest-10-counted-all');
		expect((await found(filter, '?offset=10&limit=50')).references).toEqual(NEWEST.slice(0, 10));
	});

	it('leaves other filters alone in reference-ignored', async () => {
		await speak('reference-ignored');

		expect((await found({ cardTransactionType: 'DR' })).references).toEqual(['PAST-00005']);
	});
});

describe('a question for several references', () => {
	const ask12 = async () => await found({ pgReferenceNumbers: PAST });

	it.each([
		['plural-cut-to-10', 10, PAST.slice(0, 10).reverse()],
		['page-of-10-counted-10', 10, NEWEST.slice(0, 10)],
		['page-of-10-counted-all', 12, NEWEST.slice(0, 10)],
		['page-of-10-uncounted', undefined, NEWEST.slice(0, 10)],
		['plural-finds-nothing', 0, []],
	] as const)('(%s) does not find them all', async (name, count, references) => {
		await withTwelve();
		await speak(name);

		expect(await ask12()).toEqual({ count, references });
		expect(await found({ pgReferenceNumber: 'PAST-00001' })).toMatchObject({
			references: ['PAST-00001'],
		});
	});

	it('is one for everything where it is ignored', async () => {
		await speak('plural-ignored');

		expect((await found({ pgReferenceNumbers: ['R1', 'R2'] })).references).toHaveLength(6);
	});

	it('is refused where EnKash does not know it', async () => {
		await speak('plural-refused');

		expect((await ask({ pgReferenceNumbers: ['R1'] })).status).toBe(422);
		expect((await ask()).status).toBe(200);
	});
});

describe('a page', () => {
	it.each([
		['paged-by-10', '', NEWEST.slice(0, 10)],
		['paged-by-10', '?offset=10', NEWEST.slice(10)],
		['paged-by-10', '?limit=12', NEWEST],
		['paged-by-10-at-most', '?limit=12', NEWEST.slice(0, 10)],
		['paged-by-10-at-most', '?limit=3&offset=3', NEWEST.slice(3, 6)],
		['offset-ignored', '?offset=10', NEWEST.slice(0, 10)],
		['offset-ignored', '?limit=12&offset=10', NEWEST],
		['oldest-first', '?limit=3', PAST.slice(0, 3)],
	] as const)('(%s) is what the query %p gets', async (name, query, references) => {
		await withTwelve();
		await speak(name);

		expect(await found({}, query)).toEqual({ count: 12, references });
	});
});

describe('a field that is required', () => {
	it.each([
		['card-id-required', 400, 'enKashCardId'],
		['card-id-required-by-code-1', 200, 'enKashCardId'],
		['reference-required', 400, 'pgReferenceNumber'],
		['dates-required', 400, 'txnDateFrom'],
	] as const)('(%s) is named when it is missing', async (name, status, field) => {
		await pay();
		await speak(name);
		const answer = await ask({});
		const given = {
			enKashCardId: await handle(),
			pgReferenceNumber: 'R1',
			txnDateFrom: '2025-01-01T00:00:00.000Z',
		};

		expect(answer.status).toBe(status);
		expect(openEnvelope(answer.json)).toMatchObject({ code: 1, message: `${field} is mandatory` });
		expect((await found({ [field]: given[field] })).references).toContain('R1');
	});
});
