import type { Payment } from '../../../enkash/payout/payment.ts';
import type { Outcome, Failed } from '../../../enkash/payout/outcome.ts';
import type { Settled } from '../../../enkash/payout/settled.ts';
import { payment } from '../payout/payments.ts';

export const NOVEMBER_25 = Date.parse('2026-11-25T10:20:00+05:30');

const NAMES = ['Asha Menon', 'Ravi Kumar', 'Lakshmi Iyer', 'Arjun Reddy', 'Priya Nair'];

/** Payments of ₹1,500.00 each, with what became of them. */
export const settledAs = (outcomes: readonly Outcome[], fields?: Partial<Payment>): Settled[] =>
	outcomes.map((outcome, item) => ({
		item,
		outcome,
		payment: payment({
			payee: { name: NAMES[item] },
			amount: 150_000n,
			reference: `PAY-${item}`,
			...fields,
		}),
	}));

export const PAID: Outcome = { kind: 'paid', confirmedBy: 'response', receipt: {} };
export const WOULD: Outcome = { kind: 'wouldPay' };
export const before = (paidAt = NOVEMBER_25): Outcome => ({
	kind: 'alreadyPaid',
	receipt: { paidAt },
});
export const refused = (words = 'Card is blocked'): Outcome => ({
	kind: 'rejected',
	failure: { kind: 'rejected', code: 'handle-blocked', data: { words } },
});
export const HELD: Outcome = {
	kind: 'notSent',
	failure: { kind: 'notSent', code: 'execution-cancelled', data: {} },
};
export const UNKNOWN: Failed = {
	kind: 'unknown',
	failure: { kind: 'unknown', code: 'connection-lost', data: {} },
};
