import { type ClaimPorts, SETTLING_MS, claim } from './claims.ts';
import type { Payment } from './payment.ts';
import type { Outcome } from './outcome.ts';
import { identityOf } from './validateBatch.ts';

/**
 * So many ms of paying are claimed at once: so few that a claim is fresh when its item is sent, so
 * many that the store is not busy.
 */
const CLAIMED_AHEAD_MS = 1_500;

/** While the pace is not known: as many items as are paid in so many rounds of requests in flight. */
const FIRST_ROUNDS = 2;

/** So many parts are begun before anybody asks: what turns out to be paid needs no claim. */
const BEGUN_UNASKED = 3;
const MAX_AT_ONCE = 500;

/** The first are asked for at the pace of look-ups alone, which would make the next part too large. */
const MAX_TIMES_LARGER = 3;

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
	/** Begins to claim the item, if it is one of the first. */
	readonly begin: () => void;
	/** Whether it has stood long enough to be told soon. */
	readonly isDue: () => boolean;
	/** As it stands, once it has stood long enough. */
	readonly current: () => Promise<Claim>;
	/** Claims the next round, unless that was done since this claim was made. */
	readonly again: (claim: Claim) => Promise<void>;
}

/** Items that are claimed together: those from the first to before the end. */
interface Part {
	readonly first: number;
	readonly end: number;
	/** ms. */
	readonly begunAt: number;
	readonly claimed: Promise<void>;
	/** The claim is checked once it is wanted. */
	readonly want: () => void;
	/** ms. */
	wantedAt?: number;
}

/** The claims of one batch, made part by part a little ahead of the sending. */
export class BatchClaims {
	private readonly identities: readonly string[];
	private readonly ports: ClaimPorts;
	private readonly claims = new Map<number, Claim>();
	private readonly rounds = new Map<number, number>();
	/** In the order in which they were begun. */
	private readonly parts: Part[] = [];
	private readonly partOf = new Map<number, Part>();
	private readonly concurrency: number;
	private readonly renewals = new Map<Claim, Promise<void>>();

	/** n8n offered no store to claim in. */
	withoutStore = false;

	/** `concurrency` is how many items are paid at once. */
	constructor(batch: readonly Payment[], concurrency: number, ports: ClaimPorts) {
		this.identities = batch.map(identityOf);
		this.concurrency = concurrency;
		this.ports = ports;
	}

	/** The claim of an item. Asking for it starts claiming the part after its own. */
	of(index: number): ItemClaim {
		if (this.identities[index] === undefined) throw new RangeError(`There is no item ${index}`);
		return {
			begin: () => {
				const unasked = this.parts.filter(({ wantedAt }) => wantedAt === undefined);
				if (!this.partOf.has(index) && unasked.length < BEGUN_UNASKED) this.startFrom(index);
			},
			isDue: () => {
				const { begunAt = Infinity } = this.partOf.get(index) ?? {};
				return this.ports.now() >= begunAt + SETTLING_MS;
			},
			current: async () => {
				const part = this.partOf.get(index) ?? this.startFrom(index);
				part.wantedAt ??= this.ports.now();
				part.want();
				await part.claimed;
				const { end } = part;
				if (end < this.identities.length && !this.partOf.has(end)) this.startFrom(end);
				const made = this.claims.get(index);
				if (!made) throw new RangeError(`Item ${index} was not claimed`);
				return made;
			},
			again: async (claim) => await this.again(claim),
		};
	}

	/** Remembers what this run had claimed for items that surely were not paid. */
	async keepUnused(outcomes: readonly Outcome[]): Promise<void> {
		for (const { claimed, want } of this.parts) {
			want();
			await claimed;
		}
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
		const renewal = this.claimNext(indexes, Promise.resolve(), claim);
		this.renewals.set(claim, renewal);
		await renewal;
	}

	/** Begins to claim an item and those after it. What was paid long ago before it is left out. */
	private startFrom(first: number): Part {
		const end = Math.min(first + this.nextSize(), this.identities.length);
		const indexes = Array.from({ length: end - first }, (_, offset) => first + offset).filter(
			(index) => !this.partOf.has(index),
		);
		let want = () => {};
		const wanted = new Promise<void>((resolve) => (want = resolve));
		const begunAt = this.ports.now();
		const part = { first, end, begunAt, claimed: this.claimNext(indexes, wanted), want };
		this.parts.push(part);
		indexes.forEach((index) => this.partOf.set(index, part));
		return part;
	}

	/** As many as will be paid in a while, going by how long those before took. */
	private nextSize(): number {
		const [before, last] = this.parts.slice(-2);
		if (before?.wantedAt === undefined || last?.wantedAt === undefined) {
			return FIRST_ROUNDS * this.concurrency;
		}
		const took = Math.max(1, last.wantedAt - before.wantedAt);
		const paid = Math.ceil(((last.first - before.first) * CLAIMED_AHEAD_MS) / took);
		const most = Math.min(MAX_AT_ONCE, MAX_TIMES_LARGER * (last.end - last.first));
		return Math.max(this.concurrency, Math.min(most, paid));
	}

	private async claimNext(
		indexes: readonly number[],
		wanted: Promise<void>,
		before?: Claim,
	): Promise<void> {
		if (indexes.length === 0) return;
		const { memory, now } = this.ports;
		const startedAt = now();
		const rounds = indexes.map((index) => {
			const identity = this.identities[index] ?? '';
			const round = (this.rounds.get(index) ?? memory.take(identity)) + 1;
			this.rounds.set(index, round);
			return Array.from({ length: round }, (_, earlier) =>
				earlier === 0 ? identity : `${identity} ${earlier + 1}`,
			);
		});
		const keys = rounds.map((all) => all.at(-1) ?? '');
		// Who claims the first round must see that others have claimed a later one.
		const earlier = rounds.flatMap((all) => all.slice(0, -1));
		const claimed = await claim(keys, this.ports, earlier, wanted);
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
