import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OWNER } from '../../../scripts/bringup.mts';
import { Cluster } from '../../../scripts/cluster/queue-mode.mts';
import { sandboxCredential } from '../../../scripts/credential.mts';
import type { N8nInstance } from '../../../scripts/n8n/instance.mts';
import { N8nRest } from '../../../scripts/n8n/rest.mts';
import type { ListedExecution } from '../../../scripts/n8n/rest.mts';
import { stopAll } from '../../../scripts/process.mts';
import { until } from '../../../scripts/until.mts';
import { SandboxControl } from '../sandbox-control.mts';
import { payWorkflow, WEBHOOK, WORKFLOW_ID } from './pay.mts';
import { WATCH, WATCH_ID, watchWorkflow } from './watch.mts';

export const WORKERS = 3;
export const EXECUTIONS_PER_WORKER = 2;

const LOOK_EVERY_MS = 300;
const OVER = new Set(['success', 'error', 'crashed', 'canceled']);

/** One payment as the workflow takes it; the amount in rupees. */
export interface Payment {
	readonly handleId: string;
	readonly amount: number;
	readonly reference: string;
	/** How long EnKash may take to answer, in ms; 5 s if absent. */
	readonly timeout?: number;
}

/** n8n in queue mode with a workflow that pays what its webhook is given. */
export class QueueStage {
	readonly cluster: Cluster;
	readonly control: SandboxControl;
	readonly #rest: N8nRest;
	readonly #credential: { readonly id: string; readonly name: string };
	readonly #folder: string;

	private constructor(
		cluster: Cluster,
		rest: N8nRest,
		credential: { readonly id: string; readonly name: string },
		folder: string,
	) {
		this.cluster = cluster;
		this.control = new SandboxControl(cluster.sandbox.url);
		this.#rest = rest;
		this.#credential = credential;
		this.#folder = folder;
	}

	/** Brings everything up; takes a minute on a slow machine. */
	static async set(): Promise<QueueStage> {
		const folder = await mkdtemp(join(tmpdir(), 'enkash-queue-'));
		try {
			return await QueueStage.#setIn(folder);
		} catch (error) {
			await stopAll();
			await rm(folder, { recursive: true, force: true });
			throw error;
		}
	}

