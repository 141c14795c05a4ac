import { BoundedMap } from '../boundedMap.ts';
import type { Failure } from '../failures/failure.ts';
import { begunAt, leaseOverAt, recordTooSlow } from './lease.ts';
import type { Posted } from './payOne.ts';
import { HIDDEN_AT_MOST_MS, SEND_WITHIN_MS } from './timing.ts';

/** What this process has done with a payment, and when. */
interface Begun extends Posted {
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

/**
 * The payments that this process has begun, in all nodes and workflows, by their ids in the record. All
 * times are ms since the epoch.
 */
export class BegunPayments {
	private readonly known = new BoundedMap<string, Begun>(MAX_PAYMENTS);

	get(id: string): Begun | undefined {
		return this.known.get(id);
	}

	/** @param witness of the first attempt, which must not be hidden either */
	noteSent(id: string, is: 'paid' | 'unknown', posted: Posted, witness: string | undefined): void {
		const before = this.known.get(id);
		this.known.set(id, { is, ...posted, witness: before ? before.witness : witness });
	}

	/** Another run may be sending it: remembered as sent at the last moment at which that run could. */
	noteDoubt(id: string, now: number, witness: string | undefined): void {
		const before = this.known.get(id);
		this.known.set(id, {
			is: before?.is ?? 'doubtful',
			// Should EnKash show it, nobody knows since when it was there to be shown.
			firstAt: before?.firstAt ?? -Infinity,
			lastAt: now + SEND_WITHIN_MS,
			witness: before ? before.witness : witness,
		});
	}

	/** Why it must not be sent yet. */
	hindranceTo(id: string, now: number): Failure | undefined {
		const begun = this.known.get(id);
		if (!begun || begun.is === 'paid' || this.isOver(id, now)) return undefined;
		return begun.is === 'unknown' ? begunAt(begun.lastAt) : recordTooSlow(begun.lastAt);
	}

	/** Whether nobody of this process could be sending it any more at a moment. */
	isOver(id: string, at: number): boolean {
		const begun = this.known.get(id);
		return begun === undefined || leaseOverAt(begun.lastAt) <= at;
	}

	/** From when on it proves something that EnKash does not show it; `undefined`: it never does. */
	absenceTellsFrom(id: string): number | undefined {
		const begun = this.known.get(id);
		return begun?.witness === undefined ? undefined : begun.lastAt + HIDDEN_AT_MOST_MS;
	}
}
