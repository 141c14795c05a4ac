import {
	type KnownPayments,
	MIN_MANY,
	QUESTION_SIZE,
	questionForMany,
	readMany,
} from '../api/manyReferences.ts';
import type { List, Sent } from '../contract/list.ts';
import type { Transaction } from '../contract/transaction.ts';
import type { Failure } from '../failures/failure.ts';
import { SHORT_PAUSE, backOff } from '../requests/retry.ts';
import type { Result } from '../result.ts';
import {
	type Found,
	type Judging,
	hasReference,
	isNameless,
	judgeOwn,
	judgeWithout,
} from './judge.ts';
import type { Payment } from './payment.ts';
import { impossibleReference } from '../api/impossibleReference.ts';
import type { Evidence } from './proof.ts';
import { type PaymentReply, type QuestionPorts, Questions, mayPass } from './questions.ts';

type Row = Sent<Transaction>;

/** Asks EnKash what it shows under the references of payments, of one account and direction. */
export class LookUp {
	private readonly ports: QuestionPorts;
	private readonly questions: Questions;
	private readonly evidence: Evidence;
	private readonly judging: Judging;
	/** A question for many was not answered as one: they are asked for one by one. */
	private refusesMany = false;

	constructor(ports: QuestionPorts, evidence: Evidence, judging: Judging) {
		this.ports = ports;
		this.questions = new Questions(ports, evidence);
		this.evidence = evidence;
		this.judging = judging;
	}

	/** Asks for one payment, again if EnKash could not be asked. */
	async one(payment: Payment): Promise<Found> {
		const hindrance = this.ports.stop.reason;
		if (hindrance) return { kind: 'unclear', failure: hindrance };
		return await this.understand(payment, await this.questions.ask(payment), this.judging);
	}

	/**
	 * Asks for a payment that this run has sent until it is there, and once more when the time has come:
	 * also if the batch has ended meanwhile, unless a person wants the end.
	 *
	 * @param deadline ms since the epoch
	 */
	async until(payment: Payment, deadline: number): Promise<Found> {
		for (let attempt = 1; ; attempt++) {
			const left = deadline - this.ports.now();
			const reply = await this.questions.askOnce(payment, true);
			const judging = { ...this.judging, isOurs: true };
			const found = await this.understand(payment, reply, judging);
			if (!mayChange(found) || left <= 0 || this.ports.stop.isCancelled()) return found;
			await this.ports.sleep(Math.min(left, backOff(attempt, SHORT_PAUSE)));
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
		const reply = await this.questions.ask({ ...payment, reference }, true);
		if (!reply.ok || reply.value.kind !== 'list') return false;
		return reply.value.list.data.some((row) => hasReference(row, reference));
	}

	private async isManyTrusted([first]: readonly Payment[]): Promise<boolean> {
		const { evidence } = this;
		if (!first || evidence.needsHandle || this.refusesMany || this.ports.stop.reason) return false;
		if (evidence.shown.length < 2) {
			const recent = await this.questions.recentReferences(first);
			evidence.show(recent.slice(0, 2));
		}
		return evidence.shown.length >= 2;
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
	 * One question for many. What is found is found; what is missing is absent only if the known ones came
	 * and nothing else: a longer list may have been cut. If some were found, the others are asked for
	 * again. Returns whether the answer is one to such a question.
	 */
	private async askForMany(
		payments: readonly Payment[],
		known: KnownPayments,
		found: Map<Payment, Found>,
	): Promise<boolean> {
		const [first] = payments;
		if (!first || this.ports.stop.reason) return true;
		const references = payments.map(({ reference }) => reference);
		const impossible = impossibleReference(first.reference, this.ports.token());
		const reply = await this.questions.askForMany(
			first.cardAccountId,
			questionForMany(references, known, impossible),
		);
		if (!reply.ok || reply.value.kind !== 'list') return false;
		const answer = readMany(reply.value.list, references, known);
		for (const payment of payments) {
			const own = answer.recordsOf(payment.reference);
			if (own.length > 0) found.set(payment, await this.judge(own, payment, this.judging));
		}
		if (!answer.isWhole) return false;
		if (answer.isOnlyKnown) {
			for (const payment of payments) {
				if (!found.has(payment)) found.set(payment, { kind: 'absent' });
			}
		}
		return true;
	}

	private async understand(
		payment: Payment,
		reply: Result<PaymentReply>,
		judging: Judging,
	): Promise<Found> {
		const { reference } = payment;
		if (!reply.ok) {
			const { failure } = reply;
			const isOwn = failure.code !== 'stopped';
			return { kind: 'unclear', failure: isOwn ? lookUpFailed(payment, failure) : failure };
		}
		const { value } = reply;
		if (value.kind === 'noHandle') return { kind: 'absent' };
		if (value.kind === 'list') {
			const own = await this.ownIn(value.list, payment);
			return own.length > 0
				? await this.judge(own, payment, judging)
				: judgeWithout(value.list, payment);
		}
		if (await this.saysNothing(payment, value)) return { kind: 'absent' };
		const data = { reference, words: value.words };
		return {
			kind: 'unclear',
			failure: { kind: 'unexpected', code: 'look-up-not-understood', data },
		};
	}

	/** Whether this is what EnKash says where there is nothing. It must say so twice. */
	private async saysNothing(
		payment: Payment,
		reply: Exclude<PaymentReply, { kind: 'noHandle' }>,
	): Promise<boolean> {
		const nothing = await this.questions.whereNothingIs(payment);
		if (!nothing.isSaidBy(reply)) return false;
		const again = await this.questions.askOnce(payment, true);
		return again.ok && again.value.kind !== 'noHandle' && nothing.isSaidBy(again.value);
	}

	/**
	 * The records of a payment in the answer to a question for it. Records without any reference are its
	 * own if EnKash was seen to heed the question: it answers with an empty list where there is nothing.
	 */
	private async ownIn(list: List<Transaction>, payment: Payment): Promise<readonly Row[]> {
		const { data, isCut, unreadable } = list;
		const own = data.filter((row) => hasReference(row, payment.reference));
		if (own.length > 0 || data.length === 0) return own;
		if (isCut || unreadable > 0 || !data.every(isNameless)) return [];
		return (await this.questions.whereNothingIs(payment)).isEmptyList ? data : [];
	}

	/** Judges records; asks who holds the handle where they do not tell who was paid. */
	private async judge(rows: readonly Row[], payment: Payment, judging: Judging): Promise<Found> {
		const found = judgeOwn(rows, payment, judging);
		if (found.kind !== 'unclear' || found.failure.code !== 'payee-not-told') return found;
		const ids = rows.flatMap(({ canonical }) => canonical.enKashCardId ?? []);
		const held = ids.map(async (id) => [id, await this.questions.holderOf(id, payment)] as const);
		const holders = new Map(await Promise.all(held));
		return judgeOwn(rows, payment, { ...judging, holders: { holderOf: (id) => holders.get(id) } });
	}
}

/** Whether asking again a moment later may find something else. */
function mayChange(found: Found): boolean {
	if (found.kind !== 'unclear') return found.kind === 'absent' || found.kind === 'pending';
	const { failure } = found;
	return mayPass(failure.code === 'look-up-failed' ? failure.data.cause : failure);
}

const lookUpFailed = ({ reference }: Payment, cause: Failure): Failure => ({
	kind: cause.kind,
	code: 'look-up-failed',
	data: { reference, cause },
	affectsWholeBatch: cause.affectsWholeBatch,
	status: cause.status,
	endpoint: cause.endpoint,
});
