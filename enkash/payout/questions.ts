import type { Client, Reply, TransactionQuery } from '../api/client.ts';
import { recentReferences } from '../api/manyReferences.ts';
import { asksForHandle } from '../contract/phrases.ts';
import type { Failure } from '../failures/failure.ts';
import { HandleDirectory } from '../handleDirectory.ts';
import type { RequestQueue } from '../requests/queue.ts';
import { SHORT_PAUSE, backOff } from '../requests/retry.ts';
import { type Result, fail, succeed } from '../result.ts';
import { type Nothing, nothingIn } from './nothing.ts';
import type { Payee, Payment } from './payment.ts';
import { impossibleReference } from '../api/impossibleReference.ts';
import type { Evidence } from './proof.ts';
import type { Stop } from './stop.ts';

export interface QuestionPorts {
	readonly client: Client;
	readonly queue: RequestQueue;
	readonly sleep: (ms: number) => Promise<void>;
	/** ms since the epoch. */
	readonly now: () => number;
	/** A text that no other call ever gets. */
	readonly token: () => string;
	readonly stop: Stop;
	/** What EnKash knows the recipient's handle by, where the payment does not say. */
	readonly handleOf: (payment: Payment) => Promise<Result<string | undefined>>;
}

/** What EnKash says to a question for one payment; `noHandle`: it wants a handle, and there is none. */
export type PaymentReply = Reply | { readonly kind: 'noHandle' };

const MAX_TRIES = 3;

/** The questions that a run asks about payments of one account and direction. */
export class Questions {
	private readonly ports: QuestionPorts;
	private readonly evidence: Evidence;
	/** What EnKash answers where there is nothing, once it was asked. */
	private nothing: Promise<Nothing> | undefined;
	/** Who holds handles, as far as it was asked for. */
	private readonly holders = new Map<string, Promise<Payee | undefined>>();
	/** Why every further question would fail. */
	private hopeless: Failure | undefined;

	constructor(ports: QuestionPorts, evidence: Evidence) {
		this.ports = ports;
		this.evidence = evidence;
	}

	/** Asks for a payment, again if EnKash could not be asked. */
	async ask(payment: Payment, isUrgent = false): Promise<Result<PaymentReply>> {
		return await this.persist(async () => await this.askOnce(payment, isUrgent));
	}

	/** Asks without the handle's id, and with it where EnKash wants it (contract, section 4.3). */
	async askOnce(payment: Payment, isUrgent: boolean): Promise<Result<PaymentReply>> {
		const { cardAccountId, reference } = payment;
		const query = { cardAccountId, pgReferenceNumber: reference };
		if (!this.evidence.needsHandle) {
			const reply = await this.send(query, isUrgent);
			const words = reply.ok && reply.value.kind === 'noList' ? (reply.value.words ?? '') : '';
			if (!asksForHandle(words)) return reply;
			this.evidence.needsHandle = true;
		}
		const handle = await this.ports.handleOf(payment);
		if (!handle.ok) return handle;
		if (handle.value === undefined) return succeed({ kind: 'noHandle' });
		return await this.send({ ...query, enKashCardId: handle.value }, isUrgent);
	}

	/** Asks for many references at once, again if EnKash could not be asked. */
	async askForMany(cardAccountId: string, references: readonly string[]): Promise<Result<Reply>> {
		const query = { cardAccountId, pgReferenceNumbers: [...references] };
		return await this.persist(async () => await this.send(query, false));
	}

	/** What EnKash answers where there is nothing: asks for two payments that cannot be there, once. */
	async whereNothingIs(payment: Payment): Promise<Nothing> {
		this.nothing ??= Promise.all([this.control(payment), this.control(payment)]).then(
			([one, other]) => nothingIn(one, other),
		);
		return await this.nothing;
	}

	/** References that EnKash lists of late; none if it cannot be asked. */
	async recentReferences({ cardAccountId }: Payment): Promise<readonly string[]> {
		const { client, now, queue } = this.ports;
		const recent = await queue.ask(
			async () => await recentReferences(client, cardAccountId, now()),
		);
		return recent.ok ? recent.value : [];
	}

	/** Who holds a handle; asked once. */
	async holderOf(handleId: string, { cardAccountId }: Payment): Promise<Payee | undefined> {
		const { client, queue } = this.ports;
		const known = this.holders.get(handleId);
		if (known) return await known;
		const asked = queue
			.ask(async () => await client.handles(cardAccountId, handleId))
			.then((list) => (list.ok ? new HandleDirectory(list.value).byId(handleId) : undefined));
		this.holders.set(handleId, asked);
		return await asked;
	}

	private async control(payment: Payment): Promise<Reply | undefined> {
		const reference = impossibleReference(payment.reference, this.ports.token());
		const reply = await this.ask({ ...payment, reference }, true);
		return reply.ok && reply.value.kind !== 'noHandle' ? reply.value : undefined;
	}

	/** Asks, and again while EnKash cannot be asked. */
	private async persist<T>(ask: () => Promise<Result<T>>): Promise<Result<T>> {
		for (let attempt = 1; ; attempt++) {
			const reply = await ask();
			const isOver = reply.ok || !mayPass(reply.failure) || attempt === MAX_TRIES;
			if (isOver || this.ports.stop.reason) return reply;
			await this.ports.sleep(backOff(attempt, SHORT_PAUSE));
		}
	}

	/** Asks in its turn, unless another question has shown that it would be in vain. */
	private async send(query: TransactionQuery, isUrgent: boolean): Promise<Result<Reply>> {
		const { client, queue } = this.ports;
		const reply = await queue.ask(
			async () =>
				this.hopeless && !isUrgent ? fail<Reply>(this.hopeless) : await client.ask(query),
			isUrgent,
		);
		if (!reply.ok && meetsEveryQuestion(reply.failure)) {
			this.hopeless ??= { kind: 'notSent', code: 'stopped', data: { cause: reply.failure } };
		}
		return reply;
	}
}

/** Every other question would fail in the same way. */
const meetsEveryQuestion = ({ affectsWholeBatch, kind }: Failure): boolean =>
	affectsWholeBatch === true || kind === 'rateLimited';

/** Whether a failure to ask may be over a moment later. */
export function mayPass(failure: Failure): boolean {
	if (meetsEveryQuestion(failure) || failure.code === 'stopped') return false;
	return (
		failure.kind === 'unknown' ||
		failure.kind === 'notSent' ||
		failure.code === 'answer-unreadable' ||
		failure.code === 'not-an-enkash-answer'
	);
}
