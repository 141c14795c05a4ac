import { handle } from '../../../enkash/contract/handle.ts';
import { listOf } from '../../../enkash/contract/list.ts';

const handles = listOf(handle);
const ONE = { enkashCardId: 'EKC1', token: 'raw' };
const read = (payload: unknown) => {
	const parsed = handles.safeParse(payload);
	return parsed.success ? parsed.data : undefined;
};

it.each([
	['with its count', { recordsCount: 1, data: [ONE] }],
	['without its count', { data: [ONE] }],
	['as it is', [ONE]],
	['of one record alone', ONE],
])('reads a list %s, and keeps the very records that came', (_, payload) => {
	expect(read(payload)).toMatchObject({
		recordsCount: 1,
		isCut: false,
		unreadable: 0,
		data: [{ canonical: { enKashCardId: 'EKC1', token: 'raw' }, raw: ONE }],
	});
});

it('reads a list that is cut, with the count that EnKash gave', () => {
	expect(read({ recordsCount: 9, data: [ONE] })).toMatchObject({
		recordsCount: 9,
		isCut: true,
		data: [{}],
	});
});

it.each([{ recordsCount: 0, data: [] }, { recordsCount: 0, data: null }, { recordsCount: 0 }, []])(
	'reads %p as nothing',
	(payload) => {
		expect(read(payload)).toEqual({ recordsCount: 0, data: [], isCut: false, unreadable: 0 });
	},
);

it.each([undefined, null, 'text', 5, {}, { recordsCount: 2 }, { data: {} }])(
	'does not take %p for a list of handles',
	(payload) => {
		expect(read(payload)).toBeUndefined();
	},
);

it.each(['transactions', 'records', 'content', 'list', 'items', 'result'])(
	'finds the rows in a container called %s, and inside another one',
	(name) => {
		expect(read({ [name]: [ONE] })?.data).toHaveLength(1);
		expect(read({ result: { [name]: [ONE] } })?.data).toHaveLength(1);
	},
);

it('leaves odd rows out, and counts them', () => {
	expect(read([ONE, null, 'text', { token: 'no id' }])).toMatchObject({
		data: [{ raw: ONE }],
		unreadable: 3,
	});
});

it.each([
	{ content: [ONE], totalElements: 2 },
	{ content: [ONE], last: false },
	{ content: [ONE], hasMore: true },
	{ content: [ONE], totalPages: 2 },
	{ content: [ONE], size: 2 },
	{ recordsCount: '2', data: [ONE] },
])('takes %p for cut', (payload) => {
	expect(read(payload)?.isCut).toBe(true);
});

it.each([
	{ content: [ONE], totalElements: 1, size: 20, last: true },
	{ content: [ONE], totalElements: 1, totalPages: 1, size: 20 },
])('takes %p for whole', (payload) => {
	expect(read(payload)?.isCut).toBe(false);
});
