import type { Client, Reply, TransactionQuery } from '../api/client.ts';
import { asksForHandle } from '../contract/phrases.ts';
import type { List } from '../contract/list.ts';
import type { Transaction } from '../contract/transaction.ts';
import type { Failure } from '../failures/failure.ts';
import type { RequestQueue } from '../requests/queue.ts';
import { backOff } from '../requests/retry.ts';
import { type Result, fail, succeed } from '../result.ts';
import { type Found, type Judging, judge, judgeOwn, names } from './judge.ts';
import type { Payment } from './payment.ts';
import { type Evidence, impossibleReference } from './proof.ts';
import { silenceIn } from './silence.ts';

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

const MAX_TRIES = 3;
const PAUSE = { firstMs: 200, longestMs: 2_000 };

/** So many references in one question, at most. */
const QUESTION_SIZE = 50;

/** Fewer than this are asked for one by one at once. */
const MIN_MANY = 5;

const HISTORY_MS = 7 * 24 * 60 * 60 * 1000;
const HISTORY_SIZE = 20;

/** Asks EnKash what it shows under the references of payments. */
export class LookUp {
	private readonly ports: LookUpPorts;
	private readonly evidence: Evidence;
	private readonly judging: Judging;
	/** A question for many was not answered as one: they are asked for one by one. */
	private refusesMany = false;
	/** Numbers of records that a question for many came back with: the same again may be a page. */
	private readonly sizes = new Set<number>();

	constructor(ports: LookUpPorts, evidence: Evidence, judging: Judging) {
		this.ports = ports;
		this.evidence = evidence;
		this.judging = judging;
	}

	/** Asks for one payment, again if EnKash could not be asked or understood. */
	async one(payment: Payment, isOurs = false): Promise<Found> {
		for (let attempt = 1; ; attempt++) {
			const found = await this.once(payment, isOurs);
			const isPassing = found.kind === 'unclear' && mayPass(found.failure);
			if (!isPassing || attempt === MAX_TRIES || this.ports.stopped()) return found;
			await this.ports.sleep(backOff(attempt, PAUSE));
		}
	}

	/**
	 * Asks until the payment is there, and once more when the time has come.
	 *
	 * @param deadline ms since the epoch
	 */
	async until(payment: Payment, deadline: number): Promise<Found> {
		for (let attempt = 1; ; attempt++) {
			const left = deadline - this.ports.now();
			const found = await this.once(payment, true);
			const mayChange =
				found.kind === 'absent' || (found.kind === 'unclear' && mayPass(found.failure));
			if (!mayChange || left <= 0 || this.ports.stopped()) return found;
			await this.ports.sleep(Math.min(left, backOff(attempt, PAUSE)));
		}
	}

	/** Asks for many payments, in as few questions as EnKash can be trusted with. */
	async many(payments: readonly Payment[]): Promise<ReadonlyMap<Payment, Found>> {
		const found = new Map<Payment, Found>();
		if (payments.length >= MIN_MANY) await this.askTogether(payments, found);
		await Promise.all(
			payments
				.filter((payment) => !found.has(payment))
				.map(async (payment) => found.set(payment, await this.one(payment))),
		);
		this.evidence.show(
			payments.flatMap((one) => (found.get(one)?.kind === 'paid' ? one.reference : [])),
		);
		return found;
	}

	private async askTogether(
		payments: readonly Payment[],
		found: Map<Payment, Found>,
	): Promise<void> {
		const [first] = payments;
		if (!first || this.evidence.needsHandle || this.refusesMany) return;
		if (this.evidence.shown.length < 2) await this.readHistory(first);
		const [head, tail] = this.evidence.shown;
		if (head === undefined || tail === undefined) return;
		const questions = Array.from({ length: Math.ceil(payments.length / QUESTION_SIZE) }, (_, i) =>
			payments.slice(i * QUESTION_SIZE, (i + 1) * QUESTION_SIZE),
		);
		await Promise.all(
			questions.map(async (question) => await this.askForMany(question, { head, tail }, found)),
		);
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
		this.evidence.show(references.slice(0, 2));
	}

