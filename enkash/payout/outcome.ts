import type { Failure } from '../failures/failure.ts';
import type { Paise } from '../money.ts';

/** What EnKash told of a payment. */
export interface Receipt {
	readonly transactionId?: string;
	readonly handleId?: string;
	readonly userId?: string;
	/** The handle's balance afterwards, in rupees. */
	readonly handleBalance?: number;
	/** ms since the epoch. */
	readonly paidAt?: number;
	/** In paise. Another one than is due now, where amounts are computed. */
	readonly amount?: Paise;
}

/**
 * What became of one payment.
 *
 * - `paid`: by this run; the answer said so, or the transaction was found by its reference.
 * - `alreadyPaid`: under the same reference, for the same amount and direction, before this run.
 * - `nothingToDo`: what was asked for is so already, without a payment.
 * - `wouldPay`: nothing was sent because the run only checks; a run that pays would send it.
 * - `rejected`: EnKash said no, or would; nothing was paid.
 * - `notSent`: nothing was sent, so nothing was paid.
 * - `unknown`: it may have been sent, and whether it was paid is not known. What EnKash told of it, if
 *   anything, is in the receipt.
 */
export type Outcome =
	| {
			readonly kind: 'paid';
			readonly confirmedBy: 'response' | 'lookup';
			readonly receipt: Receipt;
			/** Other transactions that EnKash shows under the same reference. */
			readonly alsoShownAs?: readonly string[];
	  }
	| {
			readonly kind: 'alreadyPaid';
			readonly receipt: Receipt;
			readonly alsoShownAs?: readonly string[];
	  }
	| { readonly kind: 'nothingToDo' }
	| { readonly kind: 'wouldPay' }
	| {
			readonly kind: 'rejected' | 'notSent' | 'unknown';
			readonly failure: Failure;
			readonly receipt?: Receipt;
	  };

export type Failed = Extract<Outcome, { failure: Failure }>;

export const hasFailure = (outcome: Outcome): outcome is Failed => 'failure' in outcome;

export const notSent = (failure: Failure): Failed => ({ kind: 'notSent', failure });

/** Nothing is wrong with it: it waits until others are corrected. */
export const HELD_BACK = notSent({ kind: 'notSent', code: 'held-back', data: {} });

export const isHeldBack = (outcome: Outcome): boolean =>
	hasFailure(outcome) && outcome.failure.code === 'held-back';
