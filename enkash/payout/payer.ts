import type { Client } from '../client.ts';
import type { Failure } from '../failure.ts';
import type { Gate } from '../gate.ts';
import { type Result, fail, succeed } from '../result.ts';
import type { ItemClaim } from './batchClaims.ts';
import { type Instruction, toCall } from './instruction.ts';
import { type Found, lookUp } from './lookup.ts';
import type { Outcome, Receipt } from './outcome.ts';
import { identityOf } from './plan.ts';

export interface PayerPorts {
	readonly client: Client;
	readonly sleep: (ms: number) => Promise<void>;
	/** ms, from any fixed point. */
	readonly now: () => number;
	readonly cancelled: () => boolean;
	/** Runs the work alone among all of this process that use the key. */
	readonly exclusively: <T>(key: string, work: () => Promise<T>) => Promise<T>;
}

/** How long after its claim a payment may be sent, in ms. */
const FRESH_MS = 5_000;

/**
 * How long after its claim a payment of another run is waited for, at the least, in ms: for what it
 * sent at the last moment to be there to be found.
 */
const CLAIM_WINDOW_MS = 10_000;

/** So often, about every 10 s, a store that cannot tell who else is there is asked again. */
const MOST_TIMES_UNSURE = 10;

const MOST_TRIES = 3;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 2_000;

/** Pays single instructions of one batch: look up, send, confirm. Stops at what meets every item. */
export class Payer {
	private readonly ports: PayerPorts;
	private readonly gate: Gate;
	private readonly confirmationWindowMs: number;
	private halt: Failure | undefined;

	constructor(ports: PayerPorts, gate: Gate, confirmationWindowMs: number) {
		this.ports = ports;
		this.gate = gate;
		this.confirmationWindowMs = confirmationWindowMs;
	}

	/** The outcome that is known without sending anything; `undefined` if it is still to be paid. */
	async knownOutcome(instruction: Instruction): Promise<Outcome | undefined> {
		if (this.stopped) return notSent(this.stopped);
		return this.beforeSending(await this.lookUpAgain(instruction));
	}

	/** Pays, unless an earlier or parallel run has paid the same. */
	async pay(instruction: Instruction, claim: ItemClaim): Promise<Outcome> {
		return await this.ports.exclusively(identityOf(instruction), async () => {
			const lookedUpAt = this.ports.now();
			const known = await this.knownOutcome(instruction);
			return known ?? (await this.send(instruction, claim, lookedUpAt));
		});
	}

	private beforeSending(found: Found): Outcome | undefined {
		if (found.kind === 'absent') return undefined;
		if (found.kind === 'paid') return { kind: 'alreadyPaid', receipt: found.receipt };
		if (found.kind === 'conflict') return { kind: 'rejected', failure: found.failure };
		this.haltIfHopeless(found);
		return notSent({
			...found.failure,
			message: `Whether it was paid before could not be found out, so nothing was sent: ${found.failure.message}`,
		});
	}

	private async send(
		instruction: Instruction,
		claim: ItemClaim,
		lookedUpAt: number,
	): Promise<Outcome> {
		for (let attempt = 1; ; attempt++) {
			if (this.stopped) return notSent(this.stopped);
			const sent = await this.gate.pass(
				async () => await this.sendOnce(instruction, claim, lookedUpAt),
			);
			if (sent.ok) return sent.value;
			const { failure } = sent;
			if (failure.kind === 'unknown' || failure.kind === 'unexpected') {
				return await this.findOut(instruction, failure);
			}
			if (failure.kind === 'rejected') return await this.rejected(instruction, failure);
			if (failure.kind !== 'notSent' || failure.meetsEveryItem || attempt === MOST_TRIES) {
				this.halt ??= failure;
				const kind = failure.kind === 'credential' ? 'rejected' : 'notSent';
				return { kind, failure };
			}
			await this.ports.sleep(pause(attempt));
		}
	}

