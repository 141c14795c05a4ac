import type { Client, Reply, TransactionQuery } from '../api/client.ts';
import { impossibleReference } from '../api/impossibleReference.ts';
import type { List, Sent } from '../contract/list.ts';
import { asksForHandle } from '../contract/phrases.ts';
import { type Transaction, mentioning } from '../contract/transaction.ts';
import type { Failure } from '../failures/failure.ts';
import { HandleDirectory } from '../handleDirectory.ts';
import type { RequestQueue } from '../requests/queue.ts';
import { SHORT_PAUSE, backOff } from '../requests/retry.ts';
import { type Result, fail, succeed } from '../result.ts';
import { type Found, type Judging, isNameless, judgeOwn, judgeWithout } from './judge.ts';
import { type Nothing, nothingIn } from './nothing.ts';
import type { Payee, Payment } from './payment.ts';
import type { Evidence } from './proof.ts';
import type { Stop } from './stop.ts';

export interface LookUpPorts {
	readonly client: Client;
	readonly queue: RequestQueue;
	readonly sleep: (ms: number) => Promise<void>;
	/** ms since the epoch. */
	readonly now: () => number;
	/** A text that no other call ever gets. */
	readonly nonce: () => string;
	readonly stop: Stop;
	/** What EnKash knows the recipient's handle by, where the payment does not say. */
	readonly handleOf: (payment: Payment) => Promise<Result<string | undefined>>;
}

/** What EnKash says to a question for one payment; `noHandle`: it wants a handle, and there is none. */
type PaymentReply = Reply | { readonly kind: 'noHandle' };

type Row = Sent<Transaction>;

const MAX_TRIES = 3;

/** Asks EnKash what it shows under the references of payments, of one account and direction. */
export class LookUp {
	private readonly ports: LookUpPorts;
	private readonly evidence: Evidence;
	private readonly judging: Judging;
	/** What EnKash answers where there is nothing, once it was asked. */
	private nothing: Promise<Nothing> | undefined;
	/** Who holds handles, as far as it was asked for. */
	private readonly holders = new Map<string, Promise<Payee | undefined>>();
	/** Why every further question would fail. */
	private hopeless: Failure | undefined;

	constructor(ports: LookUpPorts, evidence: Evidence, judging: Judging) {
		this.ports = ports;
		this.evidence = evidence;
		this.judging = judging;
	}

	/** Asks for one payment, again if EnKash could not be asked. */
	async one(payment: Payment): Promise<Found> {
		const hindrance = this.ports.stop.reason;
		if (hindrance) return { kind: 'unclear', failure: hindrance };
		const reply = await this.persist(async () => await this.askFor(payment));
		return await this.understand(payment, reply);
	}

	/** Asks for each payment by itself. */
	async each(payments: readonly Payment[]): Promise<ReadonlyMap<Payment, Found>> {
		const found = payments.map(async (one) => [one, await this.one(one)] as const);
		return new Map(await Promise.all(found));
	}

	/**
	 * Asks for a payment that this run has sent until it is there, and once more when the time has come:
	 * also if the batch has ended meanwhile, unless a person wants the end.
	 *
	 * @param deadline ms since the epoch
	 * @param isOurs what is found can only be what this run has sent
	 */
	async until(payment: Payment, deadline: number, isOurs = true): Promise<Found> {
		for (let attempt = 1; ; attempt++) {
			const left = deadline - this.ports.now();
			const reply = await this.askFor(payment, true);
			const found = await this.understand(payment, reply, isOurs);
			if (!mayChange(found) || left <= 0 || this.ports.stop.isCancelled()) return found;
			await this.ports.sleep(Math.min(left, backOff(attempt, SHORT_PAUSE)));
		}
	}

	/** Asks in its turn, again if EnKash could not be asked. */
	async ask(query: TransactionQuery): Promise<Result<Reply>> {
		return await this.persist(async () => await this.askInTurn(query));
	}

	/**
	 * Judges records; asks who holds the handle where they do not tell who was paid.
	 *
	 * @param isOurs this run has sent the payment
	 */
	async judge(rows: readonly Row[], payment: Payment, isOurs = false): Promise<Found> {
		const judging = { ...this.judging, isOurs };
		const found = judgeOwn(rows, payment, judging);
		if (found.kind !== 'unclear' || found.failure.code !== 'payee-not-told') return found;
		const ids = rows.flatMap(({ canonical }) => canonical.enKashCardId ?? []);
		const held = ids.map(async (id) => [id, await this.holderOf(id, payment)] as const);
		const holders = new Map(await Promise.all(held));
		return judgeOwn(rows, payment, { ...judging, holders: { holderOf: (id) => holders.get(id) } });
	}

