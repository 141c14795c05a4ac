import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createHome } from '../n8n/home.mts';
import type { N8nHome } from '../n8n/home.mts';
import { startN8n } from '../n8n/instance.mts';
import type { N8nInstance } from '../n8n/instance.mts';
import { addNodePackage } from '../n8n/package.mts';
import { startSandbox } from '../sandbox.mts';
import type { RunningSandbox } from '../sandbox.mts';
import { lockOfProject } from '../setup/dependencies.mjs';
import { withLock } from '../setup/lock.mjs';
import { POSTGRES_DATABASE, POSTGRES_USER, POSTGRESQL, startPostgres } from './postgres.mts';
import { ensureInstalled } from './program.mts';
import { REDIS, startRedis } from './redis.mts';
import type { Service } from './service.mts';

export interface ClusterOptions {
	/** For all data; empty. */
	folder: string;
	workers: number;
	/** Executions that a worker has under way at once. */
	executionsPerWorker: number;
	/** Ports, 0 or none: a free one. */
	n8nPort?: number;
	sandboxPort?: number;
}

/**
 * n8n in queue mode: a main process that takes executions in, PostgreSQL that keeps them, Redis that
 * hands them out, and workers that run them. Everything listens on the loopback interface only.
 */
export class Cluster {
	readonly home: N8nHome;
	readonly sandbox: RunningSandbox;
	readonly redis: Service;
	readonly postgres: Service;
	readonly #executionsPerWorker: number;
	#main: N8nInstance;
	#workers: readonly N8nInstance[] = [];

	private constructor(
		{ executionsPerWorker }: ClusterOptions,
		home: N8nHome,
		main: N8nInstance,
		sandbox: RunningSandbox,
		services: { readonly redis: Service; readonly postgres: Service },
	) {
		this.#executionsPerWorker = executionsPerWorker;
		this.home = home;
		this.#main = main;
		this.sandbox = sandbox;
		this.redis = services.redis;
		this.postgres = services.postgres;
	}

	/**
	 * Brings everything up around the package that lies in `dist`.
	 *
	 * @throws SetupError a sentence for a person: what is not installed
	 */
	static async start(options: ClusterOptions): Promise<Cluster> {
		const { folder } = options;
		await ensureInstalled(REDIS, POSTGRESQL);
		await mkdir(folder, { recursive: true });
		const [redis, postgres] = await Promise.all([startRedis(folder), startPostgres(folder)]);
		const home = await createHome(join(folder, 'n8n'), settingsFor(redis, postgres));
		await withLock(lockOfProject('build'), () => addNodePackage(home));
		const [sandbox, main] = await Promise.all([
			startSandbox({ port: options.sandboxPort ?? 0, logFile: join(folder, 'sandbox.log') }),
			startN8n(home, { port: options.n8nPort }),
		]);
		const cluster = new Cluster(options, home, main, sandbox, { redis, postgres });
		await cluster.addWorkers(options.workers);
		return cluster;
	}

	get main(): N8nInstance {
		return this.#main;
	}

	/** Those that were started and not killed. */
	get workers(): readonly N8nInstance[] {
		return this.#workers;
	}

	async addWorkers(count: number): Promise<void> {
		const command = ['worker', `--concurrency=${this.#executionsPerWorker}`] as const;
		const started = await Promise.all(
			Array.from({ length: count }, () => startN8n(this.home, { command })),
		);
		this.#workers = [...this.#workers, ...started];
	}

	/** Starts the main process again, on the same port, after it was killed or stopped. */
	async startMain(): Promise<void> {
		const { port } = new URL(this.#main.url);
		this.#main = await startN8n(this.home, { port: Number(port) });
	}

	/** Ends a process of n8n's as a power cut would. */
	async kill(n8n: N8nInstance): Promise<void> {
		process.kill(n8n.process.pid, 'SIGKILL');
		await n8n.stop();
	}

	/** The same to a worker, which is then one no more. */
	async killWorker(worker: N8nInstance): Promise<void> {
		await this.kill(worker);
		this.#workers = this.#workers.filter((other) => other !== worker);
	}

	/** Ends everything. */
	async stop(): Promise<void> {
		await Promise.all([this.#main, ...this.#workers].map((n8n) => n8n.stop()));
		await Promise.all([this.sandbox.process.stop(), this.redis.stop(), this.postgres.stop()]);
	}
}

/** What main process and workers are told alike. */
const settingsFor = (redis: Service, postgres: Service): Readonly<Record<string, string>> => ({
	EXECUTIONS_MODE: 'queue',
	OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
	QUEUE_BULL_REDIS_HOST: '127.0.0.1',
	QUEUE_BULL_REDIS_PORT: String(redis.port),
	DB_TYPE: 'postgresdb',
	DB_POSTGRESDB_HOST: '127.0.0.1',
	DB_POSTGRESDB_PORT: String(postgres.port),
	DB_POSTGRESDB_DATABASE: POSTGRES_DATABASE,
	DB_POSTGRESDB_USER: POSTGRES_USER,
	N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
});
