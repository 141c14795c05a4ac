import type { Failure } from '../failures/failure.ts';
import type { Gate } from '../requests/rateLimit.ts';
import { type Result, fail, succeed } from '../result.ts';
import type { Slots } from '../requests/concurrency.ts';
import type { ItemClaim } from './batchClaims.ts';
import { Clearance } from './clearance.ts';
import { Halt } from './halt.ts';
import { Inquiry, type InquiryPorts, pause } from './inquiry.ts';
import { type Payment, toCall } from './payment.ts';
import { type Outcome, type Receipt, beforeSending, notSent } from './outcome.ts';
import { identityOf } from './validateBatch.ts';

export interface PayerPorts extends InquiryPorts {
	/** Runs the work alone among all of this process that use the key. */
	readonly exclusively: <T>(key: string, work: () => Promise<T>) => Promise<T>;
}

const MAX_TRIES = 3;

/** Pays single payments of one batch: look up, send, confirm. Stops at what meets every item. */
export class Payer {
	private readonly ports: PayerPorts;
	private readonly gate: Gate;
	private readonly slots: Slots;
	private readonly halt: Halt;
	private readonly inquiry: Inquiry;
	private readonly clearance: Clearance;
	private readonly confirmationWindowMs: number;

	/** `slots` is how many payments are worked on at once. */
	constructor(ports: PayerPorts, gate: Gate, slots: Slots, confirmationWindowMs: number) {
		this.ports = ports;
		this.gate = gate;
		this.slots = slots;
		this.halt = new Halt(ports.cancelled);
		this.inquiry = new Inquiry(ports, gate, this.halt);
		this.clearance = new Clearance(ports, this.halt, this.inquiry, confirmationWindowMs);
		this.confirmationWindowMs = confirmationWindowMs;
	}

	/** The outcome that is known without sending anything; `undefined` if it is still to be paid. */
	async lookUp(payment: Payment): Promise<Outcome | undefined> {
		return await this.slots.run(async () => await this.knownOutcome(payment));
	}

	/**
	 * Pays, unless an earlier or parallel run has paid the same: then, or if the money for it is not
	 * there, it is only looked up. While the claim is not settled, other items are looked up.
	 */
	async pay(
		payment: Payment,
		claim: ItemClaim,
		isCovered: Promise<boolean>,
	): Promise<Outcome | undefined> {
		return await this.ports.exclusively(identityOf(payment), async () => {
			const begun = await this.slots.run(async () => {
				claim.begin();
				const lookedUpAt = this.ports.now();
				const known = await this.knownOutcome(payment);
				if (known) return known;
				const send = async () => await this.send(payment, claim, lookedUpAt);
				return claim.isDue() && (await isCovered) ? await send() : send;
			});
			if (typeof begun !== 'function') return begun;
			if (!(await isCovered)) return undefined;
			await claim.current();
			return await this.slots.run(begun, true);
		});
	}

	private async knownOutcome(payment: Payment): Promise<Outcome | undefined> {
		const { stopped } = this.halt;
		return stopped ? notSent(stopped) : beforeSending(await this.inquiry.now(payment));
	}

	private async send(payment: Payment, claim: ItemClaim, lookedUpAt: number): Promise<Outcome> {
		for (let attempt = 1; ; attempt++) {
			if (this.halt.stopped) return notSent(this.halt.stopped);
			const sent = await this.gate.pass(
				async () => await this.sendOnce(payment, claim, lookedUpAt),
			);
			if (sent.ok) return sent.value;
			const { failure } = sent;
			if (failure.kind === 'unknown' || failure.kind === 'unexpected') {
				return await this.findOut(payment, failure);
			}
			if (failure.kind === 'rejected') return await this.rejected(payment, failure);
			if (failure.kind !== 'notSent' || failure.affectsWholeBatch || attempt === MAX_TRIES) {
				this.halt.because(failure);
				const kind = failure.kind === 'credential' ? 'rejected' : 'notSent';
				return { kind, failure };
			}
			await this.ports.sleep(pause(attempt));
		}
	}

	/** One POST at the most, however long it had to wait before: somebody else may have paid since. */
	private async sendOnce(
		payment: Payment,
		claim: ItemClaim,
		lookedUpAt: number,
	): Promise<Result<Outcome>> {
		const cleared = await this.clearance.of(payment, claim, lookedUpAt);
		if ('outcome' in cleared) return succeed(cleared.outcome);
		if (this.halt.stopped) return fail(this.halt.stopped);
		const receipt = await this.post(payment, cleared.until);
		return receipt.ok
			? succeed({ kind: 'paid', confirmedBy: 'response', receipt: receipt.value })
			: receipt;
	}

	/** One POST. An answer that does not echo the reference proves nothing. */
	private async post(payment: Payment, until: number): Promise<Result<Receipt>> {
		const answer = await this.ports.client.allocate(
			toCall(payment),
			() => this.ports.now() < until && !this.halt.stopped,
		);
		if (!answer.ok) return answer;
		const { uniqueReferenceNumber, ...told } = answer.value.canonical;
		if (uniqueReferenceNumber !== payment.reference) {
			return fail({
				kind: 'unexpected',
				message: 'EnKash answered without the reference of the payment',
				advice: 'Running again is safe.',
				body: answer.value.raw,
			});
		}
		const { enKashCardId, userId, enKashTransactionId, otbBalance } = told;
		return succeed({
			handleId: enKashCardId,
			userId,
			transactionId: enKashTransactionId,
			handleBalance: otbBalance,
		});
	}

	/** It was sent, and what EnKash did is not known: asks until it is found or the window is over. */
	private async findOut(payment: Payment, failure: Failure): Promise<Outcome> {
		const deadline = this.ports.now() + this.confirmationWindowMs;
		const found = await this.inquiry.until(payment, deadline);
		if (found.kind === 'paid') {
			return { kind: 'paid', confirmedBy: 'lookup', receipt: found.receipt };
		}
		return {
			kind: 'unknown',
			failure: {
				...failure,
				advice: `EnKash shows no such transaction yet. Look for reference ${payment.reference} there, or run again: it is looked up again before anything is sent.`,
			},
		};
	}

	/** EnKash may refuse a reference because it has paid it: then that is the answer. */
	private async rejected(payment: Payment, failure: Failure): Promise<Outcome> {
		if (failure.affectsWholeBatch) this.halt.because(failure);
		if (failure.status !== 409 && !/already|duplicate/i.test(failure.message ?? '')) {
			return { kind: 'rejected', failure };
		}
		const found = await this.inquiry.now(payment);
		if (found.kind === 'paid') return { kind: 'alreadyPaid', receipt: found.receipt };
		return { kind: 'rejected', failure: found.kind === 'conflict' ? found.failure : failure };
	}
}
