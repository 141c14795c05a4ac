import type { Failure } from '../failures/failure.ts';
import type { ItemClaim } from './batchClaims.ts';
import type { Halt } from './halt.ts';
import type { Inquiry } from './inquiry.ts';
import type { Payment } from './payment.ts';
import type { Found } from './lookUp.ts';
import { type Outcome, beforeSending, notSent } from './outcome.ts';

/** How long after its claim a payment may be sent, in ms. */
const FRESH_MS = 5_000;

/**
 * How long after its claim a payment of another run is waited for, at the least, in ms: for what it
 * sent at the last moment to be there to be found.
 */
const CLAIM_WINDOW_MS = 10_000;

/** So often, about every 10 s, a store that cannot tell who else is there is asked again. */
const MAX_TIMES_UNSURE = 10;

/** So often a payment is claimed again that took too long to be looked up to be sent after that. */
const MAX_TIMES_STALE = 4;

/** A payment may be sent before this time, in ms; or it may not, and this is what became of it. */
export type Cleared = { readonly until: number } | { readonly outcome: Outcome };

/** Makes sure, right before a payment is sent, that this run and no other sends it. */
export class Clearance {
	private readonly now: () => number;
	private readonly halt: Halt;
	private readonly inquiry: Inquiry;
	/** ms that other runs take to be done with a payment that they had claimed. */
	private readonly windowMs: number;

	constructor(
		{ now }: { readonly now: () => number },
		halt: Halt,
		inquiry: Inquiry,
		confirmationWindowMs: number,
	) {
		this.now = now;
		this.halt = halt;
		this.inquiry = inquiry;
		this.windowMs = Math.max(CLAIM_WINDOW_MS, confirmationWindowMs);
	}

	/**
	 * Clears a payment that was last looked up at `lookedUpAt`. What was looked up before the claim was
	 * begun is looked up again: a claim that a slow write has erased cannot be seen, but what was paid
	 * under it can.
	 */
	async of(payment: Payment, item: ItemClaim, lookedUpAt: number): Promise<Cleared> {
		let timesStale = 0;
		let timesUnsure = 0;
		for (;;) {
			const claim = await item.current();
			const { holder, since } = claim;
			const until = since + FRESH_MS;
			const othersDoneAt = claim.othersSince + this.windowMs;
			const isOurs = holder === 'ours';
			const isStale = isOurs && this.now() >= until;
			const isSeen = lookedUpAt >= Math.max(since, othersDoneAt);
			if (isOurs && !isStale && isSeen) return { until };
			if (this.halt.stopped) return { outcome: notSent(this.halt.stopped) };
			if (isStale) timesStale += 1;
			if (holder === 'unsure') timesUnsure += 1;
			if (timesStale > MAX_TIMES_STALE) return this.giveUp(ENKASH_TOO_SLOW);
			if (timesUnsure > MAX_TIMES_UNSURE) return this.giveUp(STORE_TOO_SLOW);
			if (holder === 'storeDown') return this.giveUp(STORE_DOWN);
			if (!isStale) {
				// Without a store no more can be found out than by looking up, however often.
				const lastLookFrom = holder === 'storeMissing' ? -Infinity : othersDoneAt;
				lookedUpAt = Math.max(this.now(), lastLookFrom);
				const outcome = beforeSending(await this.lookUp(payment, lastLookFrom));
				if (outcome) return { outcome };
				if (this.halt.stopped) return { outcome: notSent(this.halt.stopped) };
				if (holder === 'storeMissing') return { until: this.now() + FRESH_MS };
			}
			if (isStale || !isOurs) await item.again(claim);
		}
	}

	/** Looks up, the last time not before `from`. */
	private async lookUp(payment: Payment, from: number): Promise<Found> {
		return from <= this.now()
			? await this.inquiry.now(payment)
			: await this.inquiry.until(payment, from);
	}

	private giveUp(failure: Failure): Cleared {
		this.halt.because(failure);
		return { outcome: notSent(failure) };
	}
}

const ENKASH_TOO_SLOW: Failure = {
	kind: 'notSent',
	message: 'EnKash takes so long to look payments up that none can be sent safely',
	advice:
		'Whether a payment was made before must be known no more than 5 s before it is sent, and looking it up took longer, time after time. Lower "Concurrency" in the options, or run again when EnKash is faster: running again is safe.',
	affectsWholeBatch: true,
};

const STORE_TOO_SLOW: Failure = {
	kind: 'notSent',
	message: "n8n's database is too slow to tell whether another run is paying the same",
	advice:
		"One small write took longer than 250 ms, time after time. Check n8n's database, or give n8n more CPU. Running again is safe.",
	affectsWholeBatch: true,
};

const STORE_DOWN: Failure = {
	kind: 'notSent',
	message: "n8n's database could not be asked whether another run is paying the same",
	advice: "Check n8n's database. Running again is safe.",
	affectsWholeBatch: true,
};
