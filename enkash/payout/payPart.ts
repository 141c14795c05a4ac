import { forEach } from '../requests/concurrency.ts';
import { type Batch, type Side, begunBefore, checkUsed, recordedButNotShown } from './batch.ts';
import { prove } from './canary.ts';
import { type Leased, RECORD_UNAVAILABLE, type Standing } from './lease.ts';
import { notSent } from './outcome.ts';
import { type PaymentResult, payOne } from './payOne.ts';
import type { Payment } from './payment.ts';
import { LOOK_UP_AGAIN_AFTER_MS } from './timing.ts';

/**
 * Pays a part of what is due, of one account and direction: nobody else of this process has it
 * meanwhile, nobody of another process has leased it, and one payment proves that EnKash shows what is
 * paid.
 */
export async function payPart(payments: readonly Payment[], batch: Batch): Promise<void> {
	const held = await batch.ports.process.locks.hold(payments.map((one) => batch.idOf(one)));
	try {
		await lookUpAgain(payments, held.waitedFor, batch);
		const due = batch.open(payments);
		const [first] = due;
		if (!first || batch.stop.reason) return;
		const leased = await batch.leases.take(due.map((payment) => batch.idOf(payment)));
		if (leased.kind === 'storeDown') return batch.stop.because(leased.failure);
		await new Part(batch, batch.sideOf(first), leased).pay(due);
	} finally {
		held.release();
	}
}

/** What was looked up long ago, or was in somebody else's hands since, is looked up again. */
async function lookUpAgain(
	payments: readonly Payment[],
	others: ReadonlySet<string>,
	batch: Batch,
): Promise<void> {
	const old = batch.ports.now() - LOOK_UP_AGAIN_AFTER_MS;
	await batch.lookUp(
		payments.filter((one) => others.has(batch.idOf(one)) || batch.lastLookUp(one) < old),
	);
}

/** Payments under one lease. */
class Part {
	private readonly batch: Batch;
	private readonly side: Side;
	private readonly leased: Exclude<Leased, { kind: 'storeDown' }>;
	/** Surely not paid, whether they were sent or not. */
	private readonly surelyUnpaid = new Set<Payment>();
	/** Begun by an earlier run, and recorded as paid: by that run, or by this one before it sends. */
	private readonly recorded = new Map<Payment, 'before' | 'now'>();
	/** Sent although, or because, a person has them under Checked by Hand. */
	private readonly checksUsed = new Set<Payment>();

	constructor(batch: Batch, side: Side, leased: Exclude<Leased, { kind: 'storeDown' }>) {
		this.batch = batch;
		this.side = side;
		this.leased = leased;
	}

	async pay(due: readonly Payment[]): Promise<void> {
		const { batch } = this;
		const fresh: Payment[] = [];
		const begun: Payment[] = [];
		for (const payment of due) {
			const standing = this.standingOf(payment);
			if ('failure' in standing) {
				if (standing.kind === 'doubtful') {
					const { now, process } = batch.ports;
					process.begun.noteDoubt(batch.idOf(payment), now());
				}
				batch.settle(notSent(standing.failure), payment);
			} else (standing.kind === 'fresh' ? fresh : begun).push(payment);
		}
		const checked = begun.filter((payment) => batch.isCheckedByHand(payment));
		const unchecked = begun.filter((payment) => !checked.includes(payment));
		const clear = await this.useChecks([...fresh, ...(await this.markAbsentAsPaid(checked))]);
		const proving = {
			side: this.side,
			isOwnWanted: unchecked.length > 0,
			send: async (payment: Payment) => await this.send(payment),
		};
		await this.sendAll(await prove(clear, proving, batch));
		await this.payBegun(unchecked);
		await this.removeMarks(fresh, begun);
	}

	/** What n8n's record says of a payment, and what this process knows. */
	private standingOf(payment: Payment): Standing {
		const { batch, leased } = this;
		const id = batch.idOf(payment);
		const { begun } = batch.ports.process;
		const failure = begun.hindranceTo(id, batch.ports.now());
		if (failure) return { kind: 'refused', failure };
		const standing = leased.kind === 'leased' ? leased.standings.get(id) : undefined;
		if (standing && standing.kind !== 'fresh') return standing;
		return { kind: begun.get(id) ? 'begun' : 'fresh' };
	}

	/**
	 * Looks begun payments up, and returns those that are absent now, recorded as paid before they are sent:
	 * what is lost on the way is never taken for unpaid. `removeMarks` undoes it where nothing was paid.
	 */
	private async markAbsentAsPaid(begun: readonly Payment[]): Promise<readonly Payment[]> {
		const { batch } = this;
		if (batch.stop.reason) return [];
		await batch.lookUp(begun, 'each');
		const absent = batch.open(begun);
		if (absent.length === 0) return [];
		const recorded = await batch.leases.recordAsPaid(this.idsOf(absent));
		if (recorded === 'unavailable') {
			batch.stop.because(RECORD_UNAVAILABLE);
			return [];
		}
		for (const payment of absent) {
			const id = batch.idOf(payment);
			const wasRecordedBefore = recorded.has(id) || batch.isKnownAsPaid(payment);
			this.recorded.set(payment, wasRecordedBefore ? 'before' : 'now');
		}
		return absent;
	}

