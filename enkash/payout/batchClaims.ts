import { type ClaimPorts, claim, release } from './claims.ts';
import type { Instruction } from './instruction.ts';
import type { Outcome } from './outcome.ts';
import { identityOf } from './plan.ts';

/** So few at once that a claim is fresh when its item is sent, so many that the store is not busy. */
const CLAIMED_AT_ONCE = 50;

/** For so long, in ms, nobody else takes a claim for abandoned: what is sent by then is sent alone. */
export const FRESH_MS = 5_000;

/** How an item is claimed. Times in ms, from the same point as `now`. */
export type ClaimStanding =
	/** By this run alone; until then it can be sent without another look. */
	| { readonly kind: 'mine'; readonly freshUntil: number }
	/** By another run as well, which may have paid it or may be about to; found at that time. */
	| { readonly kind: 'contested'; readonly since: number };

interface Part {
	readonly before: ReadonlySet<string>;
	readonly claimedAt: number;
	readonly settledAt: number;
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
		const part = await this.part(Math.floor(index / CLAIMED_AT_ONCE));
		this.prepare(index + CLAIMED_AT_ONCE);
		const key = this.keys[index];
		if (key !== undefined && part.before.has(key)) {
			return { kind: 'contested', since: part.settledAt };
		}
		// Without a store nothing tells that another run of this process has just paid it.
		const freshUntil = this.withoutStore ? -Infinity : part.claimedAt + FRESH_MS;
		return { kind: 'mine', freshUntil };
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
		const { now } = this.ports;
		const claimedAt = now();
		if (keys.length === 0 || this.withoutStore) {
			return { before: new Set(), claimedAt, settledAt: claimedAt };
		}
		const { before, storeMissing } = await claim(keys, this.ports);
		this.withoutStore ||= storeMissing;
		return { before, claimedAt, settledAt: now() };
	}
}