	private async understand(
		payment: Payment,
		reply: Result<PaymentReply>,
		isOurs?: boolean,
	): Promise<Found> {
		if (!reply.ok) {
			const { failure } = reply;
			const isOwn = failure.code !== 'stopped';
			return { kind: 'unclear', failure: isOwn ? lookUpFailed(payment, failure) : failure };
		}
		const { value } = reply;
		if (value.kind === 'noHandle') return { kind: 'absent' };
		if (value.kind === 'noList') {
			if (await this.saysNothing(payment, value)) return { kind: 'absent' };
			const data = { reference: payment.reference, words: value.words };
			return {
				kind: 'unclear',
				failure: { kind: 'unexpected', code: 'look-up-not-understood', data },
			};
		}
		const own = await this.ownIn(value.list, payment);
		return own.length > 0
			? await this.judge(own, payment, isOurs)
			: judgeWithout(value.list, payment);
	}

	/**
	 * The records of a payment in the answer to a question for it. Records without any reference are its
	 * own if EnKash was seen to heed the question: it answers with an empty list where there is nothing.
	 */
	private async ownIn(list: List<Transaction>, payment: Payment): Promise<readonly Row[]> {
		const { data, isCut, unreadable } = list;
		const own = data.filter(mentioning(payment.reference));
		if (own.length > 0 || data.length === 0) return own;
		if (isCut || unreadable > 0 || !data.every(isNameless)) return [];
		return (await this.whereNothingIs(payment)).isEmptyList ? data : [];
	}

	/** Whether this is what EnKash says where there is nothing. It must say so twice. */
	private async saysNothing(payment: Payment, reply: Reply): Promise<boolean> {
		const nothing = await this.whereNothingIs(payment);
		if (!nothing.isSaidBy(reply)) return false;
		const again = await this.askFor(payment, true);
		return again.ok && again.value.kind !== 'noHandle' && nothing.isSaidBy(again.value);
	}

	/** What EnKash answers where there is nothing: asks for two payments that cannot be there, once. */
	private async whereNothingIs(payment: Payment): Promise<Nothing> {
		const control = async (): Promise<Reply | undefined> => {
			const reference = impossibleReference(payment.reference, this.ports.nonce());
			const like = { ...payment, reference };
			const reply = await this.persist(async () => await this.askFor(like, true));
			return reply.ok && reply.value.kind !== 'noHandle' ? reply.value : undefined;
		};
		this.nothing ??= Promise.all([control(), control()]).then(([one, other]) =>
			nothingIn(one, other),
		);
		return await this.nothing;
	}

	/** Who holds a handle; asked once. */
	private async holderOf(handleId: string, { cardAccountId }: Payment): Promise<Payee | undefined> {
		const { client, queue } = this.ports;
		const known = this.holders.get(handleId);
		if (known) return await known;
		const asked = queue
			.ask(async () => await client.handles(cardAccountId, handleId))
			.then((list) => (list.ok ? new HandleDirectory(list.value).byId(handleId) : undefined));
		this.holders.set(handleId, asked);
		return await asked;
	}

	/** Asks without the handle's id, and with it where EnKash wants it. */
	private async askFor(payment: Payment, isUrgent = false): Promise<Result<PaymentReply>> {
		const { cardAccountId, reference } = payment;
		const query = { cardAccountId, pgReferenceNumber: reference };
		if (!this.evidence.needsHandle) {
			const reply = await this.askInTurn(query, isUrgent);
			const words = reply.ok && reply.value.kind === 'noList' ? (reply.value.words ?? '') : '';
			if (!asksForHandle(words)) return reply;
			this.evidence.needsHandle = true;
		}
		const handle = await this.ports.handleOf(payment);
		if (!handle.ok) return handle;
		if (handle.value === undefined) return succeed({ kind: 'noHandle' });
		return await this.askInTurn({ ...query, enKashCardId: handle.value }, isUrgent);
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
	private async askInTurn(query: TransactionQuery, isUrgent = false): Promise<Result<Reply>> {
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

/** Whether asking again a moment later may find something else. */
const mayChange = (found: Found): boolean =>
	found.kind === 'unclear'
		? mayPass(causeIn(found))
		: found.kind === 'absent' || found.kind === 'statusUnknown';

/** Why a look-up did not find a payment as it is, whether or not the payment has been sent. */
export const causeIn = ({ failure }: { readonly failure: Failure }): Failure =>
	failure.code === 'look-up-failed' ? failure.data.cause : failure;

/** Every other question would fail in the same way. */
const meetsEveryQuestion = ({ affectsWholeBatch, kind }: Failure): boolean =>
	affectsWholeBatch === true || kind === 'rateLimited';

/** Whether a failure to ask may be over a moment later. */
function mayPass(failure: Failure): boolean {
	if (meetsEveryQuestion(failure) || failure.code === 'stopped') return false;
	return (
		failure.kind === 'unknown' ||
		failure.kind === 'notSent' ||
		failure.code === 'answer-unreadable' ||
		failure.code === 'not-an-enkash-answer'
	);
}

const lookUpFailed = ({ reference }: Payment, cause: Failure): Failure => ({
	kind: cause.kind,
	code: 'look-up-failed',
	data: { reference, cause },
	affectsWholeBatch: cause.affectsWholeBatch,
	status: cause.status,
	endpoint: cause.endpoint,
});