	/**
	 * A check by hand is good for one sending: it says nothing about what was sent after it, be it the
	 * first time. Returns the payments that may be sent.
	 */
	private async useChecks(payments: readonly Payment[]): Promise<readonly Payment[]> {
		const { batch } = this;
		const listed = payments.filter((payment) => batch.isListedAsChecked(payment));
		if (listed.length === 0 || batch.stop.reason) return payments;
		const used = await batch.leases.useChecks(this.idsOf(listed));
		if (used === 'unavailable') {
			batch.stop.because(RECORD_UNAVAILABLE);
			return [];
		}
		const { begun } = batch.ports.process;
		return payments.filter((payment) => {
			if (!listed.includes(payment)) return true;
			const id = batch.idOf(payment);
			if (used.has(id) || begun.isCheckUsed(id)) {
				batch.settle(checkUsed(payment.reference), payment);
				return false;
			}
			begun.useCheck(id);
			this.checksUsed.add(payment);
			return true;
		});
	}

	/** So that the next checks by hand of these count. */
	private async endChecks(payments: readonly Payment[]): Promise<void> {
		const { batch } = this;
		const ids = this.idsOf(payments);
		ids.forEach((id) => batch.ports.process.begun.endCheck(id));
		await batch.leases.endChecks(ids);
	}

	/**
	 * Looks for what an earlier run has begun. What EnKash does not show is a person's to look for, unless
	 * this process knows that it has not sent it.
	 */
	private async payBegun(begun: readonly Payment[]): Promise<void> {
		const { batch, side } = this;
		await this.endChecks(begun.filter((payment) => !batch.isListedAsChecked(payment)));
		const due: Payment[] = [];
		for (const payment of await this.markAbsentAsPaid(begun)) {
			const { reference } = payment;
			if (this.recorded.get(payment) === 'before') {
				const failure = recordedButNotShown(reference);
				batch.settle({ kind: 'unknown', failure }, payment);
				// EnKash may hide what is old. Without this run's own canary it may hide everything.
				if (!side.isProven) batch.stop.because(failure);
				continue;
			}
			const notBefore = batch.ports.process.begun.absenceTellsFrom(batch.idOf(payment));
			const isOver = notBefore !== undefined && notBefore <= batch.ports.now();
			if (isOver && side.isProven) due.push(payment);
			else batch.settle(begunBefore(reference, isOver ? undefined : notBefore), payment);
		}
		await this.sendAll(due);
	}

	/** Leaves no mark of what this run has surely not paid. */
	private async removeMarks(fresh: readonly Payment[], begun: readonly Payment[]): Promise<void> {
		const { batch, leased } = this;
		const mayForget = (payment: Payment) =>
			this.surelyUnpaid.has(payment) || !batch.outcomeOf(payment) || isLeftAlone(batch, payment);
		await this.endChecks([...this.checksUsed].filter(mayForget));
		if (leased.kind !== 'leased') return;
		const unmarked = begun.filter((one) => mayForget(one) && this.recorded.get(one) === 'now');
		// Of what was fresh, all; of what was begun before, that this run has leased or marked it.
		await batch.leases.release(leased, this.idsOf(fresh.filter(mayForget)));
		await batch.leases.unrecordPaid(leased, this.idsOf(unmarked));
		await batch.leases.endLease(leased, this.idsOf(begun.filter(mayForget)));
	}

	/**
	 * Twice Concurrency: half of them in flight, half being confirmed. No more, so that few are unknown if
	 * EnKash goes away.
	 */
	private async sendAll(payments: readonly Payment[]): Promise<void> {
		const { concurrency } = this.batch.options;
		await forEach(payments, 2 * concurrency, async (payment) => void (await this.send(payment)));
	}

	/** Pays one payment, and keeps what became of it. What only missed its lease stays open. */
	private async send(payment: Payment): Promise<PaymentResult> {
		const { batch, leased } = this;
		const { ports } = batch;
		const { evidence, lookUp } = this.side;
		const paid = await payOne(payment, {
			...ports,
			queue: batch.queue,
			lookUp,
			stop: batch.stop,
			leaseLeftMs: leased.kind === 'leased' ? leased.leftMs : () => Infinity,
			lagMs: evidence.proofAt(ports.now())?.lagMs,
			confirmationWindowMs: batch.options.confirmationWindowMs,
			isEveryExecution: batch.options.isEveryExecution,
		});
		const { isRecordedAsPaid, mayBeReleased, outcome, posted } = paid;
		const id = batch.idOf(payment);
		if (isRecordedAsPaid) batch.leases.recordPaid([id]);
		if (mayBeReleased || !posted) this.surelyUnpaid.add(payment);
		else
			ports.process.begun.noteSent(
				id,
				isRecordedAsPaid ? 'paid' : 'unknown',
				posted.lastAt,
				payment.amount,
			);
		batch.stop.after(outcome);
		const isOnlyLate = outcome.kind === 'notSent' && outcome.failure.code === 'lease-expired';
		if (!isOnlyLate) batch.settle(outcome, payment);
		return paid;
	}

	private idsOf(payments: readonly Payment[]): string[] {
		return payments.map((payment) => this.batch.idOf(payment));
	}
}

/** Whether an earlier run has begun a payment, and this run has only looked for it. */
const isLeftAlone = (batch: Batch, payment: Payment): boolean => {
	const outcome = batch.outcomeOf(payment);
	if (outcome?.kind !== 'notSent') return false;
	return outcome.failure.code === 'begun-before' || outcome.failure.code === 'check-used';
};
