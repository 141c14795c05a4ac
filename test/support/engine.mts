import { z } from 'zod';
import type { CredentialRow, Database } from './engine/database.mts';
import { EngineProcess } from './engine/engine-process.mts';
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

/** A process with n8n's engine and the package in it. Several share one database. */
export class Engine {
	readonly #process: EngineProcess;

	private constructor(process: EngineProcess) {
		this.#process = process;
	}

	/** @throws {Error} with what it printed, when it does not come up */
	static async start({ database, env, n8n }: EngineOptions): Promise<Engine> {
		return new Engine(
			await EngineProcess.start('test/support/engine/main.mts', {
				n8n,
				env: { N8N_USER_FOLDER: database.folder, ...env },
			}),
		);
	}

	/** Everything it has printed so far. */
	get output(): string {
		return this.#process.output;
	}

	async execute(request: ExecutionRequest): Promise<Execution> {
		return execution.parse(await this.#process.post('execution', request));
	}

	/** What a click on Test says of a form. */
	async testCredential(form: CredentialRow): Promise<Verdict> {
		return verdict.parse(await this.#process.post('credential-test', form));
	}

	/** Cancels everything that runs, as a click on Stop does. */
	async cancel(): Promise<void> {
		await this.#process.post('cancellation', {});
	}

	/** Makes the process believe that it is now another moment (ISO 8601), or the real one again. */
	async setClock(now?: string): Promise<void> {
		await this.#process.post('clock', { now });
	}

	/** Ends it as a crash of the machine would: at once, in the middle of whatever it does. */
	async kill(): Promise<void> {
		await this.#process.kill();
	}

	async stop(): Promise<void> {
		await this.#process.stop();
	}
}
