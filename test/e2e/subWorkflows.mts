import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Execution } from '../../scripts/n8n/execution.mts';
import { chained } from '../support/e2e/flow.mts';
import type { CredentialReference, Stage } from '../support/e2e/stage.mts';

const CALLER = 'Call';
const TRIGGER = 'Start';
const PAY = 'Pay';

const newId = () => randomUUID().replaceAll('-', '').slice(0, 16);

const node = (
	name: string,
	type: string,
	typeVersion: number,
	parameters: object = {},
	more: object = {},
) => ({ id: randomUUID(), name, type, typeVersion, parameters, position: [0, 0], ...more });

const settings = { executionOrder: 'v1', timezone: 'Asia/Kolkata' };

/** What one click on Execute Workflow pays where the payments are in a sub-workflow. */
export function countsSubWorkflows(theStage: () => Stage): void {
	let credential: CredentialReference;
	let purpose = '';

	beforeAll(async () => {
		credential = await theStage().addCredential('For sub-workflows', {
			maxAmountPerExecution: 1_000,
		});
	});
	beforeEach(async () => {
		await theStage().control.reset();
		purpose = `gift ${newId()}`;
	});

	/** A sub-workflow that pays the items it is called with, and then does what its caller may. */
	const putSub = async (parameters: object, after: object[] = []): Promise<string> => {
		const id = newId();
		const pay = node(
			PAY,
			'n8n-nodes-enkash.enKash',
			1,
			{
				...{ resource: 'handle', operation: 'allocate' },
				handleId: { __rl: true, mode: 'mobile', value: '={{ $json.mobile }}' },
				amount: '={{ $json.amount }}',
				...parameters,
			},
			{ credentials: { enKashApi: credential } },
		);
		const start = node('When called', 'n8n-nodes-base.executeWorkflowTrigger', 1.1, {
			inputSource: 'passthrough',
		});
		const nodes = [start, pay, ...after.map((each) => ({ ...node('', '', 1), ...each }))];
		await theStage().rest.putWorkflow({
			...{ id, name: `Pays ${id}`, settings },
			nodes,
			connections: chained(nodes.map(({ name }) => name)),
		});
		return id;
	};

	/** Calls a sub-workflow with these items, as one click does. */
	const putMain = async (
		sub: string,
		items: readonly object[],
		mode: 'once' | 'each',
		more = {},
	) => {
		const id = newId();
		const nodes = [
			node(TRIGGER, 'n8n-nodes-base.manualTrigger', 1),
			node('List', 'n8n-nodes-base.set', 3.4, {
				...{ mode: 'raw', jsonOutput: JSON.stringify({ items }), options: {} },
			}),
			node('Items', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'items', options: {} }),
			node(
				CALLER,
				'n8n-nodes-base.executeWorkflow',
				1.2,
				{ workflowId: { __rl: true, mode: 'id', value: sub }, mode, options: {} },
				more,
			),
		];
		await theStage().rest.putWorkflow({
			...{ id, name: `Calls ${sub}`, settings, nodes },
			connections: chained(nodes.map(({ name }) => name)),
		});
		return id;
	};

	const run = async (workflow: string): Promise<Execution> =>
		await theStage().rest.run(workflow, TRIGGER, 300_000);

	const allocations = async () => (await theStage().control.calls()).endpoints.allocate.total;

	const mobiles = ['9600000001', '9600000002', '9600000003', '9600000005'];

	test('the ceiling of an execution holds over all sub-workflows that it calls', async () => {
		const reference = newId();
		const sub = await putSub({
			...{ payOncePer: 'referenceNumber', referenceNumber: '={{ $json.reference }}' },
		});
		const items = mobiles.map((mobile, index) => ({
			...{ mobile, amount: 400, reference: `${reference}-${index}` },
		}));
		const execution = await run(await putMain(sub, items, 'each'));
		expect(execution.status).toBe('error');
		expect(execution.error?.message).toContain('₹1,200.00');
		expect(await allocations()).toBe(2);
	});

	test('a caller that tries again pays once per execution', async () => {
		const sub = await putSub({ payOncePer: 'execution', purpose }, [
			{
				...{ name: 'Then', type: 'n8n-nodes-base.stopAndError', typeVersion: 1 },
				parameters: { errorMessage: 'The next step fails' },
			},
		]);
		const retried = { retryOnFail: true, maxTries: 3, waitBetweenTries: 200 };
		const main = await putMain(sub, [{ mobile: '9600000001', amount: 100 }], 'once', retried);
		const execution = await run(main);
		expect(execution.status).toBe('error');
		expect((await theStage().rest.executionsOf(sub)).length).toBe(3);
		expect(await allocations()).toBe(1);

		await run(main);
		expect(await allocations()).toBe(2);
	});
}
