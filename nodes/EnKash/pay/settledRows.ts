import { HELD_BACK, type Outcome } from '../../../enkash/payout/outcome.ts';
import type { Payment } from '../../../enkash/payout/payment.ts';
import type { Settled } from '../../../enkash/payout/settled.ts';
import { type ReadBatch, isAnyWrong } from './readBatch.ts';

/**
 * What became of each row of a batch, in order; blank ones are left out.
 *
 * @param outcomes of its payments, in order
 */
export function settledRows(
	{ rows, settings }: ReadBatch,
	outcomes: readonly Outcome[],
): readonly Settled[] {
	const mustWait = isAnyWrong(rows, settings);
	const left = [...outcomes];
	return rows.flatMap((row, item): Settled[] => {
		const { given, place } = row;
		const settled = { item, place, given, payment: 'payment' in row ? row.payment : undefined };
		switch (row.kind) {
			case 'blank':
				return [];
			case 'refused':
				return [{ ...settled, outcome: { kind: 'rejected', failure: row.failure } }];
			case 'heldBack':
				return [{ ...settled, outcome: HELD_BACK }];
			case 'payment': {
				const outcome = left.shift();
				if (!outcome) return [];
				const payment = asPaid(row.payment, outcome);
				// Only a check gets here while others are wrong.
				const isHeldBack = mustWait && outcome.kind === 'wouldPay';
				return [{ ...settled, payment, outcome: isHeldBack ? HELD_BACK : outcome }];
			}
		}
	});
}

/** A payment that was made before, with the amount that was paid then. */
const asPaid = (payment: Payment, outcome: Outcome): Payment =>
	outcome.kind === 'alreadyPaid' && outcome.receipt.amount !== undefined
		? { ...payment, amount: outcome.receipt.amount }
		: payment;
