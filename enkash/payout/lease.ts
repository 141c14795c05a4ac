import type { Failure } from '../failures/failure.ts';
import { backOff } from '../requests/retry.ts';
import type { RecordWriter } from './recordWriter.ts';
import {
	LEASE_INTERVAL_MS,
	MAX_CLOCK_SKEW_MS,
	MAX_DELAY_MS,
	SEND_WITHIN_MS,
	SETTLING_MS,
} from './timing.ts';

export interface LeasePorts {
	/** Absent where n8n offers no store. */
	readonly store?: Pick<RecordWriter, 'record' | 'remove'>;
	readonly sleep: (ms: number) => Promise<void>;
	/** ms since the epoch. */
	readonly now: () => number;
	/** ms from any fixed point, by a clock that nobody sets. */
	readonly elapsed: () => number;
	/** A key that no other call ever records. */
	readonly nonce: () => string;
}

/**
 * What the record says of one payment.
 *
 * - `fresh`: nobody has begun it.
 * - `begun`: an earlier run has, and its lease is over.
 * - `refused`: another run has, and may be sending it now; or the store was too slow to tell.
 * - `doubtful`: nobody has, but the store was so slow that another run's lease may have been erased.
 */
export type Standing =
	| { readonly kind: 'fresh' | 'begun' }
	| { readonly kind: 'refused' | 'doubtful'; readonly failure: Failure };

/** Payments that this run has asked the record for, and leased as far as they are not refused. */
export interface Lease {
	readonly kind: 'leased';
	readonly interval: number;
	readonly standings: ReadonlyMap<string, Standing>;
	/** For how many ms a POST may still leave under this lease. */
	readonly leftMs: () => number;
}

export type Leased =
	| Lease
	/** n8n keeps no such store here. */
	| { readonly kind: 'storeMissing' }
	| { readonly kind: 'storeDown'; readonly failure: Failure };

/** Of a call that throws. */
const MAX_ATTEMPTS = 5;
/** Of leasing: each is overwritten where many workers lease at once. */
const MAX_LEASINGS = 20;
const BACK_OFF = { firstMs: SETTLING_MS, longestMs: 2_000 };

/** `removeProcessed` searches the row once per key, so that longer lists would take too long. */
const MAX_KEYS_A_CALL = 500;

const intervalOf = (ms: number) => Math.floor(ms / LEASE_INTERVAL_MS);
const leaseKey = (id: string, interval: number) => `${id}@${interval}`;
const paidKey = (id: string) => `${id}=`;
const checkKey = (id: string) => `${id}!`;

/** A payment that was begun in an interval may be tried again after the next one, in ms. */
const runAgainAfter = (interval: number) => (interval + 2) * LEASE_INTERVAL_MS;

/** When the lease of a payment that was begun at a moment is over, both in ms since the epoch. */
export const leaseOverAt = (begunAt: number) => runAgainAfter(intervalOf(begunAt));

/** @param at when it was begun, in ms since the epoch */
export const begunAt = (at: number): Failure => ({
	kind: 'notSent',
	code: 'begun-by-another-run',
	data: { from: at, to: at, runAgainAfter: leaseOverAt(at) },
});

function begunByAnother(interval: number): Failure {
	const from = interval * LEASE_INTERVAL_MS;
	const to = from + LEASE_INTERVAL_MS;
	const data = { from, to, runAgainAfter: runAgainAfter(interval) };
	return { kind: 'notSent', code: 'begun-by-another-run', data };
}

/**
 * The record of n8n as a second witness: who begins a payment leases it first, and whoever finds it
 * leased keeps off for ten to twenty minutes. The store has no lock and every question leaves a mark,
 * so that it is asked in this way only:
 *
 * | key (`b`: an interval of ten minutes) | says |
 * | --- | --- |
 * | `id` | begun once, and not forgotten since |
 * | `id@b` | leased in interval b |
 * | `id=` | EnKash said that it is paid, or that it has the reference |
 * | `id!` | sent although a person has it under Checked by Hand: what was looked for then was an earlier one |
 * | a nonce | this call was not overwritten |
 */
export class Leases {
	private readonly ports: LeasePorts;
	/** Paid since the last call, recorded with the next one. */
	private paid: string[] = [];
	private isMissing = false;

	constructor(ports: LeasePorts) {
		this.ports = ports;
	}

