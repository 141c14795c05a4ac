import { type Paise, formatRupees, sum } from '../money.ts';
import type { Failure } from '../failures/failure.ts';
import type { Payment } from './payment.ts';

/** Ceilings of the credential, in paise. No limit if absent. */
export interface Limits {
	readonly perAllocation?: Paise;
	readonly perExecution?: Paise;
}

/** What is wrong with one item of a batch, or with the batch as a whole. */
export interface Problem {
	/** Index of the item; absent if it is about all of them. */
	readonly item?: number;
	readonly failure: Failure;
}

/** What an execution has moved so far, by `identityOf`: an agent or a loop pays in several batches. */
export type Moved = ReadonlyMap<string, Paise>;

/** All that makes a batch refusable before anything is sent. Empty: it can go. */
export function validateBatch(
	batch: readonly Payment[],
	limits: Limits,
	moved: Moved = new Map(),
): Problem[] {
	return [
		...sharedReferences(batch),
		...overLimit(batch, limits),
		...overTotal(batch, limits, moved),
	];
}

/** A reference is one payment within an account; two items cannot share it. */
export const identityOf = ({ cardAccountId, reference }: Payment) =>
	`${cardAccountId} ${reference}`;

function sharedReferences(batch: readonly Payment[]): Problem[] {
	const first = new Map<string, number>();
	return batch.flatMap((payment, item): Problem[] => {
		const key = identityOf(payment);
		const other = first.get(key);
		if (other === undefined) {
			first.set(key, item);
			return [];
		}
		return [
			{
				item,
				failure: {
					kind: 'invalid',
					field: 'referenceNumber',
					message: `Items ${other} and ${item} have the same reference ${payment.reference}`,
					advice:
						'One reference is paid once. Give each item a reference of its own; if one person is to be paid twice in a period, give the two payments a different "Purpose".',
				},
			},
		];
	});
}

function overLimit(batch: readonly Payment[], { perAllocation }: Limits): Problem[] {
	if (perAllocation === undefined) return [];
	return batch.flatMap(({ amount }, item): Problem[] =>
		amount <= perAllocation
			? []
			: [
					{
						item,
						failure: {
							kind: 'invalid',
							field: 'amount',
							message: `${formatRupees(amount)} is more than the ${formatRupees(perAllocation)} that the credential allows for one allocation`,
							advice:
								'Lower the amount, or have the owner of the credential raise "Maximum Amount per Allocation".',
						},
					},
				],
	);
}

function overTotal(batch: readonly Payment[], { perExecution }: Limits, moved: Moved): Problem[] {
	const amounts = new Map(moved);
	batch.forEach((payment) => amounts.set(identityOf(payment), payment.amount));
	const total = sum([...amounts.values()]);
	if (perExecution === undefined || total <= perExecution) return [];
	return [
		{
			failure: {
				kind: 'invalid',
				field: 'amount',
				message: `This execution adds up to ${formatRupees(total)}, more than the ${formatRupees(perExecution)} that the credential allows for one execution`,
				advice:
					'Send fewer items at once, or have the owner of the credential raise "Maximum Amount per Execution".',
			},
		},
	];
}
