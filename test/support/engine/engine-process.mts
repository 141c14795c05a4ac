import type { ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { spawnScript } from '../spawn-script.mts';
import { until } from '../../../scripts/until.mts';

/** A build may come first, and the machine may be busy. */
const READY_WITHIN_MS = 300_000;

export interface ProcessOptions {
	/** The version of n8n, if it is not the one in package.json. */
	readonly n8n?: string | undefined;
	readonly env: NodeJS.ProcessEnv;
}

/** A script with n8n's engine in it, in a process of its own on Node 24, that answers requests. */
export class EngineProcess {
	/** Everything it has printed so far. */
	output = '';

	readonly #child: ChildProcess;
	readonly #ended: Promise<unknown>;
	#url = '';

	private constructor(child: ChildProcess) {
		this.#child = child;
		this.#ended = new Promise((settle) => child.once('close', settle));
		for (const stream of [child.stdout, child.stderr]) {
			stream?.on('data', (text: Buffer) => (this.output += text.toString()));
		}
	}

	/**
	 * @param script prints where it listens when it is ready
	 * @throws {Error} with what it printed, when it does not come up
	 */
	static async start(script: string, { env, n8n }: ProcessOptions): Promise<EngineProcess> {
		const otherN8n = n8n === undefined ? [] : ['test/support/engine/other-n8n.mts', n8n];
		const child = await spawnScript([...otherN8n, script], {
			...process.env,
			// n8n and its parts behave differently where they believe to be tested.
			JEST_WORKER_ID: undefined,
			NODE_ENV: undefined,
			// Where n8n lets a package find what it does not bring along.
			NODE_PATH: resolve('node_modules'),
			N8N_LOG_LEVEL: 'warn',
			...env,
		});
		const started = new EngineProcess(child);
		await started.#ready();
		return started;
	}

	/** @throws {Error} with the words of the answer, when it is no success */
	async post(path: string, body: object): Promise<unknown> {
		const response = await fetch(`${this.#url}/${path}`, {
			method: 'POST',
			body: JSON.stringify(body),
			headers: { 'content-type': 'application/json' },
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
		return JSON.parse(text);
	}

	/** Ends it as a crash of the machine would: at once, in the middle of whatever it does. */
	async kill(): Promise<void> {
		this.#child.kill('SIGKILL');
		await this.#ended;
	}

	async stop(): Promise<void> {
		this.#child.kill('SIGTERM');
		await this.#ended;
	}

	async #ready(): Promise<void> {
		const look = () => {
			const ready = /^Ready at (\S+)\n/m.exec(this.output);
			if (ready === null && this.#child.exitCode !== null) throw new Error('It has ended');
			return ready ?? undefined;
		};
		try {
			const [, url = ''] = await until(look, { withinMs: READY_WITHIN_MS });
			this.#url = url;
		} catch {
			await this.stop();
			throw new Error(`${this.#child.spawnargs.join(' ')} did not come up:\n${this.output}`);
		}
	}
}
