import type { RunningProcess } from './process.mts';
import { SetupError } from './setup/setup-error.mjs';

/**
 * Tells the person that all is up and what is where, and stays until something that should run
 * ends.
 *
 * @param facts such as `{ n8n: 'http://localhost:5678' }`, in the order in which they are printed
 * @param atTheEnd what Ctrl-C does
 * @throws SetupError when one of the processes has ended
 */
export async function stayReady(
	facts: Readonly<Record<string, string>>,
	processes: readonly RunningProcess[],
	atTheEnd: string,
): Promise<never> {
	const width = Math.max(...Object.keys(facts).map((name) => name.length));
	const lines = Object.entries(facts).map(([name, fact]) => `  ${name.padEnd(width)}  ${fact}`);
	console.log(['', 'Ready.', ...lines, `Ctrl-C ${atTheEnd}.`].join('\n'));
	const ended = await Promise.race(
		processes.map(async ({ ended, name }) => `${name} ended: ${await ended}.`),
	);
	throw new SetupError(`${ended} See the logs.`);
}
