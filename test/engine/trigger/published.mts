import { PollContext } from 'n8n-core';
import type {
	ICredentialsHelper,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeTypes,
	WorkflowActivateMode,
} from 'n8n-workflow';

import { dataFor } from '../../support/engine/execution.mts';
import { Workflow } from '../../support/engine/n8n-workflow.cjs';
import { pollOf } from './poll.mts';
import type { Poll } from './poll.mts';

/** What n8n is handed by a trigger's polls. */
export interface Outcome {
	/** The items of each execution. */
	readonly executions: Array<Array<INodeExecutionData['json']>>;
	/** What each poll failed with, as n8n would record it. */
	readonly failures: object[];
}

/**
 * A published workflow that a polling trigger starts, as n8n holds it (n8n/dist/workflows/triggers):
 * its static data is saved when something is put out and after the workflow was published, and read
 * when it is published or n8n starts.
 */
export class PublishedTrigger {
	readonly outcome: Outcome = { executions: [], failures: [] };
	readonly #id: string;
	readonly #nodeTypes: INodeTypes;
	readonly #credentials: ICredentialsHelper;
	#saved = '{}';
	#poll: Poll | undefined;
	#registration = 0;

	constructor(id: string, nodeTypes: INodeTypes, credentials: ICredentialsHelper) {
		this.#id = id;
		this.#nodeTypes = nodeTypes;
		this.#credentials = credentials;
	}

	/**
	 * Publishes the workflow, or starts n8n with it: polls once, and only if that went well every
	 * minute from then on.
	 *
	 * @throws what the first poll failed with
	 */
	async publish(node: INode, activation: WorkflowActivateMode): Promise<void> {
		const { poll, workflow } = this.#register(node, activation);
		await poll(true);
		this.#save(workflow);
		this.#poll = poll;
	}

	/** The poll of the next minute. */
	async poll(): Promise<void> {
		if (this.#poll === undefined) throw new Error('Not published');
		await this.#poll();
	}

	/** A poll of n8n's scheduler, which reads the saved static data before each of them. */
	async pollAfresh(node: INode, activation: WorkflowActivateMode): Promise<void> {
		await this.#register(node, activation).poll();
	}

	/** What the button Execute shows. */
	async sample(node: INode): Promise<unknown> {
		const workflow = this.#workflowOf(node);
		const additionalData = dataFor(undefined, this.#credentials);
		const context = new PollContext(workflow, node, additionalData, 'manual', 'manual');
		const nodeType = this.#nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
		return await nodeType.poll?.call(context);
	}

	#register(node: INode, activation: WorkflowActivateMode) {
		const workflow = this.#workflowOf(node);
		const mine = ++this.#registration;
		const { executions, failures } = this.outcome;
		const context = new PollContext(
			workflow,
			node,
			dataFor(undefined, this.#credentials),
			'trigger',
			activation,
			([items = []]) => {
				this.#save(workflow);
				executions.push(items.map(({ json }) => json));
			},
			(error) => failures.push(wordsOf(error)),
		);
		const poll = pollOf(workflow, node, context, () => mine === this.#registration);
		return { poll, workflow };
	}

	#workflowOf(node: INode): Workflow {
		return new Workflow({
			id: this.#id,
			name: 'Test',
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes: this.#nodeTypes,
			staticData: this.#read(),
			settings: { timezone: 'Asia/Kolkata' },
		});
	}

	#read(): IDataObject {
		const saved: unknown = JSON.parse(this.#saved);
		return typeof saved === 'object' && saved !== null ? { ...saved } : {};
	}

	#save({ staticData }: Workflow): void {
		if (staticData.__dataChanged !== true) return;
		this.#saved = JSON.stringify(staticData);
		staticData.__dataChanged = false;
	}
}

/** What of an error reaches the one who reads of it, and n8n's back-off. */
export function wordsOf(error: Error): object {
	const cause: unknown = Reflect.get(error, 'failure');
	const description: unknown = Reflect.get(error, 'description');
	const context: unknown = Reflect.get(error, 'context');
	const code: unknown =
		typeof context === 'object' && context !== null ? Reflect.get(context, 'code') : undefined;
	return { name: error.name, message: error.message, description, code, failure: cause };
}
