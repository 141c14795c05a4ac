import type { Failure } from '../failures/failure.ts';
import type { Paise } from '../money.ts';
import { type Payment, identityOf } from './payment.ts';

/** What is wrong with one payment of a batch. */
export interface Problem {
	/** Index of the item. */
	readonly item: number;
	readonly failure: Failure;
}

/**
 * What can be said of a batch by itself, before anything is asked: payments that share a reference, and
 * amounts above the credential's ceiling for one payment. Empty: it can go.
 *
 * @param maxAmount in paise; `undefined`: no ceiling
 * @param nameOf the words for a person to find an item again
 */
export const validateBatch = (
	batch: ReadonlyMap<number, Payment>,
	maxAmount: Paise | undefined,
	nameOf: (item: number) => string,
): Problem[] => [...sharedReferences(batch, nameOf), ...aboveCeiling(batch, maxAmount)];

/** Every payment that shares a reference is refused: which one was meant, nobody can tell. */
function sharedReferences(
	batch: ReadonlyMap<number, Payment>,
	nameOf: (item: number) => string,
): Problem[] {
	const items = new Map<string, number[]>();
	for (const [item, payment] of batch) {
		const key = identityOf(payment);
		items.set(key, [...(items.get(key) ?? []), item]);
	}
	return [...batch].flatMap(([item, payment]): Problem[] => {
		const others = (items.get(identityOf(payment)) ?? []).filter((other) => other !== item);
		if (others.length === 0) return [];
		const data = { reference: payment.reference, others: others.map(nameOf) };
		return [
			{
				item,
				failure: { kind: 'invalid', code: 'reference-shared', data, field: 'referenceNumber' },
			},
		];
	});
}

const aboveCeiling = (batch: ReadonlyMap<number, Payment>, limit: Paise | undefined): Problem[] =>
	[...batch].flatMap(([item, { amount }]): Problem[] => {
		if (limit === undefined || amount <= limit) return [];
		const data = { amount, limit };
		return [
			{
				item,
				failure: { kind: 'invalid', code: 'allocation-limit-exceeded', data, field: 'amount' },
			},
		];
	});
