import { BoundedMap } from '../boundedMap.ts';
import { Locks } from '../locks.ts';
import type { Posted } from './payOne.ts';
import { EvidenceBook } from './proof.ts';
import { SpendingLimit } from './spendingLimit.ts';

/** What this process has done with a payment, and when. */
export interface Begun extends Posted {
	/**
	 * - `paid`: EnKash said so.
	 * - `unknown`: what became of it is not known.
	 * - `doubtful`: this process sent nothing, but another run may have, until `lastAt` at the latest.
	 */
	readonly is: 'paid' | 'unknown' | 'doubtful';
	/** The reference of a payment that EnKash had shown by then, if there was one. */
	readonly witness?: string;
}

const MAX_PAYMENTS = 100_000;

/** What all nodes and workflows of one process share, so that they never pay the same at once. */
export class PayoutProcess {
	readonly locks = new Locks();
	readonly evidence = new EvidenceBook();
	readonly spending = new SpendingLimit();
	/** By the payment's id in the record. */
	readonly begun = new BoundedMap<string, Begun>(MAX_PAYMENTS);
}
