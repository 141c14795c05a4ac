import type { BatchFailures } from './batch.ts';
import type { InputFailures } from './input.ts';
import type { PaymentFailures } from './payment.ts';
import type { ReadFailures } from './read.ts';
import type { RecipientFailures } from './recipient.ts';
import type { ResponseFailures } from './response.ts';
import type { SessionFailures } from './session.ts';

/**
 * The one classification of what can go wrong between a workflow and EnKash.
 *
 * - `invalid`: the input cannot be right; nothing was sent.
 * - `credential`: EnKash refuses who is asking; every further call would meet the same.
 * - `rejected`: EnKash understood and said no.
 * - `rateLimited`: EnKash asks to wait.
 * - `notSent`: the request never reached EnKash.
 * - `unknown`: it may have reached EnKash; what it did there is not known.
 * - `unexpected`: EnKash answered something that does not fit the contract.
 */
export type FailureKind =
	| 'invalid'
	| 'credential'
	| 'rejected'
	| 'rateLimited'
	| 'notSent'
	| 'unknown'
	| 'unexpected';

/** What is known of any failure, whatever its code. */
interface Facts {
	readonly kind: FailureKind;
	/** The field, or the path inside an answer, that the failure is about. */
	readonly field?: string;
	/** EnKash's name of the endpoint. */
	readonly endpoint?: string;
	/** HTTP status, where there was an answer. */
	readonly status?: number;
	/** The envelope's code, where there was an envelope. */
	readonly enkashCode?: number;
	/** Every other item would meet the same, so that no further one is tried. */
	readonly affectsWholeBatch?: boolean;
	/** How long EnKash asks to wait, in ms. */
	readonly retryAfterMs?: number;
	/** The answer, without secrets. */
	readonly body?: unknown;
}

/** By code, what a failure's text is put together from; see `texts/`. */
export type FailureData = ResponseFailures &
	SessionFailures &
	PaymentFailures &
	BatchFailures &
	InputFailures &
	ReadFailures &
	RecipientFailures;

/** Stable: workflows and tests match it. */
export type FailureCode = keyof FailureData;

/** Why, without the facts around it: a code and the data that goes with it. */
export type Reason<Code extends FailureCode = FailureCode> = {
	readonly [C in Code]: { readonly code: C; readonly data: FailureData[C] };
}[Code];

/** A failure of one of the codes, or of any. Its words are put together in `texts/`. */
export type Failure<Code extends FailureCode = FailureCode> = {
	readonly [C in Code]: Facts & { readonly code: C; readonly data: FailureData[C] };
}[Code];
