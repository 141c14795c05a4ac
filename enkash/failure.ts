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

export interface Failure {
	readonly kind: FailureKind;
	/** What happened, in EnKash's own words where it spoke. */
	readonly message: string;
	/** How to get on. */
	readonly advice?: string;
	/** The field, or the path inside an answer, that the failure is about. */
	readonly field?: string;
	/** EnKash's name of the endpoint. */
	readonly endpoint?: string;
	/** HTTP status, where there was an answer. */
	readonly status?: number;
	/** The envelope's code, where there was an envelope. */
	readonly code?: number;
	/** Every other item would meet the same, so that no further one is tried. */
	readonly affectsWholeBatch?: boolean;
	/** How long EnKash asks to wait, in ms. */
	readonly retryAfterMs?: number;
	/** The answer, without secrets. */
	readonly body?: unknown;
}
