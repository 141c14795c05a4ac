import { z } from 'zod';

/** An item between two nodes. */
export interface Item {
	json: Record<string, unknown>;
}

const item = z.object({ json: z.record(z.unknown()) }).passthrough();

const failure = z.object({ message: z.string(), description: z.string().nullish() }).passthrough();

const nodeRun = z
	.object({
		executionStatus: z.string().optional(),
		/** Since 1970, in ms. */
		startTime: z.number().optional(),
		/** In ms. */
		executionTime: z.number().optional(),
		data: z.object({ main: z.array(z.array(item).nullable()) }).optional(),
		error: failure.optional(),
	})
	.passthrough();

/** What an execution left behind, as far as anything here asks. */
export const executionData = z.object({
	resultData: z.object({
		runData: z.record(z.array(nodeRun)).default({}),
		lastNodeExecuted: z.string().optional(),
		error: failure.optional(),
	}),
});

export type ExecutionData = z.infer<typeof executionData>;
export type NodeRun = z.infer<typeof nodeRun>;

/** How an execution ended and what every node put out. */
export class Execution {
	/** `success`, `error`, `crashed`, `canceled`, … */
	readonly status: string;
	readonly data: ExecutionData;

	constructor(status: string, data: ExecutionData) {
		this.status = status;
		this.data = data;
	}

	/** The runs of a node, one unless the workflow loops; none when it was not reached. */
	runsOf(node: string): NodeRun[] {
		return this.data.resultData.runData[node] ?? [];
	}

	/** What a node put out on one of its outputs, over all its runs. */
	itemsOf(node: string, output = 0): Item[] {
		return this.runsOf(node).flatMap((run) => run.data?.main[output] ?? []);
	}

	/** Why it ended badly, in n8n's words. */
	get error(): { message: string; description: string } | undefined {
		const { error } = this.data.resultData;
		return error && { message: error.message, description: error.description ?? '' };
	}
}
