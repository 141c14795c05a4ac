import type { Client } from '../api/client.ts';
import type { Failure } from '../failures/failure.ts';
import type { Paise } from '../money.ts';
import { RequestQueue } from '../requests/queue.ts';
import { type Result, andThen, succeed } from '../result.ts';
import type { Holders } from './judge.ts';
import { type LeasePorts, Leases } from './lease.ts';
import { LookUp, noHandleKnown } from './lookUp.ts';
import { type Outcome, beforeSending } from './outcome.ts';
import { type Payment, identityOf } from './payment.ts';
import type { PayoutProcess } from './payoutProcess.ts';
import type { Evidence } from './proof.ts';
import { PROOF_LASTS_MS } from './timing.ts';

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
	/** The most that an execution may move, in paise; `undefined`: no limit. */
	readonly maxPerExecution?: Paise;
	/** The root execution, whose sub-workflows count together; `undefined`: nobody else counts. */
	readonly execution?: string;
}

/** How far a batch is. */
export interface Progress {
	readonly paid: number;
	readonly refused: number;
	readonly left: number;
}

export interface PayPorts extends LeasePorts {
	readonly client: Client;
	/** What all runs of this process share. */
	readonly process: PayoutProcess;
	/** Host, path, log-in and company: whatever else changes how EnKash answers. */
	readonly scope: readonly string[];
	readonly cancelled: () => boolean;
	readonly holders?: Holders;
	/** Why EnKash would refuse a payment, or should; asked of what is due. */
	readonly refusalOf?: (payment: Payment) => Failure | undefined;
	readonly progress?: (progress: Progress) => void;
}

/** So many unknown payments in a row, without one that is paid, end the batch. */
const MAX_UNKNOWN_IN_A_ROW = 3;

/** What is known of one account while its payments are made. */
interface Account {
	readonly evidence: Evidence;
	readonly lookUp: LookUp;
	/** How this run has seen that EnKash shows what was paid within the last ten minutes, if it has. */
	provenBy?: 'canary' | 'record';
}

/** A batch under way: what became of its payments so far, and all that its steps share. */
export class Batch {
	readonly payments: readonly Payment[];
	readonly options: PayOptions;
	readonly ports: PayPorts;
	readonly queue: RequestQueue;
	readonly leases: Leases;
	private readonly outcomes = new Map<Payment, Outcome>();
	private readonly accounts = new Map<string, Account>();
	/** When each payment was last looked up, in ms since the epoch. */
	private readonly lookedUpAt = new Map<Payment, number>();
	private readonly count = { paid: 0, refused: 0 };
	private cause: Failure | undefined;
	private unknownInARow = 0;

	constructor(payments: readonly Payment[], options: PayOptions, ports: PayPorts) {
		this.payments = payments;
		this.options = options;
		this.ports = ports;
		const { elapsed: now, sleep } = ports;
		this.queue = new RequestQueue({ now, sleep }, options.concurrency);
		this.leases = new Leases(ports);
	}

	/** A payment's id in the record of n8n and of this process. */
	idOf(payment: Payment): string {
		return [...this.ports.scope, identityOf(payment)].join(' ');
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
		if (outcome.kind === 'paid') this.count.paid += payments.length;
		if (outcome.kind === 'rejected') this.count.refused += payments.length;
		const left = this.payments.length - this.outcomes.size;
		this.ports.progress?.({ ...this.count, left });
	}

	/** Nothing more is sent because of this failure. */
	stop(failure: Failure): void {
		this.cause ??= failure;
	}

	/** Heeds what a payment that was sent means for the others. */
	heed(outcome: Outcome, stops: Failure | undefined): void {
		if (stops) this.stop(stops);
		if (outcome.kind === 'paid') this.unknownInARow = 0;
		if (outcome.kind === 'unknown') this.unknownInARow += 1;
		if (this.unknownInARow < MAX_UNKNOWN_IN_A_ROW) return;
		this.stop({ kind: 'notSent', code: 'too-many-unknown', data: {} });
	}

	/** Why nothing more is sent, if anything stops the batch. */
	readonly stopped = (): Failure | undefined => {
		if (this.cause) {
			const { cause } = this;
			return { kind: 'notSent', code: 'stopped', data: { cause } };
		}
		if (!this.ports.cancelled()) return undefined;
		return { kind: 'notSent', code: 'execution-cancelled', data: {} };
	};

	account({ cardAccountId }: Payment): Account {
		const known = this.accounts.get(cardAccountId);
		if (known) return known;
		const { ports, queue, stopped } = this;
		const evidence = ports.process.evidence.of(...ports.scope, cardAccountId);
		const handleOf = handleFinder(ports.client, queue, ports.now);
		const lookUp = new LookUp({ ...ports, queue, stopped, handleOf }, evidence, {
			holders: ports.holders,
		});
		const account: Account = { evidence, lookUp };
		this.accounts.set(cardAccountId, account);
		return account;
	}

	/** Looks payments of one account up. What is not absent is settled by that. */
	async lookUp(payments: readonly Payment[]): Promise<void> {
		const [first] = payments;
		if (!first) return;
		const account = this.account(first);
		const at = this.ports.now();
		for (const [payment, found] of await account.lookUp.many(payments)) {
			this.lookedUpAt.set(payment, at);
			if (found.kind === 'paid' && isYoung(found.receipt.paidAt, at)) account.provenBy ??= 'record';
			const outcome = beforeSending(found);
			if (outcome) this.settle(outcome, payment);
			if (found.kind === 'unclear' && found.failure.affectsWholeBatch) this.stop(found.failure);
		}
	}

	/** When a payment was last looked up, in ms since the epoch. */
	lastLookUp(payment: Payment): number {
		return this.lookedUpAt.get(payment) ?? -Infinity;
	}
}

/** What EnKash dates in the last ten minutes shows that it lists what is new. */
const isYoung = (paidAt: number | undefined, now: number) =>
	paidAt !== undefined && paidAt <= now && now < paidAt + PROOF_LASTS_MS;

/** Payments by the account they are paid from. */
export function byAccount(payments: readonly Payment[]): Payment[][] {
	const accounts = new Map<string, Payment[]>();
	for (const payment of payments) {
		const known = accounts.get(payment.cardAccountId);
		if (known) known.push(payment);
		else accounts.set(payment.cardAccountId, [payment]);
	}
	return [...accounts.values()];
}

/** How long a list of handles that was read for a look-up is good for, in ms. */
const HANDLES_LAST_MS = 5_000;

/** Finds a person's handle where EnKash wants to be told it. */
function handleFinder(client: Client, queue: RequestQueue, now: () => number) {
	let read: { readonly at: number; readonly handles: ReturnType<Client['handles']> } | undefined;
	return async (payment: Payment): Promise<Result<string | undefined>> => {
		const { cardAccountId, recipient } = payment;
		if (recipient.kind === 'handle' || recipient.handleId !== undefined) {
			return succeed(recipient.handleId);
		}
		if (!read || now() > read.at + HANDLES_LAST_MS) {
			read = { at: now(), handles: queue.ask(async () => await client.handles(cardAccountId)) };
		}
		const { mobile } = recipient.person;
		return andThen(await read.handles, ({ data, isCut }) => {
			const own = data.find(({ canonical }) => canonical.mobile?.slice(-10) === mobile);
			if (own) return succeed(own.canonical.enKashCardId);
			return isCut ? noHandleKnown(payment) : succeed(undefined);
		});
	};
}
