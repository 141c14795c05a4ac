import { Locks } from '../locks.ts';
import { BegunPayments } from './begunInProcess.ts';
import { EvidenceBook } from './proof.ts';
import { SpendingLimit } from './spendingLimit.ts';

/** What all nodes and workflows of one process share, so that they never pay the same at once. */
export class PayoutProcess {
	readonly locks = new Locks();
	readonly evidence = new EvidenceBook();
	readonly spending = new SpendingLimit();
	readonly begun = new BegunPayments();
}