	/** n8n offered no store, so that runs in other processes could not be noticed. */
	get withoutStore(): boolean {
		return this.isMissing || !this.ports.store;
	}

	/** Leases payments, by their ids in the record. */
	async take(ids: readonly string[]): Promise<Leased> {
		const { elapsed, now, sleep, nonce } = this.ports;
		const begun = new Set<string>();
		const refused = new Map<string, Failure>();
		for (let attempt = 1; attempt <= MAX_LEASINGS; attempt++) {
			const [at, startedAt] = [now(), elapsed()];
			const interval = intervalOf(at);
			const mark = nonce();
			const first = await this.record([...ids.flatMap((id) => [id, leaseKey(id, interval)]), mark]);
			if (first === 'missing') return { kind: 'storeMissing' };
			if (first === 'down') return { kind: 'storeDown', failure: RECORD_UNAVAILABLE };
			for (const id of ids) {
				if (first.there.has(id)) begun.add(id);
				if (first.there.has(leaseKey(id, interval))) refused.set(id, begunByAnother(interval));
			}
			await sleep(SETTLING_MS);
			const asked = ids.filter((id) => begun.has(id) && !refused.has(id));
			const neighbours = [interval - 1, interval + 1];
			const second = await this.record([
				mark,
				...asked.flatMap((id) => neighbours.map((other) => leaseKey(id, other))),
			]);
			if (second === 'missing') return { kind: 'storeMissing' };
			if (second === 'down') return { kind: 'storeDown', failure: RECORD_UNAVAILABLE };
			if (!second.there.has(mark)) {
				await sleep(backOff(attempt, BACK_OFF));
				continue;
			}
			for (const other of neighbours) {
				asked
					.filter((id) => second.there.has(leaseKey(id, other)))
					.forEach((id) => refused.set(id, begunByAnother(other)));
			}
			const isSlow = first.isSlow || second.isSlow;
			const standings = new Map<string, Standing>(
				ids.map((id) => [id, standingOf(id, { at, begun, isSlow, refused })]),
			);
			// A slow write may have erased another's lease: its marks stay, and nothing is written again.
			if (!isSlow) await this.removeQuestions(ids, interval, { asked, first, refused, second });
			return {
				kind: 'leased',
				interval,
				standings,
				leftMs: () => SEND_WITHIN_MS - Math.max(now() - at, elapsed() - startedAt),
			};
		}
		return { kind: 'storeDown', failure: RECORD_UNAVAILABLE };
	}

	/** Asking leaves marks. What was asked and not leased by this run must not stand there as leased. */
	private async removeQuestions(
		ids: readonly string[],
		interval: number,
		{ asked, first, refused, second }: Asked,
	): Promise<void> {
		const recorded = [
			...ids.filter((id) => refused.has(id)).map((id) => leaseKey(id, interval)),
			...asked
				.filter((id) => refused.has(id))
				.flatMap((id) => [leaseKey(id, interval - 1), leaseKey(id, interval + 1)]),
			...asked.filter((id) => !refused.has(id)).map((id) => leaseKey(id, interval + 1)),
		];
		const fresh = recorded.filter((key) => !first.there.has(key) && !second.there.has(key));
		await this.remove(fresh);
	}

	/** Uses checks by hand up, and tells which had been used before. */
	async useChecks(ids: readonly string[]): Promise<ReadonlySet<string> | 'unavailable'> {
		return await this.recordEach(ids, checkKey);
	}

	/** Checks by hand that were taken back, or not needed after all: the next ones count. */
	async endChecks(ids: readonly string[]): Promise<void> {
		await this.remove(ids.map(checkKey));
	}

	/**
	 * Records begun payments as paid, before they are sent, and tells which n8n had recorded so before.
	 * If one is not paid after all, `unrecordPaid` removes the mark.
	 */
	async recordAsPaid(ids: readonly string[]): Promise<ReadonlySet<string> | 'unavailable'> {
		return await this.recordEach(ids, paidKey);
	}

	private async recordEach(
		ids: readonly string[],
		keyOf: (id: string) => string,
	): Promise<ReadonlySet<string> | 'unavailable'> {
		const recorded = await this.record(ids.map(keyOf));
		if (recorded === 'missing') return new Set();
		if (recorded === 'down' || recorded.isSlow) return 'unavailable';
		return new Set(ids.filter((id) => recorded.there.has(keyOf(id))));
	}