	/** One POST at the most, however long it had to wait before: somebody else may have paid since. */
	private async sendOnce(
		instruction: Instruction,
		claim: ItemClaim,
		lookedUpAt: number,
	): Promise<Result<Outcome>> {
		const secured = await this.secure(instruction, claim, lookedUpAt);
		if ('outcome' in secured) return succeed(secured.outcome);
		if (this.stopped) return fail(this.stopped);
		const receipt = await this.post(instruction, secured.until);
		return receipt.ok
			? succeed({ kind: 'paid', confirmedBy: 'response', receipt: receipt.value })
			: receipt;
	}

	/**
	 * Until when this run, and no other, may send the payment; or what became of it. What was looked
	 * up before the claim was begun is looked up again: a claim that a slow write has erased cannot be
	 * seen, but what was paid under it can.
	 */
	private async secure(
		instruction: Instruction,
		item: ItemClaim,
		firstLookedUpAt: number,
	): Promise<{ readonly until: number } | { readonly outcome: Outcome }> {
		let lookedUpAt = firstLookedUpAt;
		for (let timesUnsure = 0; ; ) {
			const claim = await item.current();
			const { holder, since } = claim;
			const until = since + FRESH_MS;
			const othersDoneAt = claim.othersSince + Math.max(CLAIM_WINDOW_MS, this.confirmationWindowMs);
			const isFresh = holder === 'ours' && this.ports.now() < until;
			if (isFresh && lookedUpAt >= Math.max(since, othersDoneAt)) return { until };
			if (this.stopped) return { outcome: notSent(this.stopped) };
			if (holder === 'ours' && !isFresh) {
				await item.again(claim);
				continue;
			}
			if (holder === 'unsure') timesUnsure += 1;
			if (holder === 'storeDown' || timesUnsure > MOST_TIMES_UNSURE) {
				const failure = holder === 'storeDown' ? STORE_DOWN : STORE_TOO_SLOW;
				this.halt ??= failure;
				return { outcome: notSent(failure) };
			}
			// Without a store no more can be found out than by looking up, however often.
			const lastLookFrom = holder === 'storeMissing' ? -Infinity : othersDoneAt;
			lookedUpAt = Math.max(this.ports.now(), lastLookFrom);
			const known = this.beforeSending(await this.lookUpUntil(instruction, lastLookFrom));
			if (known) return { outcome: known };
			if (this.stopped) return { outcome: notSent(this.stopped) };
			if (holder === 'storeMissing') return { until: this.ports.now() + FRESH_MS };
			if (holder !== 'ours') await item.again(claim);
		}
	}

	/** Looks up until others are done; the last time after that. */
	private async lookUpUntil(instruction: Instruction, othersDoneAt: number): Promise<Found> {
		return othersDoneAt <= this.ports.now()
			? await this.lookUpAgain(instruction)
			: await this.confirm(instruction, othersDoneAt);
	}

	/** One POST. An answer that does not echo the reference proves nothing. */
	private async post(instruction: Instruction, until: number): Promise<Result<Receipt>> {
		const answer = await this.ports.client.allocate(
			toCall(instruction),
			() => this.ports.now() < until && !this.stopped,
		);
		if (!answer.ok) return answer;
		const { uniqueReferenceNumber, ...told } = answer.value.canonical;
		if (uniqueReferenceNumber !== instruction.reference) {
			return fail({
				kind: 'unexpected',
				message: 'EnKash answered without the reference of the payment',
				advice: 'Running again is safe.',
				body: answer.value.raw,
			});
		}
		const { enKashCardId, userId, enKashTransactionId, otbBalance } = told;
		return succeed({ enKashCardId, userId, enKashTransactionId, otbBalance });
	}

