import {
	type KnownPayments,
	MIN_MANY,
	QUESTION_SIZE,
	askMany,
	recentReferences,
} from '../api/manyReferences.ts';
import type { Found } from './judge.ts';
import type { LookUp, LookUpPorts } from './lookUp.ts';
import type { Payment } from './payment.ts';
import type { Evidence } from './proof.ts';

/** Looks up many payments of one account and direction, in as few questions as EnKash can be trusted with. */
export class LookUpMany {
	private readonly ports: LookUpPorts;
	private readonly evidence: Evidence;
	private readonly lookUp: LookUp;
	/** A question for many was not answered as one: they are asked for one by one. */
	private refusesMany = false;

	/** @param lookUp asks for what is left, one by one */
	constructor(ports: LookUpPorts, evidence: Evidence, lookUp: LookUp) {
		this.ports = ports;
		this.evidence = evidence;
		this.lookUp = lookUp;
	}

	async all(payments: readonly Payment[]): Promise<ReadonlyMap<Payment, Found>> {
		const found = new Map<Payment, Found>();
		const left = () => payments.filter((payment) => !found.has(payment));
		// Each round finds some, or finds out that EnKash does not answer for many.
		while (left().length >= MIN_MANY && (await this.isTrusted(payments))) {
			await this.askTogether(left(), found);
		}
		return new Map([...found, ...(await this.lookUp.each(left()))]);
	}

	private async isTrusted([first]: readonly Payment[]): Promise<boolean> {
		const { evidence, ports } = this;
		if (!first || evidence.needsHandle || this.refusesMany || ports.stop.reason) return false;
		if (evidence.shown.length < 2) evidence.noteShown((await this.recent(first)).slice(0, 2));
		return evidence.shown.length >= 2;
	}

	/** References that EnKash lists of late; none if it cannot be asked. */
	private async recent({ cardAccountId }: Payment): Promise<readonly string[]> {
		const { client, now, queue } = this.ports;
		const recent = await queue.ask(
			async () => await recentReferences(client, cardAccountId, now()),
		);
		return recent.ok ? recent.value : [];
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
		const { cardAccountId } = first;
		const references = payments.map(({ reference }) => reference);
		const many = { cardAccountId, known, references, nonce: this.ports.nonce() };
		const answer = await askMany(many, async (query) => await this.lookUp.ask(query));
		if (!answer) return false;
		for (const payment of payments) {
			const own = answer.recordsOf(payment.reference);
			if (own.length > 0) found.set(payment, await this.lookUp.judge(own, payment));
		}
		if (!answer.isWhole) return false;
		if (answer.isOnlyKnown) {
			for (const payment of payments) {
				if (!found.has(payment)) found.set(payment, { kind: 'absent' });
			}
		}
		return true;
	}
}
