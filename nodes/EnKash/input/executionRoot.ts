import type { IExecuteFunctions } from 'n8n-workflow';

/** The execution that a person or a trigger started, in which sub-workflows count with their caller. */
export interface ExecutionRoot {
	/**
	 * When it began, in ms since the epoch: the same after a wait, after Retry On Fail and when a
	 * person retries it, also in what it calls.
	 */
	readonly beganAt: number;
	/** What no other execution has, however often it is retried. */
	readonly key: string;
	/** Whether n8n told; else `beganAt` is as near as it can be known. */
	readonly isKnown: boolean;
}

/** More than workflows call one another; so that a ring of records ends. */
const MAX_DEPTH = 100;

type Caller = Pick<
	IExecuteFunctions,
	'getExecutionContext' | 'getExecutionDataById' | 'getExecutionId' | 'getWorkflow'
>;

/**
 * Climbs from an execution to its root. An id is no name for it: a retry gets another one, and a new
 * database begins to count again.
 */
export async function executionRootOf(caller: Caller): Promise<ExecutionRoot> {
	let context = caller.getExecutionContext();
	let executionId = caller.getExecutionId();
	let workflowId = caller.getWorkflow().id;
	const unknown: ExecutionRoot = {
		beganAt: context?.establishedAt ?? Date.now(),
		key: `execution ${executionId}`,
		isKnown: false,
	};
	for (let depth = 0; context?.parentExecutionId !== undefined; depth++) {
		if (depth === MAX_DEPTH) return unknown;
		const data = await caller.getExecutionDataById(executionId).catch(() => undefined);
		if (!data) return unknown;
		const { parentExecution } = data;
		// An error workflow names what it was started by, and has not been called by it.
		if (!parentExecution) break;
		if (!parentExecution.executionContext) return unknown;
		({ executionId, workflowId, executionContext: context } = parentExecution);
	}
	if (context === undefined) return unknown;
	const { establishedAt } = context;
	return {
		beganAt: establishedAt,
		key: JSON.stringify([workflowId, establishedAt]),
		isKnown: true,
	};
}
