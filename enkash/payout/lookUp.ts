import type { Client, Reply, TransactionQuery } from '../api/client.ts';
import { asksForHandle } from '../contract/phrases.ts';
import type { List, Sent } from '../contract/list.ts';
import type { Transaction } from '../contract/transaction.ts';
import type { Failure } from '../failures/failure.ts';
import { HandleDirectory } from '../handleDirectory.ts';
import type { RequestQueue } from '../requests/queue.ts';
import { backOff } from '../requests/retry.ts';
import { type Result, fail, succeed } from '../result.ts';
import { type Found, type Judging, isNameless, judgeOwn, judgeWithout, names } from './judge.ts';
import type { Payee, Payment } from './payment.ts';
import { type Evidence, impossibleReference } from './proof.ts';
import { type Silence, silenceIn } from './silence.ts';

export interface LookUpPorts {
	readonly client: Client;
	readonly queue: RequestQueue;
	readonly sleep: (ms: number) => Promise<void>;
	/** ms since the epoch. */
	readonly now: () => number;
	/** A text that no other call ever gets. */
	readonly token: () => string;
	/** Why nothing more is asked, if anything stops the run. */
	readonly stopped: () => Failure | undefined;
	/** What EnKash knows the recipient's handle by, where the payment does not say. */
	readonly handleOf: (payment: Payment) => Promise<Result<string | undefined>>;
}

type Row = Sent<Transaction>;

const MAX_TRIES = 3;
const PAUSE = { firstMs: 200, longestMs: 2_000 };

/** So many references in one question, at most. */
const QUESTION_SIZE = 50;

/** Fewer than this are asked for one by one at once. */
const MIN_MANY = 5;

const HISTORY_MS = 7 * 24 * 60 * 60 * 1000;
const HISTORY_SIZE = 20;

