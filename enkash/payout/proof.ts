import { BoundedMap } from '../boundedMap.ts';
import { digest } from '../digest.ts';
import type { Direction } from '../contract/allocation.ts';
import type { Silence } from './silence.ts';
import { PROOF_LASTS_MS } from './timing.ts';

/** A payment that was just made and found: EnKash shows what is paid, and this soon. */
export interface Proof {
	/** When it was found, in ms since the epoch. */
	readonly at: number;
	/** From the start of its POST until it was found, in ms. */
	readonly lagMs: number;
}

/** What one process knows of how EnKash answers look-ups on one account. */
export class Evidence {
	private readonly proofs = new Map<Direction, Proof>();
	private readonly known: string[] = [];

	/** What EnKash says where there is nothing; `undefined` until it was asked. */
	silence: { readonly heard: Silence | undefined } | undefined;

	/** EnKash wants the handle's id in the question. */
	needsHandle = false;

	/** A proof that still counts. `now` in ms since the epoch. */
	proofOf(direction: Direction, now: number): Proof | undefined {
		const proof = this.proofs.get(direction);
		return proof && now < proof.at + PROOF_LASTS_MS && now >= proof.at ? proof : undefined;
	}

	prove(direction: Direction, proof: Proof): void {
		this.proofs.set(direction, proof);
	}

	/** Payments that EnKash was seen to show, the newest first: a question for many carries two. */
	get shown(): readonly string[] {
		return this.known;
	}

	show(references: readonly string[]): void {
		const fresh = references.filter((reference) => !this.known.includes(reference));
		this.known.unshift(...fresh);
		this.known.length = Math.min(this.known.length, MAX_KNOWN);
	}
}

const MAX_KNOWN = 10;
const MAX_ACCOUNTS = 1_000;

/** What a process knows, by whatever changes how EnKash answers: host, path, log-in, account. */
export class EvidenceBook {
	private readonly accounts = new BoundedMap<string, Evidence>(MAX_ACCOUNTS);

	of(...scope: readonly string[]): Evidence {
		return this.accounts.getOrMake(digest(scope), () => new Evidence());
	}
}

/**
 * A reference in the form of a real one that nobody can have used.
 *
 * @param token drawn anew for each call
 */
export function impossibleReference(like: string, token: string): string {
	const pool = [...`${digest(['impossible', token])}${digest(['reference', token])}`].map((char) =>
		char.charCodeAt(0),
	);
	const drawn = (index: number, alphabet: string) =>
		alphabet.charAt((pool[index % pool.length] ?? index) % alphabet.length);
	return [...like]
		.map((char, index) => {
			if (/\d/.test(char)) return drawn(index, '0123456789');
			if (/[a-z]/.test(char)) return drawn(index, 'abcdefghijkmnpqrstuvwxyz');
			return /[A-Z]/.test(char) ? drawn(index, 'ABCDEFGHJKLMNPQRSTUVWXYZ') : char;
		})
		.join('');
}
