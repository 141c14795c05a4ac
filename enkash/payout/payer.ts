import type { Client } from '../client.ts';
import type { Failure } from '../failure.ts';
import type { Gate } from '../gate.ts';
import { type Result, fail, succeed } from '../result.ts';
import { type ClaimStanding, FRESH_MS } from './batchClaims.ts';
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
	/** Runs the work alone among all of this process that use the key; tells whether it had to wait. */
	readonly exclusively: <T>(key: string, work: (waited: boolean) => Promise<T>) => Promise<T>;
}

/** How long a payment that another run has claimed is waited for, at the least, in ms. */
const CLAIM_WINDOW_MS = 10_000;

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

	/** Pays, after making sure that no earlier or parallel run has paid the same meanwhile. */
	async pay(instruction: Instruction, standing: ClaimStanding): Promise<Outcome> {
		return await this.ports.exclusively(identityOf(instruction), async (waited) => {
			if (this.stopped) return notSent(this.stopped);
			if (standing.kind === 'mine') {
				return await this.send(instruction, waited ? -Infinity : standing.freshUntil);
			}
			const windowMs = Math.max(CLAIM_WINDOW_MS, this.confirmationWindowMs);
			const found = await this.confirm(instruction, standing.since + windowMs);
			return this.beforeSending(found) ?? (await this.send(instruction, this.freshFromNow()));
		});
	}

	private freshFromNow(): number {
		return this.ports.now() + FRESH_MS;
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

	/** Sends; looks once more before that whenever the last look, or the claim, is no longer fresh. */
	private async send(instruction: Instruction, freshUntil: number): Promise<Outcome> {
		for (let attempt = 1, fresh = freshUntil; ; ) {
			if (this.stopped) return notSent(this.stopped);
			const receipt = await this.gate.pass(async () => await this.post(instruction, fresh));
			if (receipt.ok) {
				if (receipt.value !== 'stale') {
					return { kind: 'paid', confirmedBy: 'response', receipt: receipt.value };
				}
				const known = this.beforeSending(await this.lookUpAgain(instruction));
				if (known) return known;
				fresh = this.freshFromNow();
				continue;
			}
			const { failure } = receipt;
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
			attempt += 1;
		}
	}

	/** One POST. An answer that does not echo the reference proves nothing. */
	private async post(
		instruction: Instruction,
		freshUntil: number,
	): Promise<Result<Receipt | 'stale'>> {
		// It may have waited at the gate meanwhile.
		if (this.stopped) return fail(this.stopped);
		if (this.ports.now() > freshUntil) return succeed('stale');
		const answer = await this.ports.client.allocate(toCall(instruction));
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

	/** Looks up until the transaction is there or the deadline is over, once at the least. */
	private async confirm(instruction: Instruction, deadline: number): Promise<Found> {
		for (let attempt = 1; ; attempt++) {
			const found = await this.lookUpOnce(instruction);
			const left = deadline - this.ports.now();
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

/** Failures that may be gone a moment later. */
const isPassing = ({ kind, meetsEveryItem }: Failure) =>
	!meetsEveryItem && (kind === 'unknown' || kind === 'notSent' || kind === 'unexpected');

const pause = (attempt: number) => Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS);
