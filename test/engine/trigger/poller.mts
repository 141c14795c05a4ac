import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { scriptOf } from '../../support/engine.mts';
import type { Database } from '../../support/engine/database.mts';
import type { Request } from './main.mts';

const words = z.object({
	name: z.string(),
	code: z.string().optional(),
	message: z.string(),
	description: z.string().nullish(),
	failure: z.object({ cause: z.string(), retryAfterMs: z.number().optional() }).nullish(),
});
const attempt = z.object({ value: z.unknown(), error: words.optional() });
const outcome = z.object({
	executions: z.array(z.array(z.record(z.unknown()))),
	failures: z.array(words),
});

export type Words = z.infer<typeof words>;
export type Outcome = z.infer<typeof outcome>;

/** A poll that was asked for directly failed. */
export class PollFailed extends Error {
	readonly words: Words;

	constructor(words: Words) {
		super(`${words.message}\n${words.description ?? ''}`);
		this.words = words;
	}
}

/** Makes the process end with this one, even if this one is killed. */
const LEASH = pathToFileURL(resolve('scripts/leash.mjs')).href;

/** A process of n8n's that polls, on Node 24. */
export class Poller {
	readonly #child: ChildProcess;
	readonly #userFolder: string;
	readonly #url: string;

	private constructor(child: ChildProcess, userFolder: string, url: string) {
		this.#child = child;
		this.#userFolder = userFolder;
		this.#url = url;
	}

	/**
	 * @param n8n its version, if it is not the one in package.json
	 * @throws {Error} with what it printed, when it does not come up
	 */
	static async start(database: Database, n8n?: string): Promise<Poller> {
		const userFolder = mkdtempSync(join(tmpdir(), 'n8n-user-'));
		const child = spawn(process.execPath, scriptOf('test/engine/trigger/main.mts', n8n), {
			stdio: ['pipe', 'pipe', 'pipe'],
			env: {
				...process.env,
				// n8n and its parts behave differently where they believe to be tested.
				JEST_WORKER_ID: undefined,
				NODE_ENV: undefined,
				NODE_OPTIONS: `--import ${LEASH}`,
				// Where n8n lets a package find what it does not bring along.
				NODE_PATH: resolve('node_modules'),
				N8N_USER_FOLDER: userFolder,
				N8N_LOG_LEVEL: 'warn',
				ENGINE_DATABASE: database.folder,
			},
		});
		try {
			return new Poller(child, userFolder, await addressOf(child));
		} catch (error) {
			rmSync(userFolder, { recursive: true, force: true });
			throw error;
		}
	}

	async stop(): Promise<void> {
		const ended = once(this.#child, 'exit');
		this.#child.kill('SIGTERM');
		await ended;
		rmSync(this.#userFolder, { recursive: true, force: true });
	}

	/** @throws {PollFailed} with what the poll failed with */
	async do(what: 'publish' | 'poll' | 'pollAfresh' | 'sample', request: Request): Promise<unknown> {
		const { error, value } = attempt.parse(await this.#post(what, request));
		if (error !== undefined) throw new PollFailed(error);
		return value;
	}

	/** What the trigger's polls have come to since the first one. */
	async outcome(request: Request): Promise<Outcome> {
		const { value } = attempt.parse(await this.#post('outcome', request));
		return outcome.parse(value);
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

/** Where the process listens, as it says when it is ready. */
const addressOf = async (child: ChildProcess) =>
	await new Promise<string>((settle, refuse) => {
		let output = '';
		for (const stream of [child.stdout, child.stderr]) {
			stream?.on('data', (text: Buffer) => {
				output += text.toString();
				const [, address] = /^Poller ready at (\S+)$/m.exec(output) ?? [];
				if (address !== undefined) settle(address);
			});
		}
		child.once('close', () => refuse(new Error(`The poller did not come up:\n${output}`)));
	});