	/**
	 * One question for many, which proves itself: it carries a payment that EnKash is known to show as
	 * its first and its last, and one that cannot be there. What is found is found; what is missing is
	 * absent only if the known ones came and nothing else did.
	 */
	private async askForMany(
		payments: readonly Payment[],
		{ head, tail }: { readonly head: string; readonly tail: string },
		found: Map<Payment, Found>,
	): Promise<void> {
		const [first] = payments;
		if (!first || this.ports.stopped()) return;
		const impossible = impossibleReference(first.reference, this.ports.token());
		const references = payments.map(({ reference }) => reference);
		const query: TransactionQuery = {
			cardAccountId: first.cardAccountId,
			pgReferenceNumbers: [...new Set([head, ...references, impossible, tail])],
		};
		const reply = await this.ports.queue.ask(async () => await this.ports.client.ask(query));
		if (!reply.ok || reply.value.kind !== 'list') {
			this.refusesMany = true;
			return;
		}
		const { list } = reply.value;
		for (const payment of payments) {
			const own = list.data.filter((row) => names(row, payment.reference));
			if (own.length > 0) found.set(payment, judgeOwn(own, payment, this.judging));
		}
		if (!this.isProven(list, { asked: references, head, tail })) {
			this.refusesMany = true;
			return;
		}
		for (const payment of payments) {
			if (!found.has(payment)) found.set(payment, { kind: 'absent' });
		}
	}

	private isProven(
		list: List<Transaction>,
		{ asked, head, tail }: { asked: readonly string[]; head: string; tail: string },
	): boolean {
		const size = list.data.length;
		const isAPage = this.sizes.has(size) && size >= HISTORY_SIZE / 2 && size < asked.length;
		this.sizes.add(size);
		const wanted = [head, tail, ...asked];
		return (
			!list.isCut &&
			!isAPage &&
			list.unreadable === 0 &&
			[head, tail].every((known) => list.data.some((row) => names(row, known))) &&
			list.data.every((row) => wanted.some((reference) => names(row, reference)))
		);
	}

	private async once(payment: Payment, isOurs: boolean): Promise<Found> {
		const stopped = this.ports.stopped();
		if (stopped && !isOurs) return { kind: 'unclear', failure: stopped };
		const { cardAccountId, reference } = payment;
		const reply = await this.ask(payment, { cardAccountId, pgReferenceNumber: reference }, isOurs);
		if (!reply.ok) return { kind: 'unclear', failure: lookUpFailed(payment, reply.failure) };
		if (reply.value === 'noHandle') return { kind: 'absent' };
		const { value } = reply;
		if (value.kind === 'list') return judge(value.list, payment, { ...this.judging, isOurs });
		return (await this.isSilence(payment, value))
			? { kind: 'absent' }
			: {
					kind: 'unclear',
					failure: {
						kind: 'unexpected',
						code: 'look-up-not-understood',
						data: { reference, words: value.words },
					},
				};
	}

	/** Asks without the handle's id, and with it where EnKash wants it (contract, section 4.3). */
	private async ask(
		payment: Payment,
		query: TransactionQuery,
		isUrgent: boolean,
	): Promise<Result<Reply | 'noHandle'>> {
		const { client, queue } = this.ports;
		const send = async (asked: TransactionQuery) =>
			await queue.ask(async () => await client.ask(asked), isUrgent);
		if (!this.evidence.needsHandle) {
			const reply = await send(query);
			const words = reply.ok && reply.value.kind === 'silence' ? (reply.value.words ?? '') : '';
			if (!asksForHandle(words)) return reply;
			this.evidence.needsHandle = true;
		}
		const handle = await this.ports.handleOf(payment);
		if (!handle.ok) return handle;
		if (handle.value === undefined) return succeed('noHandle');
		return await send({ ...query, enKashCardId: handle.value });
	}

	/** Whether this is what EnKash says where there is nothing. It must say so twice. */
	private async isSilence(
		payment: Payment,
		{ said }: Extract<Reply, { kind: 'silence' }>,
	): Promise<boolean> {
		this.evidence.silence ??= { heard: await this.control(payment) };
		const { heard } = this.evidence.silence;
		if (!heard?.isHeardIn(said)) return false;
		const { cardAccountId, reference } = payment;
		const again = await this.ask(payment, { cardAccountId, pgReferenceNumber: reference }, true);
		if (!again.ok || again.value === 'noHandle' || again.value.kind !== 'silence') return false;
		return heard.isHeardIn(again.value.said);
	}

	/** Asks for two payments that cannot be there: what EnKash says then means "there is nothing". */
	private async control(payment: Payment) {
		const { cardAccountId, reference } = payment;
		const answers = await Promise.all(
			[1, 2].map(async () => {
				const pgReferenceNumber = impossibleReference(reference, this.ports.token());
				return await this.ask(payment, { cardAccountId, pgReferenceNumber }, true);
			}),
		);
		const heard = answers.flatMap((answer) =>
			answer.ok && answer.value !== 'noHandle' && answer.value.kind === 'silence'
				? answer.value
				: [],
		);
		const [one, other] = heard;
		if (!one || !other) return undefined;
		return silenceIn(one.said, other.said, [one.words ?? '', other.words ?? '']);
	}
}

/** Failures that may be gone a moment later. */
function mayPass(failure: Failure): boolean {
	const cause = failure.code === 'look-up-failed' ? failure.data.cause : failure;
	if (cause.affectsWholeBatch) return false;
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
