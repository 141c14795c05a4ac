import type { Answer } from '../../../../enkash/api/response.ts';
import { ENDPOINTS } from '../../../../enkash/contract/endpoints.ts';
import { allocationRequest } from '../../../../enkash/contract/allocation.ts';

/** Money that moved, and which run moved it. Amount in rupees. */
export interface Commit {
	readonly id: string;
	readonly reference: string;
	readonly amount: number;
	readonly direction: 'CR' | 'DR';
	readonly handle: string;
	readonly at: number;
	readonly run: number;
}

export const answer = (status: number, body: unknown, headers = {}): Answer => ({
	status,
	headers,
	body,
});

const success = (payload: unknown): Answer =>
	answer(200, { response_code: 0, response_message: 'Success', payload });

export const INSUFFICIENT = answer(200, {
	response_code: 1,
	response_message: 'Insufficient balance in card account',
	payload: 'Insufficient balance in card account',
});

/** What other people did on the account: no reference, and references that look like ours. */
const STRANGERS = [
	{ enKashTransactionId: 'ECTOTHER1', amount: 10, cardTransactionType: 'CR' },
	{
		enKashTransactionId: 'ECTOTHER2',
		amount: 10,
		cardTransactionType: 'CR',
		pgReferenceNumber: 'pay-1x',
	},
	{
		enKashTransactionId: 'ECTOTHER3',
		amount: 10,
		cardTransactionType: 'CR',
		pgReferenceNumber: 'PAY-0',
	},
];

/** An EnKash that pays whatever it is asked: a repeated reference does not keep it from paying. */
export class Bank {
	readonly commits: Commit[] = [];

	/** Rupees. */
	balance: number;

	constructor(balance: number) {
		this.balance = balance;
	}

	/** Moves the money and answers, or refuses. */
	allocate(body: object, at: number, run: number): Answer {
		const asked = allocationRequest.parse(body);
		const { loadAmount, transactionType, uniqueReferenceNumber } = asked;
		const change = transactionType === 'CR' ? -loadAmount : loadAmount;
		if (this.balance + change < 0) return INSUFFICIENT;
		this.balance += change;
		const commit: Commit = {
			id: `ECT${this.commits.length}`,
			reference: uniqueReferenceNumber,
			amount: loadAmount,
			direction: transactionType,
			handle: 'enkashCardId' in asked ? asked.enkashCardId : 'EKCNEW',
			at,
			run,
		};
		this.commits.push(commit);
		return success({
			enKashCardId: commit.handle,
			enkashCardTxnId: commit.id,
			pgReferenceNumber: commit.reference,
			otbBalance: loadAmount,
		});
	}

	/** The transactions of a reference, as EnKash may list them, or all of the account. */
	transactions(reference: string | undefined): Answer {
		const own = this.commits
			.filter((commit) => reference === undefined || commit.reference === reference)
			.map((commit) => ({
				enKashTransactionId: commit.id,
				enKashCardId: commit.handle,
				amount: commit.amount,
				cardTransactionType: commit.direction,
				pgReferenceNumber: commit.reference,
				status: 'CREATED',
			}));
		const data = reference === undefined ? [...STRANGERS, ...own] : own;
		return success({ recordsCount: data.length, data });
	}

	account(): Answer {
		return success({ cardAccountId: 'CAQL8YCV3', availableBalance: this.balance });
	}

	/** Does what a request asks for, at the moment at which it arrives. */
	serve(path: string, body: object, at: number, run: number): Answer {
		if (path === ENDPOINTS.allocate.path) return this.allocate(body, at, run);
		if (path === ENDPOINTS.account.path) return this.account();
		const reference = 'pgReferenceNumber' in body ? String(body.pgReferenceNumber) : undefined;
		return this.transactions(reference);
	}
}
