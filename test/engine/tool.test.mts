import { describe, expect, test } from '@jest/globals';
import { useBench } from './bench.mts';
import { useNames } from './names.mts';
import type { Row } from './bench.mts';
import { allocate, getAccount, getHandles } from './operations.mts';
import { enKashNode, inARow, node, START, startNode } from './workflow.mts';
import type { NodeOptions, Parameters } from './workflow.mts';

const bench = useBench();
const { unique } = useNames();

const AGENT = 'Agent';

/** Lets an agent call EnKash as a tool, one call after another. */
async function callTool(parameters: Parameters, calls: readonly Row[], options: NodeOptions = {}) {
	const { credential } = bench();
	const run = await bench().runWorkflow(
		{
			nodes: [
				startNode,
				node(AGENT, 'test.agent'),
				enKashNode('EnKash', parameters, credential, options, 'n8n-nodes-enkash.enKashTool'),
			],
			connections: {
				...inARow(START, AGENT),
				EnKash: { ai_tool: [[{ node: AGENT, type: 'ai_tool', index: 0 }]] },
			},
		},
		calls.map((given) => ({ tool: 'EnKash', arguments: given })),
	);
	return run.at(AGENT).output;
}

const answers = (said: Awaited<ReturnType<typeof callTool>>) =>
	said.map(({ answer }): unknown => JSON.parse(String(answer)));

const fromAi = (name: string, type = 'string') =>
	`={{ $fromAI('${name}', 'the ${name}', '${type}') }}`;

const payHandle = allocate({
	handleId: { __rl: true, mode: 'id', value: fromAi('handle') },
	amount: fromAi('amount', 'number'),
	referenceNumber: fromAi('reference'),
});

test('tells an agent what it does', async () => {
	const [said] = await callTool(getAccount(), [{}]);
	expect(said?.description).toMatch(/account/i);
});

test('reads for an agent', async () => {
	const [account] = answers(await callTool(getAccount(), [{}]));
	expect(account).toEqual([
		expect.objectContaining({ cardAccountId: 'CA1DEMO01', availableBalance: 250_000 }),
	]);
	const [handles] = answers(
		await callTool(getHandles({ filters: { name: fromAi('name') } }), [{ name: 'Menon' }]),
	);
	expect(handles).toEqual([expect.objectContaining({ mobile: '9600000001' })]);
});

describe('a filter that the agent fills', () => {
	const filtered = getHandles({ returnAll: true, filters: { name: fromAi('name') } });

	test('is no filter where it is left empty, since models name every key', async () => {
		const [handles] = answers(await callTool(filtered, [{ name: '' }]));
		expect(handles).toHaveLength(26);
	});

	test('is not taken for empty where it comes from the workflow', async () => {
		const parameters = getHandles({ filters: { name: '={{ $vars.name }}' } });
		const [said] = await callTool(parameters, [{}]);
		expect(said?.refusal).toContain('Name');
	});
});

describe('paying', () => {
	test('pays once, however often the agent calls', async () => {
		const [handle] = await bench().handles();
		const call = { handle, amount: 40, reference: unique('CLAIM') };
		const said = answers(await callTool(payHandle, [call, call, call]));
		expect(said).toEqual([
			[expect.objectContaining({ outcome: 'allocated', amount: 40 })],
			[expect.objectContaining({ outcome: 'alreadyAllocated' })],
			[expect.objectContaining({ outcome: 'alreadyAllocated' })],
		]);
		expect(await bench().control.commits(unique('CLAIM'))).toBe(1);
	});

	test('tells the agent why a reference cannot be used for another amount', async () => {
		const [handle] = await bench().handles();
		const said = await callTool(payHandle, [
			{ handle, amount: 40, reference: unique('CLAIM') },
			{ handle, amount: 41, reference: unique('CLAIM') },
		]);
		expect(said[1]?.refusal).toContain('already got ₹40.00');
		expect(await bench().control.commits(unique('CLAIM'))).toBe(1);
	});

	test('asks for what the agent has left empty', async () => {
		const [said] = await callTool(payHandle, [{ handle: '', amount: 40, reference: '' }]);
		expect(said?.refusal).toMatch(/Handle.*Reference Number/);
		expect((await bench().control.calls()).endpoints.allocate.total).toBe(0);
	});

	test('does not pay once per execution: every call would be one', async () => {
		const [handle] = await bench().handles();
		const parameters = allocate({
			handleId: { __rl: true, mode: 'id', value: fromAi('handle') },
			...{ amount: '40', payOncePer: 'execution', purpose: 'lunch', referenceNumber: '' },
		});
		const [said] = await callTool(parameters, [{ handle }]);
		expect(said?.refusal).toContain('"Every Execution" does not work in a tool');
		expect((await bench().control.calls()).endpoints.allocate.total).toBe(0);
	});

	test('does not let the agent pass the ceiling in one call', async () => {
		bench().editCredential({ maxAmountPerAllocation: 50 });
		const [handle] = await bench().handles();
		const [said] = await callTool(payHandle, [{ handle, amount: 51, reference: unique('CLAIM') }]);
		expect(said?.refusal).toContain('₹51.00 is more than the ₹50.00');
		expect((await bench().control.calls()).endpoints.allocate.total).toBe(0);
	});

	test('does not let the agent pass the ceiling in many calls', async () => {
		bench().editCredential({ maxAmountPerExecution: 100 });
		const [handle] = await bench().handles();
		const calls = [1, 2, 3].map((n) => ({ handle, amount: 40, reference: unique(`CLAIM-${n}`) }));
		const said = await callTool(payHandle, calls);
		expect(said.map(({ refusal }) => refusal === undefined)).toEqual([true, true, false]);
		expect(said[2]?.refusal).toContain('₹120.00');
		expect((await bench().control.calls()).endpoints.allocate.total).toBe(2);
	});

	test('gives the agent an item with the outcome where the tool continues on errors', async () => {
		const call = { handle: 'EKCNOTHERE', amount: 5, reference: unique('CLAIM') };
		const onError = 'continueRegularOutput';
		const said = answers(await callTool(payHandle, [call], { onError }));
		expect(said).toEqual([
			[
				expect.objectContaining({
					outcome: 'rejected',
					referenceNumber: unique('CLAIM'),
					code: 'recipient-unknown',
				}),
			],
		]);
	});
});
