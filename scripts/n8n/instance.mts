import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../ports.mts';
import { RunningProcess } from '../process.mts';
import { environmentOf } from './home.mts';
import type { N8nHome, N8nPorts } from './home.mts';

/** A first start creates the database: some 10 s on two cores, minutes on a busy machine. */
const READY_WITHIN_MS = 300_000;

/** A running n8n server (or, in queue mode, one of its processes). */
export interface N8nInstance {
	readonly home: N8nHome;
	/** `http://127.0.0.1:<port>`, without a slash at the end. */
	readonly url: string;
	/** The same for a person's browser. */
	readonly address: string;
	readonly process: RunningProcess;
	/** Ends it and all that it started. */
	stop(): Promise<void>;
}

export interface StartOptions {
	/** 0 or none: a free one. */
	port?: number;
	/** What n8n is to be: `['start']` unless said otherwise, `['worker', '--concurrency=5']`… */
	command?: readonly [string, ...string[]];
	/** What Node is told, such as `--inspect`. */
	nodeOptions?: readonly string[];
}

/**
 * Starts n8n and waits until it answers.
 *
 * @throws Error with the end of its log when it does not come up
 */
export async function startN8n(home: N8nHome, options: StartOptions = {}): Promise<N8nInstance> {
	const { command = ['start'], nodeOptions = [] } = options;
	const ports = { web: options.port || (await freePort()), broker: await freePort() };
	await mkdir(home.userFolder, { recursive: true });
	const process = new RunningProcess({
		name: `n8n ${command[0]}`,
		node: home.program.node,
		arguments: [...nodeOptions, home.program.script, ...command],
		folder: home.userFolder,
		env: { ...environmentOf(home, ports), ...healthSettings(command[0], ports) },
		logFile: join(home.userFolder, `n8n-${command[0]}-${ports.web}.log`),
	});
	const url = `http://127.0.0.1:${ports.web}`;
	try {
		await process.until('it answered', () => isReady(url), READY_WITHIN_MS);
	} catch (error) {
		await process.stop();
		throw error;
	}
	const address = `http://localhost:${ports.web}`;
	return { home, url, address, process, stop: () => process.stop() };
}

/** A worker serves nothing but its health, and only when told to. */
function healthSettings(command: string, ports: N8nPorts): NodeJS.ProcessEnv {
	if (command !== 'worker') return {};
	return {
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(ports.web),
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
	};
}

async function isReady(url: string): Promise<boolean> {
	return await fetch(`${url}/healthz/readiness`, { signal: AbortSignal.timeout(5_000) }).then(
		async (response) => {
			await response.body?.cancel();
			return response.ok;
		},
		() => false,
	);
}
