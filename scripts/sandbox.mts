import { join } from 'node:path';
import { freePort } from './ports.mts';
import { RunningProcess } from './process.mts';
import { PROJECT } from './setup/dependencies.mjs';
import { node24 } from './setup/node24.mjs';

const READY_WITHIN_MS = 30_000;

/** A running sandbox EnKash. */
export interface RunningSandbox {
	/** `http://127.0.0.1:<port>`, without a slash at the end. */
	readonly url: string;
	readonly process: RunningProcess;
}

/**
 * Starts the sandbox EnKash in a process of its own and waits until it answers.
 *
 * @param options.port 0: a free one
 * @param options.flags further options of its command line
 * @throws Error with the end of its log when it does not come up
 */
export async function startSandbox(options: {
	port: number;
	logFile: string;
	flags?: readonly string[];
}): Promise<RunningSandbox> {
	const port = options.port || (await freePort());
	const process = new RunningProcess({
		name: 'The sandbox EnKash',
		node: await node24(),
		arguments: [
			'--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
			'--disable-warning=ExperimentalWarning',
			join(PROJECT, 'sandbox', 'main.mts'),
			`--port=${port}`,
			...(options.flags ?? []),
		],
		folder: PROJECT,
		env: globalThis.process.env,
		logFile: options.logFile,
	});
	const url = `http://127.0.0.1:${port}`;
	await process.until('it answered', () => isHealthy(url), READY_WITHIN_MS);
	return { url, process };
}

async function isHealthy(url: string): Promise<boolean> {
	return await fetch(`${url}/__sandbox/health`, { signal: AbortSignal.timeout(5_000) }).then(
		async (response) => {
			await response.body?.cancel();
			return response.ok;
		},
		() => false,
	);
}