/** Asks EnKash what it shows under the references of payments, of one account and direction. */
export class LookUp {
	private readonly ports: LookUpPorts;
	private readonly evidence: Evidence;
	private readonly judging: Judging;
	/** A question for many was not answered as one: they are asked for one by one. */
	private refusesMany = false;
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
		const hindrance = this.ports.stopped();
		if (hindrance) return { kind: 'unclear', failure: hindrance };
		const query = questionFor(payment);
		const reply = await this.persist(async () => await this.ask(payment, query, false));
		return await this.understand(payment, reply, this.judging);
	}

	/**
	 * Asks for a payment that this run has sent until it is there, and once more when the time has come.
	 *
	 * @param deadline ms since the epoch
	 */
	async until(payment: Payment, deadline: number): Promise<Found> {
		for (let attempt = 1; ; attempt++) {
			const left = deadline - this.ports.now();
			const reply = await this.ask(payment, questionFor(payment), true);
			const judging = { ...this.judging, isOurs: true };
			const found = await this.understand(payment, reply, judging);
			const mayChange =
				found.kind === 'absent' ||
				found.kind === 'pending' ||
				(found.kind === 'unclear' && mayPass(found.failure));
			if (!mayChange || left <= 0 || this.ports.stopped()) return found;
			await this.ports.sleep(Math.min(left, backOff(attempt, PAUSE)));
		}
	}

	/** Asks for each payment by itself. */
	async each(payments: readonly Payment[]): Promise<ReadonlyMap<Payment, Found>> {
		const found = payments.map(async (one) => [one, await this.one(one)] as const);
		return new Map(await Promise.all(found));
	}

	/** Asks for many payments, in as few questions as EnKash can be trusted with. */
	async many(payments: readonly Payment[]): Promise<ReadonlyMap<Payment, Found>> {
		const found = new Map<Payment, Found>();
		const left = () => payments.filter((payment) => !found.has(payment));
		while (left().length >= MIN_MANY && (await this.isManyTrusted(payments))) {
			await this.askTogether(left(), found);
		}
		return new Map([...found, ...(await this.each(left()))]);
	}

	/** Whether EnKash shows anything under a reference, asked for as for a payment. */
	async shows(payment: Payment, reference: string): Promise<boolean> {
		const query = questionFor({ ...payment, reference });
		const reply = await this.persist(async () => await this.ask(payment, query, true));
		if (!reply.ok || reply.value === 'noHandle' || reply.value.kind !== 'list') return false;
		return reply.value.list.data.some((row) => names(row, reference));
	}

	private async isManyTrusted([first]: readonly Payment[]): Promise<boolean> {
		if (!first || this.evidence.needsHandle || this.refusesMany || this.ports.stopped())
			return false;
		if (this.evidence.shown.length < 2) await this.readHistory(first);
		return this.evidence.shown.length >= 2;
	}

	/** Two payments that EnKash shows, from what it lists of late. */
	private async readHistory({ cardAccountId }: Payment): Promise<void> {
		const { client, now, queue } = this.ports;
		const query = { cardAccountId, txnDateFrom: new Date(now() - HISTORY_MS).toISOString() };
		const recent = await queue.ask(async () => await client.recent(query, HISTORY_SIZE));
		if (!recent.ok) return;
		const references = recent.value.data.flatMap(
			({ canonical }) => canonical.uniqueReferenceNumber ?? [],
		);
		this.evidence.show([...new Set(references)].slice(0, 2));
	}

	private async askTogether(
		payments: readonly Payment[],
		found: Map<Payment, Found>,
	): Promise<void> {
		const [head = '', tail = ''] = this.evidence.shown;
		const questions = Array.from({ length: Math.ceil(payments.length / QUESTION_SIZE) }, (_, i) =>
			payments.slice(i * QUESTION_SIZE, (i + 1) * QUESTION_SIZE),
		);
		await Promise.all(
			questions.map(async (question) => {
				const isAnswered = await this.askForMany(question, { head, tail }, found);
				if (!isAnswered) this.refusesMany = true;
			}),
		);
	}

	/**
	 * One question for many, which proves itself: it carries a payment that EnKash is known to show as
	 * its first and as its last, and one that cannot be there. What is found is found; what is missing is
	 * absent only if the known ones came and nothing else: a longer list may have been cut. If some were
	 * found, the others are asked for again. Returns whether the answer is one to such a question.
	 */
	private async askForMany(
		payments: readonly Payment[],
		{ head, tail }: { readonly head: string; readonly tail: string },
		found: Map<Payment, Found>,
	): Promise<boolean> {
		const [first] = payments;
		if (!first || this.ports.stopped()) return true;
		const references = payments.map(({ reference }) => reference);
		const between = references.filter((reference) => reference !== head && reference !== tail);
		const impossible = impossibleReference(first.reference, this.ports.token());
		const query: TransactionQuery = {
			cardAccountId: first.cardAccountId,
			pgReferenceNumbers: [head, ...between, impossible, tail],
		};
		const reply = await this.persist(async () => await this.send(query, false));
		if (!reply.ok || reply.value.kind !== 'list') return false;
		const { data, isCut, unreadable } = reply.value.list;
		for (const payment of payments) {
			const own = data.filter((row) => names(row, payment.reference));
			if (own.length > 0) found.set(payment, await this.judge(own, payment, this.judging));
		}
		const isAny = (row: Row, wanted: readonly string[]) => wanted.some((one) => names(row, one));
		const isWhole =
			!isCut &&
			unreadable === 0 &&
			[head, tail].every((known) => data.some((row) => names(row, known))) &&
			data.every((row) => isAny(row, [head, tail, ...references]));
		if (!isWhole) return false;
		if (data.every((row) => isAny(row, [head, tail]))) {
			for (const payment of payments) {
				if (!found.has(payment)) found.set(payment, { kind: 'absent' });
			}
		}
		return true;
	}

	private async understand(
		payment: Payment,
		reply: Result<Reply | 'noHandle'>,
		judging: Judging,
	): Promise<Found> {
		const { reference } = payment;
		if (!reply.ok) {
			const { failure } = reply;
			const isOwn = failure.code !== 'stopped';
			return { kind: 'unclear', failure: isOwn ? lookUpFailed(payment, failure) : failure };
		}
		if (reply.value === 'noHandle') return { kind: 'absent' };
		const { value } = reply;
		if (value.kind === 'list') {
			const own = await this.ownIn(value.list, payment);
			return own.length > 0
				? await this.judge(own, payment, judging)
				: judgeWithout(value.list, payment);
		}
		if (await this.isSilence(payment, value)) return { kind: 'absent' };
		const data = { reference, words: value.words };
		return {
			kind: 'unclear',
			failure: { kind: 'unexpected', code: 'look-up-not-understood', data },
		};
	}

	/** Asks, and again while EnKash cannot be asked. */
	private async persist<T>(ask: () => Promise<Result<T>>): Promise<Result<T>> {
		for (let attempt = 1; ; attempt++) {
			const reply = await ask();
			const isOver = reply.ok || !mayPass(reply.failure) || attempt === MAX_TRIES;
			if (isOver || this.ports.stopped()) return reply;
			await this.ports.sleep(backOff(attempt, PAUSE));
		}
	}

	/** Asks without the handle's id, and with it where EnKash wants it (contract, section 4.3). */
	private async ask(
		payment: Payment,
		query: TransactionQuery,
		isUrgent: boolean,
	): Promise<Result<Reply | 'noHandle'>> {
		if (!this.evidence.needsHandle) {
			const reply = await this.send(query, isUrgent);
			const words = reply.ok && reply.value.kind === 'silence' ? (reply.value.words ?? '') : '';
			if (!asksForHandle(words)) return reply;
			this.evidence.needsHandle = true;
		}
		const handle = await this.ports.handleOf(payment);
		if (!handle.ok) return handle;
		if (handle.value === undefined) return succeed('noHandle');
		return await this.send({ ...query, enKashCardId: handle.value }, isUrgent);
	}

	/** Asks in its turn, unless another question has shown that it would be in vain. */
	private async send(query: TransactionQuery, isUrgent: boolean): Promise<Result<Reply>> {
		const { client, queue } = this.ports;
		const reply = await queue.ask(
			async () =>
				this.hopeless && !isUrgent ? fail<Reply>(this.hopeless) : await client.ask(query),
			isUrgent,
		);
		if (!reply.ok && isHopeless(reply.failure)) {
			this.hopeless ??= { kind: 'notSent', code: 'stopped', data: { cause: reply.failure } };
		}
		return reply;
	}

	/**
	 * The records of a payment in the answer to a question for it. Records without any reference are its
	 * own if EnKash was seen to heed the question: it answers with an empty list where there is nothing.
	 */
	private async ownIn(list: List<Transaction>, payment: Payment): Promise<readonly Row[]> {
		const { data, isCut, unreadable } = list;
		const own = data.filter((row) => names(row, payment.reference));
		if (own.length > 0 || data.length === 0) return own;
		if (isCut || unreadable > 0 || !data.every(isNameless)) return [];
		return (await this.whereNothingIs(payment)).isEmptyList ? data : [];
	}

	/** Judges records; asks who holds the handle where they do not tell who was paid. */
	private async judge(rows: readonly Row[], payment: Payment, judging: Judging): Promise<Found> {
		const found = judgeOwn(rows, payment, judging);
		if (found.kind !== 'unclear' || found.failure.code !== 'payee-not-told') return found;
		const ids = rows.flatMap(({ canonical }) => canonical.enKashCardId ?? []);
		const held = ids.map(async (id) => [id, await this.holderOf(id, payment)] as const);
		const holders = new Map(await Promise.all(held));
		return judgeOwn(rows, payment, { ...judging, holders: { holderOf: (id) => holders.get(id) } });
	}

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

	/** Whether this is what EnKash says where there is nothing. It must say so twice. */
	private async isSilence(
		payment: Payment,
		{ said }: Extract<Reply, { kind: 'silence' }>,
	): Promise<boolean> {
		const { silence } = await this.whereNothingIs(payment);
		if (!silence?.isHeardIn(said)) return false;
		const again = await this.ask(payment, questionFor(payment), true);
		if (!again.ok || again.value === 'noHandle' || again.value.kind !== 'silence') return false;
		return silence.isHeardIn(again.value.said);
	}

	/** Asks for two payments that cannot be there, once. */
	private async whereNothingIs(payment: Payment): Promise<Nothing> {
		this.nothing ??= Promise.all([this.control(payment), this.control(payment)]).then(nothingIn);
		return await this.nothing;
	}

	private async control(payment: Payment): Promise<Reply | undefined> {
		const reference = impossibleReference(payment.reference, this.ports.token());
		const query = questionFor({ ...payment, reference });
		const reply = await this.persist(async () => await this.ask(payment, query, true));
		return reply.ok && reply.value !== 'noHandle' ? reply.value : undefined;
	}
}

