import type { Workflow } from '../../../scripts/n8n/workflow.mts';

export const WATCH_ID = 'enKashQueueWatch';
/** The node that watches. */
export const WATCH = 'EnKash Trigger';

/** n8n polls no more often than once a minute, but as many times a minute as it is told seconds. */
const EVERY_TEN_SECONDS = [0, 10, 20, 30, 40, 50].map((second) => ({
	mode: 'custom',
	cronExpression: `${second} * * * * *`,
}));

/** Starts on every new transaction, and does nothing with it. */
export function watchWorkflow(credential: {
	readonly id: string;
	readonly name: string;
}): Workflow {
	return {
		id: WATCH_ID,
		name: 'Watch in queue mode',
		nodes: [
			{
				id: 'c1d2a5f0-0000-4000-8000-000000000011',
				name: WATCH,
				type: 'n8n-nodes-enkash.enKashTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {
					pollTimes: { item: EVERY_TEN_SECONDS },
					triggerOn: 'newTransaction',
					filters: {},
					options: {},
				},
				credentials: { enKashApi: credential },
			},
		],
		connections: {},
		settings: { executionOrder: 'v1', timezone: 'Asia/Kolkata' },
	};
}
