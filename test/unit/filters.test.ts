import { describe, expect, it } from '@jest/globals';
import { transaction } from '../../enkash/contract/transaction.ts';
import { matchingTransactions } from '../../enkash/filters.ts';

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

	it('by how much moved, whichever way', () => {
		expect(kept(records({ id: 1, amount: -20 }), { amountFrom: 2000n })).toEqual([1]);
	});
});
