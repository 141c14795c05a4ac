import type { Allocation } from '../contract/allocation.ts';
import type { Failure } from '../failure.ts';
import type { Found } from './lookUp.ts';

/** What EnKash told of a payment. */
export type Receipt = Pick<
	Allocation,
	'enKashCardId' | 'userId' | 'enKashTransactionId' | 'otbBalance'
>;

/**
 * What became of one instruction.
 *
 * - `paid`: by this run; the answer said so, or the transaction was found by its reference.
 * - `alreadyPaid`: under the same reference, for the same amount and direction, before this run.
 * - `rejected`: EnKash said no; nothing was paid.
 * - `notSent`: nothing was sent, so nothing was paid.
 * - `unknown`: it was sent, no answer came, and the transaction was not found in time.
 * - `planned`: a dry run would have sent it.
 */
export type Outcome =
	| {
			readonly kind: 'paid';
			readonly confirmedBy: 'response' | 'lookup';
			readonly receipt: Receipt;
	  }
	| { readonly kind: 'alreadyPaid'; readonly receipt: Receipt }
	| { readonly kind: 'planned' }
	| { readonly kind: 'rejected' | 'notSent' | 'unknown'; readonly failure: Failure };

export type Unpaid = Extract<Outcome, { failure: Failure }>;

export const isUnpaid = (outcome: Outcome): outcome is Unpaid => 'failure' in outcome;

export const notSent = (failure: Failure): Unpaid => ({ kind: 'notSent', failure });

/** What becomes of a payment by what EnKash knows of it; `undefined` if it may be sent. */
export function beforeSending(found: Found): Outcome | undefined {
	if (found.kind === 'absent') return undefined;
	if (found.kind === 'paid') return { kind: 'alreadyPaid', receipt: found.receipt };
	if (found.kind === 'conflict') return { kind: 'rejected', failure: found.failure };
	return notSent({
		...found.failure,
		message: `Whether it was paid before could not be found out, so nothing was sent: ${found.failure.message}`,
	});
}