/** What EnKash answers where there is nothing. */
interface Nothing {
	readonly isEmptyList: boolean;
	/** What it says, if that is no list. */
	readonly silence?: Silence;
}

function nothingIn([one, other]: ReadonlyArray<Reply | undefined>): Nothing {
	if (one?.kind === 'silence' && other?.kind === 'silence') {
		const words = [one.words ?? '', other.words ?? ''];
		return { isEmptyList: false, silence: silenceIn(one.said, other.said, words) };
	}
	const isEmpty = (reply: Reply | undefined) =>
		reply?.kind === 'list' &&
		reply.list.data.length + reply.list.unreadable === 0 &&
		!reply.list.isCut;
	return { isEmptyList: isEmpty(one) && isEmpty(other) };
}

const questionFor = ({ cardAccountId, reference }: Payment): TransactionQuery => ({
	cardAccountId,
	pgReferenceNumber: reference,
});

/** Every other question would fail in the same way. */
const isHopeless = ({ affectsWholeBatch, kind }: Failure): boolean =>
	affectsWholeBatch === true || kind === 'rateLimited';

/** Failures that may be gone a moment later. */
function mayPass(failure: Failure): boolean {
	const cause = failure.code === 'look-up-failed' ? failure.data.cause : failure;
	if (isHopeless(cause) || cause.code === 'stopped') return false;
	return (
		cause.kind === 'unknown' ||
		cause.kind === 'notSent' ||
		cause.code === 'answer-unreadable' ||
		cause.code === 'not-an-enkash-answer'
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

/** Nobody's handle is known. */
export const noHandleKnown = ({ reference }: Payment): Result<never> =>
	fail({ kind: 'unexpected', code: 'handle-needed-to-look-up', data: { reference } });
