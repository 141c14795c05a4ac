import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { Database } from '../support/engine/database.mts';
import type { CredentialRow } from '../support/engine/database.mts';
import { Engine } from '../support/engine.mts';
import type { EngineOptions, Verdict } from '../support/engine.mts';
import { startSandbox } from '../support/sandbox.mts';
import type { Sandbox } from '../support/sandbox.mts';
import type { SandboxControl } from '../support/sandbox-control.mts';
import { Run } from './run.mts';
import { enKashWorkflow } from './workflow.mts';
import type { NodeOptions, Parameters, WorkflowDraft } from './workflow.mts';

type Fields = CredentialRow['data'];

/** What one item holds that a workflow works on. */
export type Row = IDataObject;

export interface WorkflowOptions {
	readonly engine?: Engine;
	/** `undefined` stands for a workflow that was never saved. */
	readonly workflowId?: string | undefined;
	readonly timezone?: string;
	/** Whether the run is to keep everything that it left behind, as one text. */
	readonly dump?: boolean;
}

export type RunOptions = WorkflowOptions & NodeOptions;

/**
 * A sandbox EnKash, a process with n8n's engine, and a database. For every test the sandbox is
 * as new, and so are the password, the credential and the workflow.
 */
export class Bench {
	readonly sandbox: Sandbox;
	readonly database: Database;
	readonly engine: Engine;
	readonly #others: Engine[] = [];
	#credentialId = '';
	#workflowId = '';

	private constructor(sandbox: Sandbox, database: Database, engine: Engine) {
		this.sandbox = sandbox;
		this.database = database;
		this.engine = engine;
	}

	static async open(flags: readonly string[], n8n?: string): Promise<Bench> {
		const database = Database.create();
		const engine = await Engine.start({ database, n8n });
		const sandbox = await startSandbox(flags).catch(async (error: unknown) => {
			await engine.stop();
			throw error;
		});
		return new Bench(sandbox, database, engine);
	}

	async close(): Promise<void> {
		await Promise.all([this.sandbox.stop(), this.engine.stop()]);
		this.database.delete();
	}

	/** A password of its own keeps what the process remembers of other tests' sessions out. */
	async renew(): Promise<void> {
		const password = `password-${randomUUID()}`;
		await this.control.reset();
		await this.control.changePassword(password);
		this.#workflowId = randomUUID();
		this.#credentialId = randomUUID();
		const { clientId, clientSecret, cardAccountId, companyId, partnerId, username } =
			this.sandbox.credentials;
		this.database.saveCredential({
			id: this.#credentialId,
			name: 'EnKash',
			type: 'enKashApi',
			data: {
				environment: 'custom',
				baseUrl: this.sandbox.url,
				...{ partnerId, companyId, cardAccountId, username, password, clientId, clientSecret },
			},
		});
	}

	/** Ends what a test has started. */
	async tidy(): Promise<void> {
		await this.engine.setClock();
		await Promise.all(this.#others.splice(0).map((engine) => engine.stop()));
	}

	get control(): SandboxControl {
		return this.sandbox.control;
	}

	get workflowId(): string {
		return this.#workflowId;
	}

	get credential(): CredentialRow {
		return this.database.credential(this.#credentialId);
	}

	/** What a person changes in the credential's form. All else stays, the stored session too. */
	editCredential(fields: Fields): void {
		const { credential } = this;
		this.database.saveCredential({ ...credential, data: { ...credential.data, ...fields } });
	}

	/** One more process beside the bench's own, over the same database. */
	async startEngine(options: Omit<EngineOptions, 'database'> = {}): Promise<Engine> {
		const engine = await Engine.start({ database: this.database, ...options });
		this.#others.push(engine);
		return engine;
	}

	/** Runs a workflow of one EnKash node on these items. */
	async run(
		parameters: Parameters,
		items: readonly Row[] = [{}],
		options: RunOptions = {},
	): Promise<Run> {
		const workflow = enKashWorkflow(parameters, this.credential, options);
		return await this.runWorkflow(workflow, items, options);
	}

	/** Runs a workflow whose first node puts out these items. */
	async runWorkflow(
		{ connections, nodes }: WorkflowDraft,
		items: readonly Row[] = [{}],
		options: WorkflowOptions = {},
	): Promise<Run> {
		const { dump, engine = this.engine, timezone } = options;
		const [first] = nodes;
		const report = await engine.execute({
			...{ nodes, connections, dump },
			start: first?.name ?? '',
			workflowId: 'workflowId' in options ? options.workflowId : this.#workflowId,
			settings: timezone === undefined ? {} : { timezone },
			items: items.map((json) => ({ json })),
		});
		return new Run(report);
	}

	/** A click on Test, with changes to the form that are not saved. */
	async testCredential(fields: Fields = {}, engine = this.engine): Promise<Verdict> {
		const { credential } = this;
		return await engine.testCredential({ ...credential, data: { ...credential.data, ...fields } });
	}

	/** The ids of handles that money can be moved to. */
	async handles(): Promise<string[]> {
		const { handles } = await this.control.account();
		return handles.filter(({ blocked }) => !blocked).map(({ enKashCardId }) => enKashCardId);
	}

	/** Rows for so many payments, to one handle after the other. */
	async payments(count: number, amount: number | string = 10): Promise<Row[]> {
		const handles = await this.handles();
		return Array.from({ length: count }, (_, index) => ({
			handle: handles[index % handles.length],
			amount,
			reference: `PAY-${index}`,
		}));
	}
}

/**
 * One bench for all tests of a file.
 *
 * @param flags of the sandbox EnKash
 * @param n8n its version, if it is not the one in package.json
 */
export function useBench(flags: readonly string[] = [], n8n?: string): () => Bench {
	let bench: Bench | undefined;
	beforeAll(async () => {
		bench = await Bench.open(flags, n8n);
	});
	beforeEach(async () => await bench?.renew());
	afterEach(async () => await bench?.tidy());
	afterAll(async () => await bench?.close());
	return () => {
		if (bench === undefined) throw new Error('The bench has not been opened');
		return bench;
	};
}
