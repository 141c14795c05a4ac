import { BoundedMap } from '../boundedMap.ts';
import type { Failure } from '../failures/failure.ts';
import type { Paise } from '../money.ts';
import { begunAt, leaseOverAt, recordTooSlow } from './lease.ts';
import { HIDDEN_AT_MOST_MS, SEND_WITHIN_MS } from './timing.ts';

/** What this process has done with a payment, and when. */
interface Begun {
	/**
	 * - `paid`: EnKash said so.
	 * - `unknown`: what became of it is not known.
	 * - `doubtful`: this process sent nothing, but another run may have, until `lastAt` at the latest.
	 */
	readonly is: 'paid' | 'unknown' | 'doubtful';
	/** When its last POST was begun, or may have been. */
	readonly lastAt: number;
	/** In paise, as it was sent. */
	readonly amount?: Paise;
}

const MAX_PAYMENTS = 100_000;

/**
 * The payments that this process has begun, in all nodes and workflows, by their ids in the record. All
 * times are ms since the epoch.
 */
export class BegunPayments {
	private readonly known = new BoundedMap<string, Begun>(MAX_PAYMENTS);
	private readonly usedChecks = new BoundedMap<string, true>(MAX_PAYMENTS);

	get(id: string): Begun | undefined {
		return this.known.get(id);
	}

	isPaid(id: string): boolean {
		return this.known.get(id)?.is === 'paid';
	}

	/** @param amount in paise */
	noteSent(id: string, is: 'paid' | 'unknown', lastAt: number, amount: Paise): void {
		this.known.set(id, { is, lastAt, amount });
	}

	/** Whether it was sent since a person looked for it. */
	isCheckUsed(id: string): boolean {
		return this.usedChecks.get(id) === true;
	}

	useCheck(id: string): void {
		this.usedChecks.set(id, true);
	}

	endCheck(id: string): void {
		this.usedChecks.delete(id);
	}

	/** Another run may be sending it: remembered as sent at the last moment at which that run could. */
	noteDoubt(id: string, now: number): void {
		const before = this.known.get(id) ?? { is: 'doubtful' };
		this.known.set(id, { ...before, lastAt: now + SEND_WITHIN_MS });
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

	/**
	 * From when on its absence proves that it was not made: only of what this process has not sent itself.
	 * What it has sent EnKash may hold back for days.
	 */
	absenceTellsFrom(id: string): number | undefined {
		const begun = this.known.get(id);
		return begun?.is === 'doubtful' ? begun.lastAt + HIDDEN_AT_MOST_MS : undefined;
	}
}
