import { type ClaimPorts, claim, release } from './claims.ts';
import type { Instruction } from './instruction.ts';
import type { Outcome } from './outcome.ts';
import { identityOf } from './plan.ts';

/** So few at once that a claim is fresh when its item is sent, so many that the store is not busy. */
const CLAIMED_AT_ONCE = 50;

/** A claim older than this, in ms, may have been given up on by another run. */
const FRESH_MS = 5_000;

/**
 * How an item is claimed: by this run just now; by this run a while ago; or by another run as well,
 * which may have paid it or may be about to.
 */
export type ClaimStanding = 'fresh' | 'old' | 'contested';

interface Part {
	readonly before: ReadonlySet<string>;
	readonly claimedAt: number;
}

/** The claims of one batch, made part by part a little ahead of the sending. */
export class BatchClaims {
	private readonly keys: readonly string[];
	private readonly ports: ClaimPorts;
	private readonly parts = new Map<number, Promise<Part>>();

	/** n8n offered no store to claim in. */
	withoutStore = false;

	constructor(batch: readonly Instruction[], ports: ClaimPorts) {
		this.keys = batch.map(identityOf);
		this.ports = ports;
	}

	/** Starts claiming the part that an item is in. */
	prepare(index: number): void {
		void this.part(Math.floor(index / CLAIMED_AT_ONCE));
	}

	/** Claims the item, and starts claiming the part after its own. */
	async standing(index: number): Promise<ClaimStanding> {
		const { before, claimedAt } = await this.part(Math.floor(index / CLAIMED_AT_ONCE));
		this.prepare(index + CLAIMED_AT_ONCE);
		const key = this.keys[index];
		if (key !== undefined && before.has(key)) return 'contested';
		// Without a store nothing tells that another run of this process has just paid it.
		if (this.withoutStore) return 'old';
		return this.ports.now() - claimedAt < FRESH_MS ? 'fresh' : 'old';
	}

	/** Gives up what only this run had claimed, for items that surely were not paid. */
	async releaseUnpaid(outcomes: readonly Outcome[]): Promise<void> {
		const parts = await Promise.all(this.parts.values());
		if (this.withoutStore) return;
		const contested = new Set(parts.flatMap(({ before }) => [...before]));
		const unpaid = this.keys.filter((key, index) => {
			const kind = outcomes[index]?.kind;
			return (kind === 'rejected' || kind === 'notSent') && !contested.has(key);
		});
		await release(unpaid, this.ports);
	}

	private part(number: number): Promise<Part> {
		const known = this.parts.get(number);
		if (known) return known;
		const started = this.claimPart(number);
		this.parts.set(number, started);
		return started;
	}

	private async claimPart(number: number): Promise<Part> {
		const first = number * CLAIMED_AT_ONCE;
		const keys = this.keys.slice(first, first + CLAIMED_AT_ONCE);
		const claimedAt = this.ports.now();
		if (keys.length === 0 || this.withoutStore) return { before: new Set(), claimedAt };
		const { before, storeMissing } = await claim(keys, this.ports);
		this.withoutStore ||= storeMissing;
		return { before, claimedAt };
	}
}
