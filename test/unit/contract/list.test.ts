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
	expect(read(payload)).toEqual({
		recordsCount: 1,
		data: [{ canonical: { enKashCardId: 'EKC1', token: 'raw' }, raw: ONE }],
	});
});

it('reads a list that is cut, with the count that EnKash gave', () => {
	expect(read({ recordsCount: 9, data: [ONE] })).toMatchObject({ recordsCount: 9, data: [{}] });
});

it.each([{ recordsCount: 0, data: [] }, { recordsCount: 0, data: null }, { recordsCount: 0 }, []])(
	'reads %p as nothing',
	(payload) => {
		expect(read(payload)).toEqual({ recordsCount: 0, data: [] });
	},
);

it.each([
	undefined,
	null,
	'text',
	5,
	{},
	{ recordsCount: 2 },
	{ recordsCount: -1, data: [] },
	{ recordsCount: 0.5, data: [] },
	{ data: {} },
	{ recordsCount: '1', data: [ONE] },
	[null],
	[[]],
	['text'],
	[{ token: 'no id' }],
])('does not take %p for a list of handles', (payload) => {
	expect(read(payload)).toBeUndefined();
});
