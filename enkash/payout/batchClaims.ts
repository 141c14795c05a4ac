import { type ClaimPorts, claim } from './claims.ts';
import type { Instruction } from './instruction.ts';
import type { Outcome } from './outcome.ts';
import { identityOf } from './plan.ts';

/** So few at once that a claim is fresh when its item is sent, so many that the store is not busy. */
const CLAIMED_AT_ONCE = 50;

/**
 * Who may pay an item. Each payment is claimed in rounds: the first to claim a round may send for a
 * while; who is late waits until that time is over, and then tries the next round.
 *
 * - `ours`: this run was the first to claim the round.
 * - `others`: another run was, and may be about to send.
 * - `unsure`: no other run was seen, and may be there all the same.
 * - `storeMissing`, `storeDown`: there was nothing to claim it in.
 */
export interface Claim {
	readonly holder: 'ours' | 'others' | 'unsure' | 'storeMissing' | 'storeDown';
	/** From when on it stands, in ms; never later than the truth. */
	readonly since: number;
	/** When an earlier or this round was last seen not to be ours, in ms; -Infinity if never. */
	readonly othersSince: number;
}

/** The claim of one item. */
export interface ItemClaim {
	/** As it stands. */
	readonly current: () => Promise<Claim>;
	/** Claims the next round, unless that was done since this claim was made. */
	readonly again: (claim: Claim) => Promise<void>;
}

/** The claims of one batch, made part by part a little ahead of the sending. */
export class BatchClaims {
	private readonly identities: readonly string[];
	private readonly ports: ClaimPorts;
	private readonly claims = new Map<number, Claim>();
	private readonly rounds = new Map<number, number>();
	/** Indexes of items that are claimed together, in the order of sending. */
	private parts: ReadonlyArray<readonly number[]> = [];
	private partOf: ReadonlyMap<number, number> = new Map();
	private readonly started = new Map<number, Promise<void>>();
	private readonly renewals = new Map<Claim, Promise<void>>();

	/** n8n offered no store to claim in. */
	withoutStore = false;

	constructor(batch: readonly Instruction[], ports: ClaimPorts) {
		this.identities = batch.map(identityOf);
		this.ports = ports;
		this.divide(inParts([...this.identities.keys()]));
	}

	/** Starts claiming the first items, ahead of the time. */
	prepare(): void {
		void this.start(0);
	}

	/** Leaves out what need not be paid: only these items, in this order, are claimed from now on. */
	keepTo(pending: readonly number[]): void {
		const started = this.parts.filter((_, part) => this.started.has(part));
		const known = new Set(started.flat());
		this.divide([...started, ...inParts(pending.filter((index) => !known.has(index)))]);
	}

	/** The claim of an item. Asking for it starts claiming the part after its own. */
	of(index: number): ItemClaim {
		return {
			current: async () => {
				const part = this.partOf.get(index) ?? 0;
				await this.start(part);
				void this.start(part + 1);
				const made = this.claims.get(index);
				if (!made) throw new RangeError(`Item ${index} was not claimed`);
				return made;
			},
			again: async (claim) => await this.again(claim),
		};
	}

	/** Remembers what this run had claimed for items that surely were not paid. */
	async keepUnused(outcomes: readonly Outcome[]): Promise<void> {
		await Promise.all(this.started.values());
		for (const [index, { holder }] of this.claims) {
			const kind = outcomes[index]?.kind;
			const identity = this.identities[index];
			if (holder !== 'ours' || identity === undefined) continue;
			if (kind !== 'rejected' && kind !== 'notSent') continue;
			this.ports.memory.keep(identity, this.rounds.get(index) ?? 0);
		}
	}

	/** What was claimed together goes on together: the store is asked once for all of it. */
	private async again(claim: Claim): Promise<void> {
		const known = this.renewals.get(claim);
		if (known) return await known;
		const indexes = [...this.claims.keys()].filter((index) => this.claims.get(index) === claim);
		const renewal = this.claimNext(indexes, claim);
		this.renewals.set(claim, renewal);
		await renewal;
	}

	private divide(parts: ReadonlyArray<readonly number[]>): void {
		this.parts = parts;
		this.partOf = new Map(parts.flatMap((indexes, part) => indexes.map((index) => [index, part])));
	}

	private async start(part: number): Promise<void> {
		const known = this.started.get(part);
		if (known) return await known;
		const starting = this.claimNext(this.parts[part] ?? []);
		this.started.set(part, starting);
		await starting;
	}

	private async claimNext(indexes: readonly number[], before?: Claim): Promise<void> {
		if (indexes.length === 0) return;
		const { memory, now } = this.ports;
		const startedAt = now();
		const keys = indexes.map((index) => {
			const identity = this.identities[index] ?? '';
			const round = (this.rounds.get(index) ?? memory.take(identity)) + 1;
			this.rounds.set(index, round);
			return round === 1 ? identity : `${identity} ${round}`;
		});
		const claimed = await claim(keys, this.ports);
		if (claimed.kind === 'storeMissing') this.withoutStore = true;
		const notOurs = (holder: Claim['holder']): Claim => ({
			holder,
			since: now(),
			othersSince: now(),
		});
		const others = notOurs('others');
		const unseen: Claim =
			claimed.kind === 'told'
				? { holder: 'ours', since: startedAt, othersSince: before?.othersSince ?? -Infinity }
				: notOurs(claimed.kind);
		indexes.forEach((index, position) => {
			const isSeen = 'byOthers' in claimed && claimed.byOthers.has(keys[position] ?? '');
			this.claims.set(index, isSeen ? others : unseen);
		});
	}
}

function inParts(indexes: readonly number[]): number[][] {
	const count = Math.ceil(indexes.length / CLAIMED_AT_ONCE);
	return Array.from({ length: count }, (_, part) =>
		indexes.slice(part * CLAIMED_AT_ONCE, (part + 1) * CLAIMED_AT_ONCE),
	);
}
