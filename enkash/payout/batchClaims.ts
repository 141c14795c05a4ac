import { type ClaimPorts, type Claimed, claim } from './claims.ts';
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
 * - `unsure`, `storeMissing`, `storeDown`: that could not be told.
 */
export interface Claim {
	readonly holder: 'ours' | 'others' | Exclude<Claimed['kind'], 'told'>;
	readonly round: number;
	/** ms; never later than the truth if it is ours, never earlier if it is not. */
	readonly since: number;
}

/** The claim of one item. */
export interface ItemClaim {
	/** As it stands. */
	readonly current: () => Promise<Claim>;
	/** The next round. */
	readonly again: () => Promise<Claim>;
}

/** The claims of one batch, made part by part a little ahead of the sending. */
export class BatchClaims {
	private readonly identities: readonly string[];
	private readonly ports: ClaimPorts;
	private readonly claims = new Map<number, Claim>();
	/** Indexes of items that are claimed together, in the order of sending. */
	private parts: ReadonlyArray<readonly number[]> = [];
	private partOf: ReadonlyMap<number, number> = new Map();
	private readonly started = new Map<number, Promise<void>>();
	private readonly wanted = new Set<number>();
	private lastTurn: Promise<void> = Promise.resolve();

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
				return this.made(index);
			},
			again: async () => await this.again(index),
		};
	}

	/** Remembers what this run had claimed for items that surely were not paid. */
	keepUnused(outcomes: readonly Outcome[]): void {
		for (const [index, { holder, round }] of this.claims) {
			const kind = outcomes[index]?.kind;
			const identity = this.identities[index];
			if (holder !== 'ours' || identity === undefined) continue;
			if (kind === 'rejected' || kind === 'notSent') this.ports.memory.keep(identity, round);
		}
	}

	/** Claims the next round of an item, together with others that want theirs at the time. */
	private async again(index: number): Promise<Claim> {
		this.wanted.add(index);
		this.lastTurn = this.lastTurn.then(async () => {
			const indexes = [...this.wanted];
			this.wanted.clear();
			await this.claimNext(indexes);
		});
		await this.lastTurn;
		return this.made(index);
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

	private async claimNext(indexes: readonly number[]): Promise<void> {
		if (indexes.length === 0) return;
		const { memory, now } = this.ports;
		const since = now();
		const rounds = indexes.map((index) => {
			const identity = this.identities[index] ?? '';
			const round = (this.claims.get(index)?.round ?? memory.take(identity)) + 1;
			return { index, round, key: round === 1 ? identity : `${identity} ${round}` };
		});
		const claimed = await claim(
			rounds.map(({ key }) => key),
			this.ports,
		);
		if (claimed.kind === 'storeMissing') this.withoutStore = true;
		for (const { index, key, round } of rounds) {
			const isOurs = claimed.kind === 'told' && !claimed.byOthers.has(key);
			const holder = claimed.kind === 'told' ? 'others' : claimed.kind;
			this.claims.set(
				index,
				isOurs ? { holder: 'ours', round, since } : { holder, round, since: now() },
			);
		}
	}

	private made(index: number): Claim {
		const found = this.claims.get(index);
		if (!found) throw new RangeError(`Item ${index} was not claimed`);
		return found;
	}
}

function inParts(indexes: readonly number[]): number[][] {
	const count = Math.ceil(indexes.length / CLAIMED_AT_ONCE);
	return Array.from({ length: count }, (_, part) =>
		indexes.slice(part * CLAIMED_AT_ONCE, (part + 1) * CLAIMED_AT_ONCE),
	);
}
