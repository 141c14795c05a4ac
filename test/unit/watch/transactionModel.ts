import type { Client } from '../../../enkash/api/client.ts';
import type { Transaction } from '../../../enkash/contract/transaction.ts';
import { readMoment } from '../../../enkash/contract/dates.ts';
import type { TransactionFilters } from '../../../enkash/filters.ts';
import { fail, succeed } from '../../../enkash/result.ts';
import { watchTransactions } from '../../../enkash/watch/transactions.ts';

const SECOND = 1000;
const INDIA_IS_AHEAD_MS = 5.5 * 60 * 60 * SECOND;

/** India's time to the second, without a zone, as EnKash writes it. */
export const indianTime = (at: number): string =>
	new Date(at + INDIA_IS_AHEAD_MS).toISOString().slice(0, 19).replace('T', ' ');

/**
 * A movement as this model makes it. What EnKash would not send: `remark` tells it from its twins,
 * and `idComesLate` has EnKash list it without its id at first.
 */
export interface Movement extends Transaction {
	readonly remark: number;
	readonly idComesLate?: boolean;
}

/** How EnKash answers for once. */
export type Mood = 'well' | 'down' | 'cut';

/** EnKash's list of transactions, with its habits. */
export class Bank {
	readonly movements: Movement[] = [];
	mood: Mood = 'well';
	/** Filters that EnKash documents may be ignored. */
	ignoresFilters = false;
	/** Whether the ids have come that come late. */
	hasLateIds = false;
	readonly asked: Array<string | undefined> = [];

	readonly client: Pick<Client, 'transactions'> = {
		transactions: async ({ txnDateFrom }) => {
			this.asked.push(txnDateFrom);
			if (this.mood === 'down') return fail({ kind: 'unknown', code: 'connection-lost', data: {} });
			const from = txnDateFrom === undefined || this.ignoresFilters ? '' : txnDateFrom;
			const found = this.movements.filter(({ txnDate }) => isSince(txnDate, from));
			const listed = this.mood === 'cut' ? found.slice(1) : found;
			return succeed({
				data: listed.map((each) => this.write(each)),
				unreadable: 0,
				recordsCount: found.length,
				isCut: listed.length < found.length,
			});
		},
	};

	private write(movement: Movement) {
		const { enKashTransactionId: id, idComesLate, ...told } = movement;
		const isMissing = idComesLate === true && !this.hasLateIds;
		return { canonical: isMissing ? told : { ...told, enKashTransactionId: id }, raw: {} };
	}
}

const isSince = (txnDate: Movement['txnDate'], from: string) => {
	const moment = readMoment(txnDate);
	return from === '' || moment === undefined || moment >= Date.parse(from);
};

/** n8n around a watch: keeps the memory in this process, and saves it now and then. */
export class Poller {
	now: number;
	readonly remarks: unknown[] = [];
	private memory: unknown;
	private saved = 'null';
	private readonly bank: Bank;
	private readonly filters: TransactionFilters;

	constructor(bank: Bank, now: number, filters: TransactionFilters = {}) {
		this.bank = bank;
		this.now = now;
		this.filters = filters;
	}

	/** One poll; whether it succeeded. */
	async poll(): Promise<boolean> {
		const step = await this.watch().look(this.memory);
		if (!step.ok) return false;
		const { events, memory, mustKeep } = step.value;
		this.memory = memory;
		if (events.length > 0 || mustKeep) this.saved = JSON.stringify(memory);
		for (const event of events) if ('remark' in event) this.remarks.push(event.remark);
		return true;
	}

	/** n8n starts anew, with what it saved. */
	restart(saved = this.saved): void {
		this.memory = JSON.parse(saved);
	}

	sample() {
		return this.watch().sample();
	}

	/** How many transactions the saved memory names. */
	get names(): number {
		const saved: { seen: object } = JSON.parse(this.saved);
		return Object.keys(saved.seen).length;
	}

	private watch() {
		const { client } = this.bank;
		const { filters } = this;
		return watchTransactions({
			client,
			cardAccountId: 'CAQL8YCV3',
			filters,
			subject: 'subject',
			show: async (transactions) => await Promise.resolve(transactions),
			now: () => this.now,
		});
	}
}
