import type { Execution, Item, NodeRun, ReportedError } from '../support/engine.mts';
import { ENKASH } from './workflow.mts';

/** What an execution did at one of its nodes. */
export class Run {
	readonly execution: Execution;
	readonly #node: string;

	constructor(execution: Execution, node = ENKASH) {
		this.execution = execution;
		this.#node = node;
	}

	/** The same execution at another node. */
	at(node: string): Run {
		return new Run(this.execution, node);
	}

	/** The node's runs, the first one first. */
	get runs(): readonly NodeRun[] {
		return this.execution.nodes[this.#node] ?? [];
	}

	/** The items of the regular output, of all runs. */
	get items(): readonly Item[] {
		return this.runs.flatMap(({ outputs }) => outputs[0] ?? []);
	}

	/** What these items hold. */
	get output(): ReadonlyArray<Item['json']> {
		return this.items.map(({ json }) => json);
	}

	/** The items of the error output. */
	get failedItems(): readonly Item[] {
		return this.runs.flatMap(({ outputs }) => outputs[1] ?? []);
	}

	/** What these items hold. */
	get failed(): ReadonlyArray<Item['json']> {
		return this.failedItems.map(({ json }) => json);
	}

	/** What the workflow failed with. Throws if it did not. */
	get error(): ReportedError {
		const { error } = this.execution;
		if (error === undefined) throw new Error(`No error, but ${JSON.stringify(this.output)}`);
		return error;
	}

	get succeeded(): boolean {
		return this.execution.status === 'success';
	}

	/** Message and description of the error, as a person reads them. */
	get words(): string {
		return `${this.error.message}\n${this.error.description ?? ''}`;
	}

	get hints(): string {
		return this.runs.flatMap(({ hints }) => hints).join('\n');
	}
}
