import { setTimeout as sleep } from 'node:timers/promises';

export interface Wait {
	/** What is waited for, as in "Not so after 10 s: the form is there". */
	readonly what?: string;
	/** 10 s unless said otherwise. */
	readonly withinMs?: number;
	/** Time between two looks. */
	readonly everyMs?: number;
}

/**
 * Waits for something that will be so, or be there, in a moment.
 *
 * @param look yields `false` or `undefined` for what is not there yet; what it throws ends the wait
 * @returns what was found
 * @throws Error if it does not come to be in time
 */
export async function until<T>(
	look: () => Promise<T | false | undefined> | T | false | undefined,
	{ what = 'what is waited for', withinMs = 10_000, everyMs = 25 }: Wait = {},
): Promise<T> {
	const giveUpAt = Date.now() + withinMs;
	for (;;) {
		const found = await look();
		if (found !== undefined && found !== false) return found;
		if (Date.now() > giveUpAt) throw new Error(`Not so after ${withinMs / 1000} s: ${what}`);
		await sleep(everyMs);
	}
}
