import { stopAll } from './process.mts';
import { SetupError } from './setup/setup-error.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

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
	const interrupted = new Promise<number>((settle) => {
		for (const signal of SIGNALS) process.on(signal, () => settle(whenInterrupted));
	});
	const worked = work().then(
		() => 0,
		(error: unknown) => {
			console.error(error instanceof SetupError ? error.message : error);
			return 1;
		},
	);
	const exitCode = await Promise.race([worked, interrupted]);
	await stopAll();
	await tidyUp?.();
	process.exit(exitCode);
}
