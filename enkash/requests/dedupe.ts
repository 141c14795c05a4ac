import type { Client } from '../api/client.ts';
import type { Result } from '../result.ts';
import type { RequestQueue } from './queue.ts';

/** Asks once per question, in its turn; whoever asks the same again gets the same answer. */
function once<Question extends unknown[], T>(
	ask: (...question: Question) => Promise<Result<T>>,
	queue: RequestQueue,
) {
	const answers = new Map<string, Promise<Result<T>>>();
	return async (...question: Question): Promise<Result<T>> => {
		const key = JSON.stringify(question);
		const known = answers.get(key);
		if (known) return await known;
		const answer = queue.ask(async () => await ask(...question));
		answers.set(key, answer);
		return await answer;
	};
}

/** What a read may ask. */
export type Reads = Omit<Client, 'allocate'>;

/** A client for the reads of one execution: what several items ask is sent once. */
export const shared = (client: Client, queue: RequestQueue): Reads => ({
	account: once(client.account, queue),
	handles: once(client.handles, queue),
	transactions: once(client.transactions, queue),
	recent: once(client.recent, queue),
	ask: once(client.ask, queue),
});
