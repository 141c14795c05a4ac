import type { Client } from '../api/client.ts';
import type { Failure } from '../failures/failure.ts';
import { groupBy } from '../groupBy.ts';
import { foldId } from '../identifiers.ts';
import type { Paise } from '../money.ts';
import { foldReference } from '../reference.ts';
import { RequestQueue } from '../requests/queue.ts';
import { handleFinder } from './handleForLookUp.ts';
import { type Found, type Holders, amountDiffers } from './judge.ts';
import { type LeasePorts, Leases } from './lease.ts';
import { LookUp } from './lookUp.ts';
import { LookUpMany } from './lookUpMany.ts';
import { type Outcome, notSent } from './outcome.ts';
import { type Payment, identityOf } from './payment.ts';
import type { PayoutProcess } from './payoutProcess.ts';
import { ProgressCount, type ProgressPorts } from './progress.ts';
import type { Evidence } from './proof.ts';
import { Stop } from './stop.ts';
import { LEASE_INTERVAL_MS } from './timing.ts';

export interface PayOptions {
	/** Requests in flight. */
	readonly concurrency: number;
	/** ms spent finding out what became of a payment whose answer was lost. */
	readonly confirmationWindowMs: number;
	readonly checkBalanceFirst: boolean;
	/** Do everything but send. */
	readonly checkOnly: boolean;
	/** What becomes of the others when one payment must be corrected. */
	readonly ifRowsAreWrong: 'sendNothing' | 'payTheOthers';
	/** References that a person looked for in EnKash's own books and did not find. */
	readonly checkedByHand: readonly string[];
	/** Every execution pays under references of its own, so that the next one does not know of them. */
	readonly isEveryExecution?: boolean;
	/** The most that an execution may move, in paise; `undefined`: no limit. */
	readonly maxPerExecution?: Paise;
	/** The root execution, whose sub-workflows count together; `undefined`: nobody else counts. */
	readonly execution?: string;
}

export interface PayPorts extends LeasePorts, ProgressPorts {
	readonly client: Client;
	/** What all runs of this process share. */
	readonly process: PayoutProcess;
	/** Host and company: with the account and the reference they make a payment the one that it is. */
	readonly scope: readonly string[];
	/** Log-in and paths: what else changes which payments EnKash shows. */
	readonly access: readonly string[];
	readonly cancelled: () => boolean;
	readonly holders?: Holders;
	/** Why EnKash would refuse a payment, or should; asked of what is due. */
	readonly refusalOf?: (payment: Payment) => Failure | undefined;
}

/** What is known of payments in one direction from one account, while they are made. */
export interface Side {
	readonly evidence: Evidence;
	readonly lookUp: LookUp;
	readonly lookUpMany: LookUpMany;
	/** This run has paid something, and found it. */
	isProven: boolean;
}

/** A batch under way: what became of its payments so far, and all that its steps share. */
export class Batch {
	readonly payments: readonly Payment[];
	readonly options: PayOptions;
	readonly ports: PayPorts;
	readonly queue: RequestQueue;
	readonly leases: Leases;
	readonly stop: Stop;
	/** ms since the epoch. */
	readonly startedAt: number;
	private readonly outcomes = new Map<Payment, Outcome>();
	private readonly sides = new Map<string, Side>();
	/** When each payment was last looked up, in ms since the epoch. */
	private readonly lookedUpAt = new Map<Payment, number>();
	private readonly progress: ProgressCount;

	constructor(payments: readonly Payment[], options: PayOptions, ports: PayPorts) {
		this.payments = payments;
		this.options = options;
		this.ports = ports;
		const { elapsed: now, sleep } = ports;
		this.queue = new RequestQueue({ now, sleep }, options.concurrency);
		this.leases = new Leases(ports);
		this.stop = new Stop(ports.cancelled);
		this.startedAt = ports.now();
		this.progress = new ProgressCount(ports);
	}

	/** A payment's id in the record of n8n and of this process. */
	idOf(payment: Payment): string {
		return [...this.ports.scope, identityOf(payment)].join(' ');
	}

	/** EnKash said to a run of this process that it is paid. */
	isKnownAsPaid(payment: Payment): boolean {
		return this.ports.process.begun.isPaid(this.idOf(payment));
	}

	/**
	 * A person looked for it before this run began, and it had been over by then. What another run has
	 * begun since is leased for as long as an interval, or known to this process.
	 */
	isCheckedByHand(payment: Payment): boolean {
		const { ports, startedAt } = this;
		return (
			this.isListedAsChecked(payment) &&
			ports.now() < startedAt + LEASE_INTERVAL_MS &&
			ports.process.begun.isOver(this.idOf(payment), startedAt)
		);
	}

	/** A person has its reference under Checked by Hand. */
	isListedAsChecked({ reference }: Payment): boolean {
		const folded = foldReference(reference);
		return this.options.checkedByHand.some((listed) => foldReference(listed) === folded);
	}

	outcomeOf(payment: Payment): Outcome | undefined {
		return this.outcomes.get(payment);
	}

	/** Those of which nothing is settled yet. */
	open(payments: readonly Payment[] = this.payments): Payment[] {
		return payments.filter((payment) => !this.outcomes.has(payment));
	}