	/** Begun payments that were not paid after all. */
	async unrecordPaid(lease: Lease, ids: readonly string[]): Promise<void> {
		if (this.isHeld(lease)) await this.remove(ids.map(paidKey));
	}

	/** Paid: recorded with the next call, or by `flush`. */
	recordPaid(ids: readonly string[]): void {
		this.paid.push(...ids.map(paidKey));
	}

	/** Records what is left to record. */
	async flush(): Promise<void> {
		if (this.paid.length > 0) await this.record([]);
	}

	/** Forgets what this run began, and surely did not pay. */
	async release(lease: Lease, ids: readonly string[]): Promise<void> {
		const keys = ids.flatMap((id) => [id, leaseKey(id, lease.interval)]);
		if (this.isHeld(lease)) await this.remove(keys);
	}

	/** Forgets the lease of payments that an earlier run began, and that this run surely did not pay. */
	async endLease(lease: Lease, ids: readonly string[]): Promise<void> {
		const { interval } = lease;
		const keys = ids.flatMap((id) => [leaseKey(id, interval), leaseKey(id, interval - 1)]);
		if (this.isHeld(lease)) await this.remove(keys);
	}

	/** Nobody else can have leased the same yet, so that what is removed is this run's own. */
	private isHeld({ interval }: Lease): boolean {
		return this.ports.now() < runAgainAfter(interval) - MAX_CLOCK_SKEW_MS - MAX_DELAY_MS;
	}

	/** Records keys, and with them what was paid since the last call. */
	private async record(keys: readonly string[]): Promise<Recorded | 'missing' | 'down'> {
		const { sleep, store } = this.ports;
		if (!store || this.isMissing) return 'missing';
		const paid = this.paid.splice(0);
		for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
			try {
				const recorded = await store.record([...paid, ...keys]);
				if (recorded) {
					const { there, tookMs } = recorded;
					return { there: new Set(there), isSlow: tookMs >= SETTLING_MS };
				}
				this.isMissing = true;
				return 'missing';
			} catch {
				// The first record of a workflow can collide with another process's, and a database that
				// is being restarted is back soon.
				await sleep(backOff(attempt, BACK_OFF));
			}
		}
		this.paid.push(...paid);
		return 'down';
	}

	/** A mark that cannot be removed keeps a payment from being sent; it never lets one be sent twice. */
	private async remove(keys: readonly string[]): Promise<void> {
		const { store } = this.ports;
		if (!store || this.isMissing) return;
		for (let start = 0; start < keys.length; start += MAX_KEYS_A_CALL) {
			await store.remove(keys.slice(start, start + MAX_KEYS_A_CALL)).catch(() => undefined);
		}
	}
}

interface Recorded {
	readonly there: ReadonlySet<string>;
	/** It took so long that it may have erased what others had recorded and verified. */
	readonly isSlow: boolean;
}

interface Asked {
	/** The begun ones, whose neighbouring intervals were asked for. */
	readonly asked: readonly string[];
	readonly first: Recorded;
	readonly refused: ReadonlyMap<string, Failure>;
	readonly second: Recorded;
}

function standingOf(
	id: string,
	{
		at,
		begun,
		isSlow,
		refused,
	}: {
		at: number;
		begun: ReadonlySet<string>;
		isSlow: boolean;
		refused: ReadonlyMap<string, Failure>;
	},
): Standing {
	const failure = refused.get(id);
	if (failure) return { kind: 'refused', failure };
	if (isSlow) {
		return { kind: begun.has(id) ? 'refused' : 'doubtful', failure: recordTooSlow(at) };
	}
	return { kind: begun.has(id) ? 'begun' : 'fresh' };
}

/** A payment waited so long that it may not leave under its lease any more. */
export const LEASE_EXPIRED: Failure = { kind: 'notSent', code: 'lease-expired', data: {} };

/** @param at when the record was asked, in ms since the epoch */
export const recordTooSlow = (at: number): Failure => ({
	kind: 'notSent',
	code: 'record-too-slow',
	data: { runAgainAfter: leaseOverAt(at) },
});

export const RECORD_UNAVAILABLE: Failure = {
	kind: 'notSent',
	code: 'record-unavailable',
	data: {},
	affectsWholeBatch: true,
};
