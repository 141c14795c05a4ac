import { BoundedMap } from '../boundedMap.ts';
import { digest } from '../digest.ts';
import { PROOF_LASTS_MS } from './timing.ts';

/** A payment that was just made and found: EnKash shows what is paid, and this soon. */
export interface Proof {
	/** When it was found, in ms since the epoch. */
	readonly at: number;
	/** From the start of its POST until it was found, in ms. */
	readonly lagMs: number;
}

/** What one process knows of how EnKash answers look-ups of one account and direction. */
export class Evidence {
	private proof: Proof | undefined;
	private known: readonly string[] = [];

	/** EnKash wants the handle's id in the question. */
	needsHandle = false;

	/** A proof that still counts. `now` in ms since the epoch. */
	proofAt(now: number): Proof | undefined {
		const { proof } = this;
		return proof && now < proof.at + PROOF_LASTS_MS && now >= proof.at ? proof : undefined;
	}

	prove(proof: Proof): void {
		this.proof = proof;
	}

	/** EnKash did not show a payment that was just made. */
	disprove(): void {
		this.proof = undefined;
	}

	/** References of payments that EnKash was seen to show, each once, the last seen first. */
	get shown(): readonly string[] {
		return this.known;
	}

	noteShown(references: readonly string[]): void {
		this.known = [...new Set([...references, ...this.known])].slice(0, MAX_KNOWN);
	}
}

const MAX_KNOWN = 10;
const MAX_ACCOUNTS = 1_000;

/** What a process knows, by whatever changes how EnKash answers: host, log-in, account and so on. */
export class EvidenceBook {
	private readonly accounts = new BoundedMap<string, Evidence>(MAX_ACCOUNTS);

	of(...scope: readonly string[]): Evidence {
		return this.accounts.getOrMake(digest(scope), () => new Evidence());
	}
}
