import type { None } from './none.ts';

/** What can keep a payment from being made, or from being known to be made. */
export interface PaymentFailures {
	/** The execution was cancelled before the payment was sent. */
	'execution-cancelled': None;
}
