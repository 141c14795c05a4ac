import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_EVERY_MS = 100;
const WITHIN_MS = 90_000;

/**
 * Waits for something that will be there in a moment.
 *
 * @throws Error if it never is
 */
export async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
	const giveUpAt = Date.now() + WITHIN_MS;
	for (;;) {
		const found = await look();
		if (found !== undefined) return found;
		if (Date.now() > giveUpAt) throw new Error(`Still not there: ${what}`);
		await sleep(LOOK_EVERY_MS);
	}
}
