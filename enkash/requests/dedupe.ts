import type { Client } from '../api/client.ts';
import type { Gate } from './rateLimit.ts';
import type { Result } from '../result.ts';

/** Asks once per question, through the gate; whoever asks the same again gets the same answer. */
function once<Question extends unknown[], T>(
	ask: (...question: Question) => Promise<Result<T>>,
	gate: Gate,
) {
	const answers = new Map<string, Promise<Result<T>>>();
	return async (...question: Question): Promise<Result<T>> => {
		const key = JSON.stringify(question);
		const known = answers.get(key);
		if (known) return await known;
		const answer = gate.pass(async () => await ask(...question));
		answers.set(key, answer);
		return await answer;
	};
}

/** A client for the reads of one execution: what several items ask is sent once. */
export const sharing = (client: Client, gate: Gate): Client => ({
	account: once(client.account, gate),
	handles: once(client.handles, gate),
	transactions: once(client.transactions, gate),
	ask: once(client.ask, gate),
	allocate: client.allocate,
});
