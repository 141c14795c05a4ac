import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { until } from '../../scripts/until.mts';
import type { CredentialRow, Database } from './engine/database.mts';
import type { ExecutionRequest } from './engine/execution.mts';

const error = z.object({
	name: z.string().optional(),
	message: z.string(),
	description: z.string().nullish(),
	httpCode: z.string().nullish(),
	context: z.record(z.unknown()).optional(),
});
const item = z.object({
	json: z.record(z.unknown()),
	pairedItem: z.unknown(),
	error: error.optional(),
});
const nodeRun = z.object({
	status: z.string().optional(),
	hints: z.array(z.string()),
	error: error.optional(),
	outputs: z.array(z.array(item)),
});
const execution = z.object({
	status: z.string(),
	error: error.optional(),
	nodes: z.record(z.array(nodeRun)),
	dump: z.string(),
});
const verdict = z.object({ status: z.enum(['OK', 'Error']), message: z.string() });

/** What became of an execution, node by node, run by run. */
export type Execution = z.infer<typeof execution>;
export type NodeRun = z.infer<typeof nodeRun>;
export type Item = z.infer<typeof item>;
export type ReportedError = z.infer<typeof error>;
export type Verdict = z.infer<typeof verdict>;

export interface EngineOptions {
	readonly database: Database;
	readonly env?: NodeJS.ProcessEnv;
	/** The version of n8n, if it is not the one in package.json. */
	readonly n8n?: string | undefined;
}

/** A build may come first, and the machine may be busy. */
const READY_WITHIN_MS = 300_000;

/** Makes the process end with this one, even if this one is killed. */
const LEASH = pathToFileURL(resolve('scripts/leash.mjs')).href;

/** A process with n8n's engine and the package in it, on Node 24. Several share one database. */
export class Engine {
	/** Everything it has printed so far. */
	output = '';

	readonly #child: ChildProcess;
	readonly #ended: Promise<unknown>;
	#url = '';
	#pid = 0;

	private constructor(child: ChildProcess) {
		this.#child = child;
		this.#ended = new Promise((settle) => child.once('close', settle));
		for (const stream of [child.stdout, child.stderr]) {
			stream?.on('data', (text: Buffer) => (this.output += text.toString()));
		}
	}

	/** @throws {Error} with what it printed, when it does not come up */
	static async start({ database, env, n8n }: EngineOptions): Promise<Engine> {
		const child = spawn(process.execPath, scriptOf('test/support/engine/main.mts', n8n), {
			stdio: 'pipe',
			env: {
				...withoutJest(process.env),
				NODE_OPTIONS: `--import ${LEASH}`,
				// Where n8n lets a package find what it does not bring along.
				NODE_PATH: resolve('node_modules'),
				N8N_USER_FOLDER: database.folder,
				N8N_LOG_LEVEL: 'warn',
				...env,
			},
		});
		const engine = new Engine(child);
		await engine.#ready();
		return engine;
	}

	async execute(request: ExecutionRequest): Promise<Execution> {
		return execution.parse(await this.#post('execution', request));
	}

	/** What a click on Test says of a form. */
	async testCredential(form: CredentialRow): Promise<Verdict> {
		return verdict.parse(await this.#post('credential-test', form));
	}

	/** Cancels everything that runs, as a click on Stop does. */
	async cancel(): Promise<void> {
		await this.#post('cancellation', {});
	}

	/** Makes the process believe that it is now another moment (ISO 8601), or the real one again. */
	async setClock(now?: string): Promise<void> {
		await this.#post('clock', { now });
	}

	/** Ends it as a crash of the machine would: at once, in the middle of whatever it does. */
	async kill(): Promise<void> {
		process.kill(this.#pid, 'SIGKILL');
		await this.#ended;
	}

	async stop(): Promise<void> {
		this.#child.kill('SIGTERM');
		await this.#ended;
	}

	async #ready(): Promise<void> {
		const look = () => {
			const ready = /^Engine ready at (\S+) pid=(\d+)\n/m.exec(this.output);
			if (ready === null && this.#child.exitCode !== null) throw new Error('It has ended');
			return ready ?? undefined;
		};
		try {
			const [, url = '', pid] = await until(look, { withinMs: READY_WITHIN_MS });
			this.#url = url;
			this.#pid = Number(pid);
		} catch {
			await this.stop();
			throw new Error(`The engine did not come up:\n${this.output}`);
		}
	}

	async #post(path: string, body: object): Promise<unknown> {
		const response = await fetch(`${this.#url}/${path}`, {
			method: 'POST',
			body: JSON.stringify(body),
			headers: { 'content-type': 'application/json' },
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
		return JSON.parse(text);
	}
}

/** The arguments of Node that run a script with the parts of an n8n. */
export const scriptOf = (script: string, n8n?: string): readonly string[] => [
	'scripts/run.mjs',
	...(n8n === undefined ? [] : ['test/support/engine/other-n8n.mts', n8n]),
	script,
];

/** n8n and its parts behave differently where they believe to be tested. */
function withoutJest(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	return { ...env, JEST_WORKER_ID: undefined, NODE_ENV: undefined };
}
