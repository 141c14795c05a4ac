import { stopAll } from './process.mts';
import { SetupError } from './setup/setup-error.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

interface Outcome {
	exitCode: number;
	/** What to tell the person; of an error that is no `SetupError`, all of it. */
	words: unknown[];
}

/**
 * Runs a script and ends the process. However the work ends (done, failed, Ctrl-C), every process
 * that it started is stopped first, and then `tidyUp` runs.
 *
 * @param whenInterrupted the exit code after a Ctrl-C: 0 where that is the ordinary way to end
 */
export async function runScript(
	work: () => Promise<void>,
	{ whenInterrupted, tidyUp }: { whenInterrupted: number; tidyUp?: () => Promise<void> },
): Promise<never> {
	const interrupted = new Promise<Outcome>((settle) => {
		for (const signal of SIGNALS) {
			process.on(signal, () => settle({ exitCode: whenInterrupted, words: ['\nStopping…'] }));
		}
	});
	const worked: Promise<Outcome> = work().then(
		() => ({ exitCode: 0, words: [] }),
		(error: unknown) => ({
			exitCode: 1,
			words: [error instanceof SetupError ? error.message : error],
		}),
	);
	const { exitCode, words } = await Promise.race([worked, interrupted]);
	for (const word of words) console.error(word);
	await stopAll();
	await tidyUp?.();
	process.exit(exitCode);
}
