import type { Client } from '../api/client.ts';
import {
	type KnownPayments,
	MIN_MANY,
	QUESTION_SIZE,
	askMany,
	recentReferences,
} from '../api/manyReferences.ts';
import type { List } from '../contract/list.ts';
import type { Transaction } from '../contract/transaction.ts';
import { type Result, succeed } from '../result.ts';
import type { RequestQueue } from './queue.ts';

export interface TogetherPorts {
	readonly client: Client;
	readonly queue: RequestQueue;
	readonly sleep: (ms: number) => Promise<void>;
	/** ms since the epoch. */
	readonly now: () => number;
	/** A text that no other call ever gets. */
	readonly nonce: () => string;
}

interface Waiting {
	readonly reference: string;
	/** With its records, or nothing where it must be asked for alone. */
	readonly settle: (list: List<Transaction> | undefined) => void;
}

/**
 * Questions for one transaction each that come at the same time, asked as one where EnKash answers that.
 * What such an answer does not hold is asked for alone.
 */
export class Together {
	private readonly ports: TogetherPorts;
	private readonly cardAccountId: string;
	private waiting: Waiting[] = [];
	private known: Promise<KnownPayments | undefined> | undefined;
	/** EnKash did not answer a question for many as one. */
	private refusesMany = false;

	constructor(ports: TogetherPorts, cardAccountId: string) {
		this.ports = ports;
		this.cardAccountId = cardAccountId;
	}

	async one(reference: string): Promise<Result<List<Transaction>>> {
		const list = this.refusesMany ? undefined : await this.withOthers(reference);
		if (list) return succeed(list);
		const { client, queue } = this.ports;
		const query = { cardAccountId: this.cardAccountId, pgReferenceNumber: reference };
		return await queue.ask(async () => await client.transactions(query));
	}

	private async withOthers(reference: string): Promise<List<Transaction> | undefined> {
		return await new Promise((settle) => {
			this.waiting.push({ reference, settle });
			if (this.waiting.length === 1) void this.askSoon();
			else if (this.waiting.length === QUESTION_SIZE) void this.ask(this.waiting.splice(0));
		});
	}

	private async askSoon(): Promise<void> {
		await this.ports.sleep(0);
		await this.ask(this.waiting.splice(0));
	}

	private async ask(waiting: readonly Waiting[]): Promise<void> {
		const lists = waiting.length < MIN_MANY ? undefined : await this.listsOf(waiting);
		for (const { reference, settle } of waiting) settle(lists?.get(reference));
	}

	private async listsOf(
		waiting: readonly Waiting[],
	): Promise<ReadonlyMap<string, List<Transaction>> | undefined> {
		const { cardAccountId } = this;
		const { client, queue, nonce } = this.ports;
		const known = await (this.known ??= this.readKnown());
		if (!known || this.refusesMany) return undefined;
		const references = waiting.map(({ reference }) => reference);
		const many = { cardAccountId, known, references, nonce: nonce() };
		const answer = await askMany(many, async (query) => {
			return await queue.ask(async () => await client.ask(query));
		});
		if (!answer?.isWhole) {
			this.refusesMany = true;
			return undefined;
		}
		const lists = new Map<string, List<Transaction>>();
		for (const reference of references) {
			const data = answer.recordsOf(reference);
			if (data.length === 0) continue;
			lists.set(reference, { data, unreadable: 0, recordsCount: data.length, isCut: false });
		}
		return lists;
	}

	private async readKnown(): Promise<KnownPayments | undefined> {
		const { cardAccountId, ports } = this;
		const { client, now, queue } = ports;
		const recent = await queue.ask(
			async () => await recentReferences(client, cardAccountId, now()),
		);
		const [head, tail] = recent.ok ? recent.value : [];
		return head !== undefined && tail !== undefined ? { head, tail } : undefined;
	}
}
