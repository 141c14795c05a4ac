const LOOKS = 400;
const PAUSE_MS = 25;

/** Waits for something that will be so in a moment. Throws if it never is. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
	for (let look = 0; look < LOOKS; look++) {
		if (await isSo()) return;
		await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
	}
	throw new Error('It did not come to be');
}
