import type { Failure } from '../failures/failure.ts';
import { foldReference } from '../reference.ts';
import type { Batch } from './batch.ts';
import { prove } from './canary.ts';
import { type Leased, RECORD_UNAVAILABLE, type Standing, runAgainAfterNow } from './lease.ts';
import { notSent } from './outcome.ts';
import { type Paid, payOne } from './payOne.ts';
import type { Payment } from './payment.ts';
import { LOOK_UP_AGAIN_AFTER_MS } from './timing.ts';

/**
 * Pays a part of what is due from one account: nobody else of this process has it meanwhile, nobody of
 * another process has leased it, and one payment proves that EnKash shows what is paid.
 */
export async function payPart(payments: readonly Payment[], batch: Batch): Promise<void> {
	const held = await batch.ports.process.locks.hold(payments.map((one) => batch.idOf(one)));
	try {
		await lookUpAgain(payments, held.waitedFor, batch);
		const due = batch.open(payments);
		if (due.length === 0 || batch.stopped()) return;
		const leased = await batch.leases.take(due.map((payment) => batch.idOf(payment)));
		if (leased.kind === 'storeDown') return batch.stop(leased.failure);
		await new Part(batch, leased).pay(due);
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
	private readonly leased: Exclude<Leased, { kind: 'storeDown' }>;
	/** Sent, and surely not paid. */
	private readonly unpaid = new Set<Payment>();

	constructor(batch: Batch, leased: Exclude<Leased, { kind: 'storeDown' }>) {
		this.batch = batch;
		this.leased = leased;
	}

	async pay(due: readonly Payment[]): Promise<void> {
		const { batch } = this;
		const fresh: Payment[] = [];
		const begun: Payment[] = [];
		for (const payment of due) {
			const standing = this.standingOf(payment);
			if (standing.kind === 'refused') batch.settle(notSent(standing.failure), payment);
			else (standing.kind === 'fresh' ? fresh : begun).push(payment);
		}
		const send = async (payment: Payment) => await this.send(payment);
		const others = await prove(fresh, { isOwnWanted: begun.length > 0, send }, batch);
		await this.sendAll(others);
		await this.payBegun(begun);
		const isUnsent = (payment: Payment) =>
			this.unpaid.has(payment) || !batch.outcomeOf(payment) || isBegunBefore(batch, payment);
		await batch.leases.release(this.idsOf(fresh.filter(isUnsent)));
		await batch.leases.endLease(this.idsOf(begun.filter(isUnsent)));
	}

	/** What n8n's record says of a payment, and what this process knows. */
	private standingOf(payment: Payment): Standing {
		const { batch, leased } = this;
		const id = batch.idOf(payment);
		const own = batch.ports.process.begun.get(id);
		const runAgainAfter = own?.is === 'unknown' ? runAgainAfterNow(own.at) : 0;
		if (own && batch.ports.now() < runAgainAfter) {
			const data = { from: own.at, to: own.at, runAgainAfter };
			return {
				kind: 'refused',
				failure: { kind: 'notSent', code: 'begun-by-another-run', data },
			};
		}
		const standing = leased.kind === 'leased' ? leased.standings.get(id) : undefined;
		if (standing && standing.kind !== 'fresh') return standing;
		return { kind: own ? 'begun' : 'fresh' };
	}

	/**
	 * Pays what an earlier run has begun and EnKash does not show: only if EnKash was seen to show what
	 * is new, or a person has looked, and n8n has not recorded it as paid.
	 */
	private async payBegun(begun: readonly Payment[]): Promise<void> {
		const { batch } = this;
		const [first] = begun;
		if (!first || batch.stopped()) return;
		const byHand = new Set(batch.options.checkedByHand.map(foldReference));
		const isByHand = ({ reference }: Payment) => byHand.has(foldReference(reference));
		const { provenBy } = batch.account(first);
		for (const payment of begun) {
			if (provenBy || isByHand(payment)) continue;
			const data = { reference: payment.reference };
			batch.settle(notSent({ kind: 'notSent', code: 'begun-before', data }), payment);
		}
		await batch.lookUp(batch.open(begun));
		const absent = batch.open(begun);
		const recorded = await this.recordedAsPaid(absent);
		if (!recorded) return;
		const contradictions = absent.filter((one) => recorded.has(batch.idOf(one)) && !isByHand(one));
		for (const payment of contradictions) {
			const { reference } = payment;
			const failure = recordedButNotShown(reference);
			batch.settle({ kind: 'unknown', failure }, payment);
			// EnKash may hide what is old. Without this run's own canary it may hide everything.
			if (provenBy !== 'canary') batch.stop(failure);
		}
		const due = batch.open(absent);
		await this.sendAll(due);
		const unpaid = due.filter((one) => this.unpaid.has(one) || !batch.outcomeOf(one));
		await batch.leases.unrecordPaid(this.idsOf(unpaid).filter((id) => !recorded.has(id)));
	}

	/** The ids that n8n or this process has recorded as paid; `undefined` stops the batch. */
	private async recordedAsPaid(
		payments: readonly Payment[],
	): Promise<ReadonlySet<string> | undefined> {
		const { batch } = this;
		const ids = this.idsOf(payments);
		if (ids.length === 0) return new Set();
		const recorded = await batch.leases.recordedAsPaid(ids);
		if (recorded === 'unavailable') {
			batch.stop(RECORD_UNAVAILABLE);
			return undefined;
		}
		const own = ids.filter((id) => batch.ports.process.begun.get(id)?.is === 'paid');
		return new Set([...recorded, ...own]);
	}

	private async sendAll(payments: readonly Payment[]): Promise<void> {
		await Promise.all(payments.map(async (payment) => await this.send(payment)));
	}

	/** Pays one payment, and keeps what became of it. What only missed its lease stays open. */
	private async send(payment: Payment): Promise<Paid> {
		const { batch } = this;
		const { ports } = batch;
		const { evidence, lookUp } = batch.account(payment);
		const paid = await payOne(payment, {
			...ports,
			queue: batch.queue,
			lookUp,
			stopped: batch.stopped,
			isLeaseGood: this.leased.kind === 'leased' ? this.leased.isGood : () => true,
			lagMs: evidence.proofOf(payment.direction, ports.now())?.lagMs,
			confirmationWindowMs: batch.options.confirmationWindowMs,
		});
		const { isRecordedAsPaid, mayBeReleased, outcome, postedAt = ports.now(), stops } = paid;
		const id = batch.idOf(payment);
		if (isRecordedAsPaid) batch.leases.recordPaid([id]);
		if (!mayBeReleased) {
			ports.process.begun.set(id, { is: isRecordedAsPaid ? 'paid' : 'unknown', at: postedAt });
		}
		if (mayBeReleased) this.unpaid.add(payment);
		batch.heed(outcome, stops);
		const isOnlyLate = outcome.kind === 'notSent' && outcome.failure.code === 'lease-expired';
		if (!isOnlyLate) batch.settle(outcome, payment);
		return paid;
	}

	private idsOf(payments: readonly Payment[]): string[] {
		return payments.map((payment) => this.batch.idOf(payment));
	}
}

const isBegunBefore = (batch: Batch, payment: Payment): boolean => {
	const outcome = batch.outcomeOf(payment);
	return outcome?.kind === 'notSent' && outcome.failure.code === 'begun-before';
};

const recordedButNotShown = (reference: string): Failure => ({
	kind: 'unknown',
	code: 'recorded-but-not-shown',
	data: { reference },
});