	static async #setIn(folder: string): Promise<QueueStage> {
		const cluster = await Cluster.start({
			folder,
			workers: WORKERS,
			executionsPerWorker: EXECUTIONS_PER_WORKER,
		});
		const rest = new N8nRest(cluster.main.url);
		await rest.logIn(OWNER);
		const { name, type, data } = sandboxCredential(cluster.sandbox.url);
		const id = await rest.createCredential({ name, type, data });
		await rest.putWorkflow(payWorkflow({ id, name }));
		await rest.activate(WORKFLOW_ID);
		return new QueueStage(cluster, rest, { id, name }, folder);
	}

	/** Payments of 1 rupee with references of their own, spread over the handles that can be paid. */
	async payments(prefix: string, count: number): Promise<Payment[]> {
		const { handles } = await this.control.account();
		const payable = handles.filter(({ blocked }) => !blocked);
		return Array.from({ length: count }, (_, index) => ({
			handleId: payable[index % payable.length]?.enKashCardId ?? '',
			amount: 1,
			reference: `${prefix}-${index}`,
		}));
	}

	/** Starts an execution; asks again while n8n's main process cannot take it in. */
	async start(payments: readonly Payment[], withinMs = 60_000): Promise<void> {
		await this.until('n8n takes an execution in', () => this.#post(payments), withinMs);
	}

	/** Starts executions, all at the same moment, and waits until they are over. */
	async run(...batches: ReadonlyArray<readonly Payment[]>): Promise<readonly ListedExecution[]> {
		const before = await this.executions();
		await Promise.all(batches.map((payments) => this.start(payments)));
		return await this.over(before, batches.length);
	}

	/** What an execution says of the payments that it did not make. */
	async said({ id }: ListedExecution): Promise<string> {
		const { error } = await this.#rest.waitFor(id);
		return [error?.message, error?.description].filter(Boolean).join(' ');
	}

	/** Waits until so many executions that were not there before are over, well or badly. */
	async over(
		before: readonly ListedExecution[],
		count: number,
		withinMs = 240_000,
	): Promise<readonly ListedExecution[]> {
		let since: readonly ListedExecution[] = [];
		await this.until(
			`${count} executions are over`,
			async () => {
				since = (await this.executions()).filter(({ id }) => !before.some((old) => old.id === id));
				return since.length >= count && since.every(({ status }) => OVER.has(status));
			},
			withinMs,
		);
		return since;
	}

	/** The latest executions, at most 100. */
	async executions(): Promise<readonly ListedExecution[]> {
		// n8n's main process may be looking for its database just now.
		return await this.#rest.executionsOf(WORKFLOW_ID).catch(() => []);
	}

	/** Waits until money has moved under so many references that start like this. */
	async paid(prefix: string, count: number, withinMs = 60_000): Promise<void> {
		await this.until(
			`${count} of ${prefix} are paid`,
			async () => Object.keys(await this.commits(prefix)).length >= count,
			withinMs,
		);
	}

	/** How often money moved under each reference that starts like this. */
	async commits(prefix: string): Promise<Record<string, number>> {
		const { commits } = await this.control.account();
		return Object.fromEntries(
			Object.entries(commits).filter(([reference]) => reference.startsWith(`${prefix}-`)),
		);
	}

	/** How many executions each worker has begun. */
	async begun(): Promise<Map<N8nInstance, number>> {
		const counted = this.cluster.workers.map(async (worker) => {
			const log = await readFile(worker.process.logFile, 'utf8');
			return [worker, log.split('Worker started execution').length - 1] as const;
		});
		return new Map(await Promise.all(counted));
	}

	/** The worker that has begun an execution and not finished it. */
	async busy(): Promise<N8nInstance> {
		for (const worker of this.cluster.workers) {
			const log = await readFile(worker.process.logFile, 'utf8');
			const lines = (words: string): number => log.split(words).length - 1;
			if (lines('Worker started execution') > lines('Worker finished execution')) return worker;
		}
		throw new Error('No worker is busy');
	}

	/** The credential as a person corrects or spoils it. */
	async setPassword(password: string): Promise<void> {
		const { name, type, data } = sandboxCredential(this.cluster.sandbox.url);
		const draft = { name, type, data: { ...data, password } };
		await this.#rest.updateCredential(this.#credential.id, draft);
	}

	/** Publishes a workflow that starts on every new transaction. */
	async watch(): Promise<void> {
		await this.#rest.putWorkflow(watchWorkflow(this.#credential));
		await this.#rest.activate(WATCH_ID);
	}

	async watchNoMore(): Promise<void> {
		await this.#rest.deactivate(WATCH_ID);
	}

	/** The references of all transactions that it has started on, each as often as it has. */
	async watched(): Promise<string[]> {
		const executions = await this.#rest.executionsOf(WATCH_ID);
		const items = executions.map(async ({ id }) =>
			(await this.#rest.waitFor(id)).itemsOf(WATCH).map(({ json }) => json),
		);
		return (await Promise.all(items)).flat().map((json) => String(json['referenceNumber']));
	}

	async until(what: string, isSo: () => Promise<boolean>, withinMs: number): Promise<void> {
		await until(isSo, { what, withinMs, everyMs: LOOK_EVERY_MS });
	}

	async strike(): Promise<void> {
		await this.cluster.stop();
		await rm(this.#folder, { recursive: true, force: true });
	}

	async #post(payments: readonly Payment[]): Promise<boolean> {
		const response = await fetch(`${this.cluster.main.url}/webhook/${WEBHOOK}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ payments }),
			signal: AbortSignal.timeout(30_000),
		}).catch(() => undefined);
		await response?.body?.cancel();
		return response?.ok === true;
	}
}
