import { expect, it } from '@jest/globals';
import { openEnvelope } from '../../../enkash/contract/envelope.ts';
import { useSpeaker } from './speaking.mts';

const { at, speak, handle } = useSpeaker();

const search = async (filter: object = {}, query = '') => {
	const { status, json } = await at.caller.call('search', { ...filter }, {}, undefined, query);
	return { status, payload: openEnvelope(json)?.payload };
};

const RECORD = expect.objectContaining({ mobile: '9600000001' });

it.each([
	['handles-bare', [RECORD]],
	['handles-called-content', { content: [RECORD], totalElements: 1 }],
	['handles-one-as-object', RECORD],
	['handles-first-only', RECORD],
] as const)('%s wraps a handle', async (name, expected) => {
	const enKashCardId = await handle();
	await speak(name);

	expect((await search({ enKashCardId })).payload).toEqual(expected);
});

it('handles-one-as-object leaves a list of several alone, handles-first-only does not', async () => {
	await speak('handles-one-as-object');
	expect((await search()).payload).toMatchObject({ recordsCount: 26 });

	await speak('handles-first-only');
	expect((await search()).payload).toEqual(RECORD);
});

it.each([
	['handles-page-of-10-counted-all', '', 26, 10],
	['handles-page-of-10-counted-all', '?limit=20', 26, 10],
	['handles-page-of-10-uncounted', '', undefined, 10],
	['handles-paged-by-10', '', 26, 10],
	['handles-paged-by-10', '?offset=20', 26, 6],
	['handles-paged-by-10', '?limit=26', 26, 26],
] as const)('%s: the query %p gets so many', async (name, query, count, sent) => {
	await speak(name);
	const { payload } = await search({}, query);

	expect(payload).toMatchObject({ data: { length: sent } });
	expect(payload).toHaveProperty('data');
	if (count === undefined) expect(payload).not.toHaveProperty('recordsCount');
	else expect(payload).toHaveProperty('recordsCount', count);
});

it('handles-need-card-id refuses a question for all', async () => {
	const enKashCardId = await handle();
	await speak('handles-need-card-id');

	expect((await search()).status).toBe(400);
	expect((await search({ enKashCardId })).payload).toMatchObject({ recordsCount: 1 });
});

it('handles-ignore-card-id lists all, whatever is asked', async () => {
	const enKashCardId = await handle();
	await speak('handles-ignore-card-id');

	expect((await search({ enKashCardId })).payload).toMatchObject({ recordsCount: 26 });
});

it('handle-unknown-as-404 does not find what is not there', async () => {
	await speak('handle-unknown-as-404');

	expect((await search({ enKashCardId: 'EKC0000000' })).status).toBe(404);
});

it.each([
	['handles-with-country-code', { mobile: '+919600000001' }],
	['handles-with-emails-in-capitals', { email: 'ASHA.MENON@EXAMPLE.COM' }],
	['handles-with-masked-mobile', { mobile: 'XXXXXX0001' }],
	['handles-with-plain-status', { cardStatus: 'UnLocked' }],
] as const)('%s writes a handle so', async (name, expected) => {
	const enKashCardId = await handle();
	await speak(name);

	expect((await search({ enKashCardId })).payload).toMatchObject({ data: [expected] });
});

it('handles-without-mobile-and-email has neither', async () => {
	await speak('handles-without-mobile-and-email');
	const text = JSON.stringify((await search()).payload);

	expect(text).toContain('"firstName":"Asha"');
	expect(text).not.toMatch(/"(mobile|email)":/);
});
