import type { Failure } from '../failures/failure.ts';
import { groupBy } from '../groupBy.ts';
import type { Paise } from '../money.ts';
import { type Payment, identityOf } from './payment.ts';

/** What is wrong with one payment of a batch. */
export interface Problem {
	/** Index of the item. */
	readonly item: number;
	readonly failure: Failure;
}

type Items = ReadonlyMap<number, Payment>;

/**
 * What can be said of a batch by itself, before EnKash is asked for any of its payments: those that
 * cannot stand beside one another, and amounts above the credential's ceiling for one payment. Empty:
 * it can go.
 *
 * @param maxAmount in paise; `undefined`: no ceiling
 * @param nameOf the words for a person to find an item again
 */
export const validateBatch = (
	batch: Items,
	maxAmount: Paise | undefined,
	nameOf: (item: number) => string,
): Problem[] => [
	...sharedReferences(batch, nameOf),
	...aboveCeiling(batch, maxAmount),
	...computedTwice(batch),
];

/** Every payment that shares a reference is refused: which one was meant, nobody can tell. */
function sharedReferences(batch: Items, nameOf: (item: number) => string): Problem[] {
	const sharing = groupBy(batch, ([, payment]) => identityOf(payment));
	return [...batch].flatMap(([item, payment]): Problem[] => {
		const others = (sharing.get(identityOf(payment)) ?? []).filter(([other]) => other !== item);
		if (others.length === 0) return [];
		const data = { reference: payment.reference, others: others.map(([other]) => nameOf(other)) };
		return [
			{
				item,
				failure: { kind: 'invalid', code: 'reference-shared', data, field: 'referenceNumber' },
			},
		];
	});
}

const aboveCeiling = (batch: Items, limit: Paise | undefined): Problem[] =>
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

/** Amounts that are computed from one balance, each as if the others were not there. */
function computedTwice(batch: Items): Problem[] {
	const sharing = groupBy(batch, ([, { isAmountComputed, recipient }]) =>
		isAmountComputed ? recipient.handleId : undefined,
	);
	return [...sharing].flatMap(([handleId, payments]) =>
		payments.length === 1
			? []
			: payments.map(([item, { payee }]): Problem => {
					const data = { handleId, name: payee?.name ?? '' };
					return { item, failure: { kind: 'invalid', code: 'computed-twice', data } };
				}),
	);
}
