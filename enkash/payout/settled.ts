import type { Direction } from '../contract/allocation.ts';
import type { Counts } from '../failures/batch.ts';
import { type Paise, sum } from '../money.ts';
import type { Outcome } from './outcome.ts';
import type { Payee, Payment } from './payment.ts';

/** One row of a batch, and what became of it. */
export interface Settled {
	/** Index of the item. */
	readonly item: number;
	/** Missing where the row could not be read. */
	readonly payment?: Payment;
	readonly outcome: Outcome;
	/** Where a person finds the row again: "Row 4". */
	readonly place?: string;
	/** Whom the row names, as it is written there. */
	readonly given?: Given;
}

/** A person in a row, or the handle by which the row names one. */
export interface Given extends Payee {
	readonly handleId?: string;
}

export type Kind = Outcome['kind'];

export const ofKind = (settled: readonly Settled[], kind: Kind): readonly Settled[] =>
	settled.filter(({ outcome }) => outcome.kind === kind);

/** The sum of payments, in paise. */
export const amountIn = (settled: readonly Settled[]): Paise =>
	sum(settled.map(({ payment }) => payment?.amount ?? 0n));

/** Which way a batch moves money: one operation makes all of its payments. */
export const directionIn = (settled: readonly Settled[]): Direction =>
	settled.find(({ payment }) => payment)?.payment?.direction ?? 'CR';

export function countsOf(settled: readonly Settled[]): Counts {
	const count = (kind: Kind) => ofKind(settled, kind).length;
	return {
		paid: count('paid'),
		alreadyPaid: count('alreadyPaid'),
		nothingToDo: count('nothingToDo'),
		wouldPay: count('wouldPay'),
		rejected: count('rejected'),
		unknown: count('unknown'),
		notSent: count('notSent'),
	};
}
