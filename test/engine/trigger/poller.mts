import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Database } from '../../support/engine/database.mts';
import { EngineProcess } from '../../support/engine/engine-process.mts';
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

/** A process of n8n's that polls. */
export class Poller {
	readonly #process: EngineProcess;
	readonly #userFolder: string;

	private constructor(process: EngineProcess, userFolder: string) {
		this.#process = process;
		this.#userFolder = userFolder;
	}

	/**
	 * @param n8n its version, if it is not the one in package.json
	 * @throws {Error} with what it printed, when it does not come up
	 */
	static async start(database: Database, n8n?: string): Promise<Poller> {
		const userFolder = mkdtempSync(join(tmpdir(), 'n8n-user-'));
		const env = { N8N_USER_FOLDER: userFolder, ENGINE_DATABASE: database.folder };
		try {
			const process = await EngineProcess.start('test/engine/trigger/main.mts', { n8n, env });
			return new Poller(process, userFolder);
		} catch (error) {
			rmSync(userFolder, { recursive: true, force: true });
			throw error;
		}
	}

	async stop(): Promise<void> {
		await this.#process.stop();
		rmSync(this.#userFolder, { recursive: true, force: true });
	}

	/** @throws {PollFailed} with what the poll failed with */
	async do(what: 'publish' | 'poll' | 'pollAfresh' | 'sample', request: Request): Promise<unknown> {
		const { error, value } = attempt.parse(await this.#process.post(what, request));
		if (error !== undefined) throw new PollFailed(error);
		return value;
	}

	/** What the trigger's polls have come to since the first one. */
	async outcome(request: Request): Promise<Outcome> {
		const { value } = attempt.parse(await this.#process.post('outcome', request));
		return outcome.parse(value);
	}
}
