import type { Workflow } from '../../../scripts/n8n/workflow.mts';

export const WORKFLOW_ID = 'enKashQueuePays1';
export const WEBHOOK = 'pay';
/** The node that pays. */
export const PAY = 'Pay';

/** Requests that one execution may have under way at once. */
export const REQUESTS_AT_ONCE = 5;

/** Pays whatever a webhook is given: `{ payments: [{ handleId, amount, reference, timeout }] }`. */
export function payWorkflow(credential: { readonly id: string; readonly name: string }): Workflow {
	const nodes = [
		{
			id: 'c1d2a5f0-0000-4000-8000-000000000001',
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			position: [0, 0],
			webhookId: 'c1d2a5f0-0000-4000-8000-00000000000a',
			parameters: { httpMethod: 'POST', path: WEBHOOK, responseMode: 'onReceived' },
		},
		{
			id: 'c1d2a5f0-0000-4000-8000-000000000002',
			name: 'Payments',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			position: [220, 0],
			parameters: { fieldToSplitOut: 'body.payments', options: {} },
		},
		{
			id: 'c1d2a5f0-0000-4000-8000-000000000003',
			name: PAY,
			type: 'n8n-nodes-enkash.enKash',
			typeVersion: 1,
			position: [440, 0],
			parameters: {
				resource: 'handle',
				operation: 'allocate',
				handleId: { __rl: true, mode: 'id', value: '={{ $json.handleId }}' },
				amount: '={{ $json.amount }}',
				payOncePer: 'referenceNumber',
				referenceNumber: '={{ $json.reference }}',
				options: { concurrency: REQUESTS_AT_ONCE, timeout: '={{ $json.timeout ?? 5000 }}' },
			},
			credentials: { enKashApi: credential },
		},
	];
	return {
		id: WORKFLOW_ID,
		name: 'Pay in queue mode',
		nodes,
		connections: {
			Webhook: { main: [[{ node: 'Payments', type: 'main', index: 0 }]] },
			Payments: { main: [[{ node: PAY, type: 'main', index: 0 }]] },
		},
		settings: { executionOrder: 'v1', timezone: 'Asia/Kolkata' },
	};
}