	/** It was sent, and what EnKash did is not known: asks until it is found or the window is over. */
	private async findOut(instruction: Instruction, failure: Failure): Promise<Outcome> {
		const deadline = this.ports.now() + this.confirmationWindowMs;
		const found = await this.confirm(instruction, deadline);
		if (found.kind === 'paid') {
			return { kind: 'paid', confirmedBy: 'lookup', receipt: found.receipt };
		}
		this.haltIfHopeless(found);
		return {
			kind: 'unknown',
			failure: {
				...failure,
				advice: `EnKash shows no such transaction yet. Look for reference ${instruction.reference} there, or run again: it is looked up again before anything is sent.`,
			},
		};
	}

	/** EnKash may refuse a reference because it has paid it: then that is the answer. */
	private async rejected(instruction: Instruction, failure: Failure): Promise<Outcome> {
		if (failure.meetsEveryItem) this.halt ??= failure;
		if (failure.status !== 409 && !/already|duplicate/i.test(failure.message)) {
			return { kind: 'rejected', failure };
		}
		const found = await this.lookUpAgain(instruction);
		this.haltIfHopeless(found);
		if (found.kind === 'paid') return { kind: 'alreadyPaid', receipt: found.receipt };
		return { kind: 'rejected', failure: found.kind === 'conflict' ? found.failure : failure };
	}

	/** Looks up until the transaction is there, and once more when the window is over. */
	private async confirm(instruction: Instruction, deadline: number): Promise<Found> {
		for (let attempt = 1; ; attempt++) {
			const left = deadline - this.ports.now();
			const found = await this.lookUpOnce(instruction);
			const mayChange =
				found.kind === 'absent' || (found.kind === 'unclear' && isPassing(found.failure));
			if (!mayChange || left <= 0 || this.ports.cancelled()) return found;
			await this.ports.sleep(Math.min(left, pause(attempt)));
		}
	}

	/** Looks up; asks again if EnKash could not be asked or understood. */
	private async lookUpAgain(instruction: Instruction): Promise<Found> {
		for (let attempt = 1; ; attempt++) {
			const found = await this.lookUpOnce(instruction);
			if (found.kind !== 'unclear' || attempt === MOST_TRIES || this.stopped) return found;
			if (!isPassing(found.failure)) return found;
			await this.ports.sleep(pause(attempt));
		}
	}

	private async lookUpOnce(instruction: Instruction): Promise<Found> {
		return await lookUp(this.ports.client, this.gate, instruction);
	}

	/** What stops all further sending, if anything does. */
	private get stopped(): Failure | undefined {
		if (this.halt) {
			return {
				...this.halt,
				kind: 'notSent',
				message: `Not sent, because another item met: ${this.halt.message}`,
			};
		}
		return this.ports.cancelled()
			? {
					kind: 'notSent',
					message: 'The execution was cancelled',
					advice: 'Running again is safe.',
				}
			: undefined;
	}

	private haltIfHopeless(found: Found): void {
		if (found.kind !== 'unclear') return;
		const { failure } = found;
		if (failure.meetsEveryItem || !isPassing(failure) || failure.kind === 'notSent') {
			this.halt ??= failure;
		}
	}
}

const notSent = (failure: Failure): Outcome => ({ kind: 'notSent', failure });

const STORE_TOO_SLOW: Failure = {
	kind: 'notSent',
	message: "n8n's database is too slow to tell whether another run is paying the same",
	advice:
		"One small write took longer than 250 ms, time after time. Check n8n's database, or give n8n more CPU. Running again is safe.",
	meetsEveryItem: true,
};

const STORE_DOWN: Failure = {
	kind: 'notSent',
	message: "n8n's database could not be asked whether another run is paying the same",
	advice: "Check n8n's database. Running again is safe.",
	meetsEveryItem: true,
};

/** Failures that may be gone a moment later. */
const isPassing = ({ kind, meetsEveryItem }: Failure) =>
	!meetsEveryItem && (kind === 'unknown' || kind === 'notSent' || kind === 'unexpected');

const pause = (attempt: number) => Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS);
