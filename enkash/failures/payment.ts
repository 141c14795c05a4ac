import type { Direction } from '../contract/allocation.ts';
import type { Paise } from '../money.ts';
import type { Payee } from '../payout/payment.ts';
import type { Failure } from './failure.ts';
import type { None } from './none.ts';

/** A payment that EnKash shows under a reference. */
interface Shown {
	readonly reference: string;
	readonly payee?: Payee;
	readonly paid: Paise;
	/** ms since the epoch. */
	readonly paidAt?: number;
}

/** What can keep a payment from being made, or from being known to be made. */
export interface PaymentFailures {
	// Before anything is looked up.
	/** `others` are the rows that have it, too, in the words for a person. */
	readonly 'reference-shared': { readonly reference: string; readonly others: readonly string[] };
	readonly 'allocation-limit-exceeded': { readonly amount: Paise; readonly limit: Paise };

	// Something else stands under the reference.
	readonly 'reference-taken': Shown & {
		readonly direction: Direction;
		readonly handleId?: string;
	};
	readonly 'amount-differs': Shown & {
		readonly direction: Direction;
		readonly wanted: Paise;
		readonly period?: string;
		readonly purpose?: string;
	};
	readonly 'direction-differs': Shown & { readonly direction: Direction };
	/** EnKash lists it with a status that says that it did not happen. */
	readonly 'payment-failed-at-enkash': { readonly reference: string; readonly status: string };
	/** It was paid, and reversed, refunded or cancelled. */
	readonly 'payment-taken-back': {
		readonly reference: string;
		readonly payee: Payee;
		readonly amount: Paise;
		readonly status?: string;
		/** ms since the epoch. */
		readonly paidAt?: number;
		readonly transactionId?: string;
	};
	readonly 'status-not-known': { readonly reference: string; readonly status: string };

	// EnKash's answer to a look-up proves nothing.
	/** `cause` is why EnKash could not be asked. */
	readonly 'look-up-failed': { readonly reference: string; readonly cause: Failure };
	readonly 'list-cut': { readonly counted: number; readonly listed: number };
	readonly 'filter-ignored': { readonly reference: string };
	readonly 'reference-written-differently': {
		readonly reference: string;
		readonly written: string;
	};
	readonly 'record-contradicts-itself': { readonly reference: string; readonly field: string };
	readonly 'record-incomplete': { readonly reference: string; readonly missing: string };
	readonly 'record-of-other-account': { readonly reference: string; readonly account: string };
	readonly 'amount-in-paise': {
		readonly reference: string;
		readonly shown: Paise;
		readonly wanted: Paise;
	};
	readonly 'payee-not-told': { readonly reference: string };
	/** EnKash said something that is neither a list nor its way to say "there is none". */
	readonly 'look-up-not-understood': { readonly reference: string; readonly words?: string };
	/** EnKash wants the handle's id in the question, and there is none that is certain. */
	readonly 'handle-needed-to-look-up': { readonly reference: string };

	// It was not proven that the look-up would show what was paid.
	/** The first payment of this run is not shown by EnKash under its reference. */
	readonly 'payment-not-shown': { readonly reference: string; readonly transactionId?: string };
	/** It is shown, with another amount, handle or status. */
	readonly 'payment-shown-differently': { readonly reference: string; readonly cause: Failure };
	/** EnKash could not be asked for it, or what it said proves nothing. */
	readonly 'look-up-inconclusive': { readonly reference: string; readonly cause: Failure };
	/** Up to three payments in a row were refused, so that nothing could be proven. */
	readonly 'no-payment-to-prove-with': None;
	/**
	 * Begun by an earlier run, and absent now, which proves nothing yet: not before a moment, in ms since
	 * the epoch, or never by itself.
	 */
	readonly 'begun-before': { readonly reference: string; readonly notBefore?: number };
	/** It was sent since a person looked for it by hand. */
	readonly 'check-used': { readonly reference: string };

	// n8n's own record.
	/** Begun by another run between two moments; may be tried again after a third. All in ms. */
	readonly 'begun-by-another-run': {
		readonly from: number;
		readonly to: number;
		readonly runAgainAfter: number;
	};
	readonly 'record-too-slow': { readonly runAgainAfter: number };
	readonly 'record-unavailable': None;
	readonly 'lease-expired': None;
	/** n8n recorded it as paid, and EnKash does not show it. */
	readonly 'recorded-but-not-shown': { readonly reference: string };
	/** EnKash said to an earlier run that it is paid; `cause` is why this run could not see that. */
	readonly 'paid-but-not-confirmed': { readonly reference: string; readonly cause: Failure };

	// The batch.
	readonly 'balance-not-enough': {
		readonly account: string;
		readonly available: Paise;
		readonly needed: Paise;
	};
	readonly 'balance-unreadable': { readonly cause: Failure };
	readonly 'execution-limit-exceeded': {
		readonly total: Paise;
		readonly limit: Paise;
		readonly paidBefore: Paise;
	};
	/** Another payment met what every payment would meet. */
	readonly stopped: { readonly cause: Failure };
	/** Three payments in a row ended unknown. */
	readonly 'too-many-unknown': None;
	/** Nothing is sent because other payments of the batch must be corrected first. */
	readonly 'held-back': None;
	/** The execution was cancelled before the payment was sent. */
	readonly 'execution-cancelled': None;

	// It was sent. `lookUp` is why the look-up did not settle it; without it, EnKash does not show it (yet).
	/** `cause` is what became of the request. */
	readonly 'outcome-unknown': {
		readonly reference: string;
		readonly cause: Failure;
		readonly lookUp?: Failure;
		/** ms since the epoch; missing where a next run would not look for it, but pay again. */
		readonly runAgainAfter?: number;
	};
	/** EnKash accepted it, and repeated something else than was sent. */
	readonly 'accepted-differently': Difference & {
		readonly reference: string;
		readonly transactionId?: string;
		readonly lookUp?: Failure;
	};
	/** EnKash says that it has the reference, and does not show it as this payment. */
	readonly 'duplicate-not-shown': {
		readonly reference: string;
		readonly words: string;
		readonly lookUp?: Failure;
	};
}

/** A fact of a payment that EnKash repeats otherwise than it was sent, or, without words, leaves out. */
export interface Difference {
	readonly field: 'reference' | 'status' | 'amount' | 'handle' | 'mobile';
	readonly said?: string;
}
