import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_EVERY_MS = 25;

/**
 * Waits for something that will be so, or be there, in a moment.
 *
 * @param look yields `false` or `undefined` for what is not there yet
 * @returns what was found
 * @throws Error if it does not come to be in time
 */
export async function until<T>(
	look: () => Promise<T | false | undefined>,
	{ what = 'what is waited for', withinMs = 10_000 } = {},
): Promise<T> {
	const giveUpAt = Date.now() + withinMs;
	for (;;) {
		const found = await look();
		if (found !== undefined && found !== false) return found;
		if (Date.now() > giveUpAt) throw new Error(`Still not there: ${what}`);
		await sleep(LOOK_EVERY_MS);
	}
}
