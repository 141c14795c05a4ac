import { describe, expect, it } from '@jest/globals';
import { transaction } from '../../enkash/contract/transaction.ts';
import { handle } from '../../enkash/contract/handle.ts';
import { matchesHandle, matchingTransactions } from '../../enkash/filters.ts';

const records = (...raws: ReadonlyArray<Record<string, unknown>>) =>
	raws.map((raw) => ({ raw, canonical: transaction.parse(raw) }));

const kept = (...given: Parameters<typeof matchingTransactions>) => {
	const matching = matchingTransactions(...given);
	return matching.ok ? matching.value.map(({ raw }) => raw.id) : matching.failure;
};

describe('transactions are filtered', () => {
	it('without those that do not say what the filter is about', () => {
		const found = records({ id: 1, amount: 20 }, { id: 2 }, { id: 3, amount: 5 });
		expect(kept(found, { amountFrom: 1000n })).toEqual([1]);
	});

	it.each([
		['amount', { amountTo: 1n }],
		['date', { dateFrom: 0 }],
		['direction', { direction: 'CR' }],
		['handle', { handleId: 'EKC9MKS5RM' }],
		['status', { status: 'CREATED' }],
	] as const)('by %s only where any of them says it', (about, filters) => {
		expect(kept(records({ id: 1 }, { id: 2 }), filters)).toMatchObject({
			...{ code: 'filter-not-applicable', data: { about } },
		});
		expect(kept([], filters)).toEqual([]);
	});

	it.each([
		['completed', [1, 4]],
		['failed', [2]],
		['reversed', [3]],
		['pending', [5]],
		['CREATED', [1]],
		['declined', [2]],
	])('by what a status means, or by the word for it: %s', (status, ids) => {
		const found = records(
			{ id: 1, status: 'CREATED' },
			{ id: 2, status: { name: 'FL', label: 'Declined' } },
			{ id: 3, status: 'REVERSED' },
			{ id: 4, status: 'Success' },
			{ id: 5, status: 'INITIATED' },
		);
		expect(kept(found, { status })).toEqual(ids);
	});

	it('by how much moved, whichever way', () => {
		expect(kept(records({ id: 1, amount: -20 }), { amountFrom: 2000n })).toEqual([1]);
	});
});

describe('a handle is filtered', () => {
	const asha = handle.parse({
		...{ enKashCardId: 'EKC9MKS5RM', firstName: 'Asha', lastName: 'Menon' },
		...{ email: 'asha.menon@example.com', mobile: '+91 9600000001' },
		cardStatus: { name: 'UL', label: 'UnLocked' },
	});

	it.each([
		[{ name: 'ASHA  men' }, true],
		[{ name: 'Ravi' }, false],
		[{ mobile: '9600000001' }, true],
		[{ mobile: '600000001' }, false],
		[{ email: 'Asha.Menon@EXAMPLE.com' }, true],
		[{ status: 'active' }, true],
		[{ status: 'unlocked' }, true],
		[{ status: 'blocked' }, false],
	])('by %j: %p', (filters, isKept) => {
		expect(matchesHandle(asha, filters)).toBe(isKept);
	});
});