	settle(outcome: Outcome, ...payments: readonly Payment[]): void {
		for (const payment of payments) this.outcomes.set(payment, outcome);
		this.progress.add(outcome, payments.length, this.payments.length - this.outcomes.size);
	}

	sideOf(payment: Payment): Side {
		const key = sideKey(payment);
		const known = this.sides.get(key);
		if (known) return known;
		const { ports, queue, stop } = this;
		const { access, client, now, process, scope } = ports;
		const evidence = process.evidence.of(...scope, ...access, key);
		const handleOf = handleFinder(client, queue, now);
		const asking = { ...ports, queue, stop, handleOf };
		const lookUp = new LookUp(asking, evidence, { holders: ports.holders });
		const side: Side = {
			evidence,
			lookUp,
			lookUpMany: new LookUpMany(asking, evidence, lookUp),
			isProven: false,
		};
		this.sides.set(key, side);
		return side;
	}

	/**
	 * Looks payments up that have the account and the direction in common. What is not absent is
	 * settled by that.
	 */
	async lookUp(payments: readonly Payment[], how: 'many' | 'each' = 'many'): Promise<void> {
		const [first] = payments;
		if (!first) return;
		const side = this.sideOf(first);
		const at = this.ports.now();
		const all =
			how === 'many' ? await side.lookUpMany.all(payments) : await side.lookUp.each(payments);
		for (const [payment, found] of all) {
			this.lookedUpAt.set(payment, at);
			if (found.kind === 'paid') this.noteShown(payment);
			// It hides what was paid: that it has shown another payment of late proves nothing now.
			if (found.kind === 'absent' && this.isKnownAsPaid(payment)) side.evidence.disprove();
			const changed = this.changedAtEnKash(payment, found);
			if (changed) this.stop.because(changed);
			const outcome = beforeSending(found);
			if (outcome) this.settle(outcome, payment);
			if (found.kind === 'unclear' && found.failure.affectsWholeBatch)
				this.stop.because(found.failure);
		}
	}

	/** EnKash shows another amount than this process has paid, and so it will of the others. */
	private changedAtEnKash(payment: Payment, found: Found): Failure | undefined {
		const begun = this.ports.process.begun.get(this.idOf(payment));
		if (begun?.is !== 'paid') return undefined;
		const cause = amountChanged(found, payment, begun.amount);
		if (!cause) return undefined;
		const data = { reference: payment.reference, cause };
		return { kind: 'notSent', code: 'payment-shown-differently', data };
	}

	/** This run has seen that EnKash shows a payment. */
	noteShown(payment: Payment): void {
		this.sideOf(payment).evidence.noteShown([payment.reference]);
	}

	/** When a payment was last looked up, in ms since the epoch. */
	lastLookUp(payment: Payment): number {
		return this.lookedUpAt.get(payment) ?? -Infinity;
	}
}

/** It was sent since a person looked for it, so that the check says nothing about that. */
export const checkUsed = (reference: string): Outcome =>
	notSent({ kind: 'notSent', code: 'check-used', data: { reference } });

/** How what EnKash shows differs from the amount that was sent, in paise. */
function amountChanged(found: Found, payment: Payment, sent: Paise | undefined) {
	if (found.kind === 'taken' && found.failure.code === 'amount-differs') {
		return sent === payment.amount ? found.failure : undefined;
	}
	if (found.kind !== 'paid' || sent === undefined) return undefined;
	const { amount = sent, paidAt } = found.receipt;
	if (amount === sent) return undefined;
	return amountDiffers({ ...payment, amount: sent }, { paid: amount, paidAt });
}

/** n8n recorded a payment as paid, and EnKash does not show it. */
export const recordedButNotShown = (reference: string): Failure => ({
	kind: 'unknown',
	code: 'recorded-but-not-shown',
	data: { reference },
});

/**
 * An earlier run has begun a payment, and EnKash does not show it.
 *
 * @param notBefore when a run may send it by itself, in ms since the epoch
 */
export const begunBefore = (reference: string, notBefore?: number): Outcome =>
	notSent({ kind: 'notSent', code: 'begun-before', data: { reference, notBefore } });

/** What becomes of a payment by what EnKash shows of it; `undefined` if it is absent, and so due. */
function beforeSending(found: Found): Outcome | undefined {
	switch (found.kind) {
		case 'absent':
			return undefined;
		case 'paid': {
			const { alsoShownAs, receipt } = found;
			return { kind: 'alreadyPaid', receipt, alsoShownAs };
		}
		case 'taken':
			return { kind: 'rejected', failure: found.failure };
		case 'statusUnknown':
			return { kind: 'unknown', failure: found.failure, receipt: found.receipt };
		case 'unclear':
			return notSent(found.failure);
	}
}

/** What look-ups of a payment have in common with those of others. */
const sideKey = ({ cardAccountId, direction }: Payment) => `${foldId(cardAccountId)} ${direction}`;

/** Payments by account and direction: one that was paid proves nothing about the other direction. */
export const bySide = (payments: readonly Payment[]): Payment[][] => [
	...groupBy(payments, sideKey).values(),
];
