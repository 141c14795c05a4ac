import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from '@jest/globals';
import type { WorkflowActivateMode } from 'n8n-workflow';
import { useBench } from '../bench.mts';
import type { Bench } from '../bench.mts';
import { enKashNode } from '../workflow.mts';
import type { Parameters } from '../workflow.mts';
import { Poller, PollFailed } from './poller.mts';
import type { Outcome, Words } from './poller.mts';

const TYPE = 'n8n-nodes-enkash.enKashTrigger';

/** A workflow with a trigger, in a process that polls. */
export class TriggerBench {
	readonly bench: Bench;
	hasCredential = true;
	readonly #poller: Poller;
	readonly #workflowId = randomUUID();
	#parameters: Parameters = {};
	#name = 'EnKash Trigger';

	constructor(bench: Bench, poller: Poller) {
		this.bench = bench;
		this.#poller = poller;
	}

	/** Saves the form and publishes the workflow. */
	async publish(
		parameters: Parameters = this.#parameters,
		activation: WorkflowActivateMode = 'activate',
	): Promise<void> {
		this.#parameters = parameters;
		await this.#poller.do('publish', this.#request(activation));
	}

	/** n8n ends and starts again: it reads what it saved. */
	async restart(): Promise<void> {
		await this.publish(this.#parameters, 'init');
	}

	/** So many polls, one after the other. */
	async poll(times = 1): Promise<void> {
		for (let n = 0; n < times; n++) await this.#poller.do('poll', this.#request());
	}

	/**
	 * A poll where n8n's own scheduler drives triggers: it reads what it saved before each of them, and
	 * does not poll when a workflow is published again.
	 */
	async pollAfresh(): Promise<void> {
		await this.#poller.do('pollAfresh', this.#request('update'));
	}

	/** Renames the node, which makes n8n forget what it saved under the old name. */
	rename(name: string): void {
		this.#name = name;
	}

	/** EnKash's books without a transaction; everything else of the sandbox is as new. */
	async clearTransactions(): Promise<void> {
		const { control, credential } = this.bench;
		await control.reset({ transactions: 0 });
		await control.changePassword(String(credential.data.password));
	}

	/** What a click on Execute shows. */
	async sample(parameters: Parameters = this.#parameters): Promise<unknown> {
		this.#parameters = parameters;
		return await this.#poller.do('sample', this.#request());
	}

	/** What something that fails says. */
	async refusal(work: Promise<unknown>): Promise<Words> {
		const error: unknown = await work.then(
			() => new Error('It did not fail'),
			(thrown: unknown) => thrown,
		);
		if (error instanceof PollFailed) return error.words;
		throw error;
	}

	async outcome(): Promise<Outcome> {
		return await this.#poller.outcome(this.#request());
	}

	/** The items of all executions so far. */
	async items(): Promise<ReadonlyArray<Record<string, unknown>>> {
		return (await this.outcome()).executions.flat();
	}

	#request(activation: WorkflowActivateMode = 'activate') {
		const node = enKashNode(this.#name, this.#parameters, this.bench.credential, {}, TYPE);
		return {
			workflowId: this.#workflowId,
			node: this.hasCredential ? node : { ...node, credentials: undefined },
			activation,
		};
	}
}

/**
 * One process for all tests of a file, and a new trigger for each of them.
 *
 * @param n8n its version, if it is not the one in package.json
 */
export function useTrigger(n8n?: string): () => TriggerBench {
	const bench = useBench([], n8n);
	let poller: Poller | undefined;
	beforeAll(async () => {
		poller = await Poller.start(bench().database, n8n);
	});
	afterAll(async () => await poller?.stop());
	return () => {
		if (poller === undefined) throw new Error('The process has not been started');
		return new TriggerBench(bench(), poller);
	};
}
