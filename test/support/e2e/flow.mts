import { randomUUID } from 'node:crypto';
import type { Execution } from '../../../scripts/n8n/execution.mts';
import type { Workflow } from '../../../scripts/n8n/workflow.mts';
import type { CredentialReference, Stage } from './stage.mts';

/** The node whose work is looked at. */
export const STEP = 'Step';
const TRIGGER = 'Start';

export interface StepOfFlow {
	/** Type of the node; EnKash unless said otherwise. */
	readonly type?: string;
	readonly typeVersion?: number;
	readonly parameters: Readonly<Record<string, unknown>>;
	readonly credential: CredentialReference;
	/** Its type; EnKash's unless said otherwise. */
	readonly credentialType?: string;
	/** What the tab Settings holds: `retryOnFail`, `maxTries`, `onError`… */
	readonly settings?: Readonly<Record<string, unknown>>;
}

/** Retry On Fail with three tries, and Continue: what n8n re-runs as a whole. */
export const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 500 } as const;
export const CONTINUE = { onError: 'continueRegularOutput' } as const;

/** A workflow in n8n: a trigger, items made from JSON, and one step that they go through. */
export class Flow {
	readonly id: string;
	readonly #stage: Stage;
	readonly #name: string;
	readonly #items: readonly object[] | undefined;

	private constructor(stage: Stage, name: string, items: readonly object[] | undefined) {
		this.#stage = stage;
		this.#name = name;
		this.#items = items;
		this.id = randomUUID().replaceAll('-', '').slice(0, 16);
	}

	/** @param items one for the step each; without any, the trigger's single empty item */
	static async put(
		stage: Stage,
		name: string,
		step: StepOfFlow,
		items?: readonly object[],
	): Promise<Flow> {
		const flow = new Flow(stage, name, items);
		await flow.change(step);
		return flow;
	}

	/** The same workflow with another step: what n8n remembers of the node stays. */
	async change(step: StepOfFlow): Promise<void> {
		const { id } = this;
		await this.#stage.rest.putWorkflow(workflowOf(id, this.#name, step, this.#items));
	}

	/** Runs it as the button does, and waits for its end. */
	async run(withinMs?: number): Promise<Execution> {
		return await this.#stage.rest.run(this.id, TRIGGER, withinMs);
	}

	async start(): Promise<string> {
		return await this.#stage.rest.start(this.id, TRIGGER);
	}
}

/** What the step put out. */
export function outputOf(execution: Execution): Array<Record<string, unknown>> {
	return execution.itemsOf(STEP).map(({ json }) => json);
}

function workflowOf(
	id: string,
	name: string,
	step: StepOfFlow,
	items: readonly object[] | undefined,
): Workflow {
	const nodes = [
		node(TRIGGER, 'n8n-nodes-base.manualTrigger', 1, {}),
		...(items === undefined ? [] : nodesThatMake(items)),
		{
			...node(STEP, step.type ?? 'n8n-nodes-enkash.enKash', step.typeVersion ?? 1, step.parameters),
			credentials: { [step.credentialType ?? 'enKashApi']: step.credential },
			...step.settings,
		},
	];
	return {
		id,
		name,
		nodes: nodes.map((each, index) => ({ ...each, position: [index * 220, 0] })),
		connections: chained(nodes.map((each) => each.name)),
		settings: { executionOrder: 'v1', timezone: 'Asia/Kolkata' },
	};
}

function nodesThatMake(items: readonly object[]) {
	return [
		node('List', 'n8n-nodes-base.set', 3.4, {
			mode: 'raw',
			jsonOutput: JSON.stringify({ items }),
			options: {},
		}),
		node('Items', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'items', options: {} }),
	];
}

const node = (
	name: string,
	type: string,
	typeVersion: number,
	parameters: Readonly<Record<string, unknown>>,
) => ({ id: randomUUID(), name, type, typeVersion, parameters });

/** Connections from each step to the next. */
export function chained(names: readonly string[]): Record<string, object> {
	const links: Record<string, object> = {};
	names.slice(1).forEach((next, index) => {
		links[names[index] ?? ''] = { main: [[{ node: next, type: 'main', index: 0 }]] };
	});
	return links;
}
