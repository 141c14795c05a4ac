import type { Client } from '../api/client.ts';
import { BoundedMap } from '../boundedMap.ts';
import type { Result } from '../result.ts';
import { Together, type TogetherPorts } from './together.ts';

/** Asks once per question; whoever asks the same again gets the same answer. */
function once<Question extends unknown[], T>(ask: (...question: Question) => Promise<Result<T>>) {
	const answers = new Map<string, Promise<Result<T>>>();
	return async (...question: Question): Promise<Result<T>> => {
		const key = JSON.stringify(question);
		const known = answers.get(key);
		if (known) return await known;
		const answer = ask(...question);
		answers.set(key, answer);
		return await answer;
	};
}

/** What a read may ask. */
export type Reads = Pick<Client, 'account' | 'handles' | 'transactions'>;

const MAX_ACCOUNTS = 100;

/**
 * A client for the reads of one execution: what several items ask is sent once, each request in its
 * turn, and questions for single transactions go together.
 */
export function dedupe(ports: TogetherPorts): Reads {
	const { client, queue } = ports;
	const inTurn =
		<Question extends unknown[], T>(ask: (...question: Question) => Promise<Result<T>>) =>
		async (...question: Question) =>
			await queue.ask(async () => await ask(...question));
	const accounts = new BoundedMap<string, Together>(MAX_ACCOUNTS);
	const transactions: Client['transactions'] = async (query) => {
		const { cardAccountId, pgReferenceNumber, ...others } = query;
		if (pgReferenceNumber === undefined || Object.keys(others).length > 0) {
			return await queue.ask(async () => await client.transactions(query));
		}
		const together = accounts.getOrMake(cardAccountId, () => new Together(ports, cardAccountId));
		return await together.one(pgReferenceNumber);
	};
	return {
		account: once(inTurn(client.account)),
		handles: once(inTurn(client.handles)),
		transactions: once(transactions),
	};
}
