import { describe, expect, test } from '@jest/globals';
import { useBench } from './bench.mts';
import { allocate } from './operations.mts';
import type { Run } from './run.mts';
import { enKashNode, inARow, node, START, startNode } from './workflow.mts';

const bench = useBench();

/** Nothing has reached EnKash that could move money, or that asks whether it was moved. */
const nothingWasSent = async () => {
	const { endpoints } = await bench().control.calls();
	expect([endpoints.allocate.total, endpoints.transactions.total]).toEqual([0, 0]);
};

const outcomes = (run: Run) => run.output.map(({ outcome }) => outcome);

describe('the ceiling per allocation', () => {
	test('refuses the batch and names the item that passes it', async () => {
		bench().editCredential({ maxAmountPerAllocation: 50 });
		const rows = await bench().payments(3, 50);
		const run = await bench().run(allocate(), [
			...rows,
			{ ...rows[0], reference: 'X', amount: 50.01 },
		]);
		expect(run.error.message).toMatch(/₹50\.01 is more than the ₹50\.00 .*\[item 3\]$/);
		expect(run.error.description).toContain('"Maximum Amount per Allocation"');
		expect(run.error.description).toContain('Nothing was sent.');
		await nothingWasSent();
	});

	test('lets through what is just as high', async () => {
		bench().editCredential({ maxAmountPerAllocation: 50 });
		const run = await bench().run(allocate(), await bench().payments(2, '50.00'));
		expect(outcomes(run)).toEqual(['allocated', 'allocated']);
	});

	test('holds when the credential says it with an expression', async () => {
		bench().editCredential({ maxAmountPerAllocation: '={{ 20 + 30 }}' });
		const run = await bench().run(allocate(), await bench().payments(1, 51));
		expect(run.error.message).toContain('₹50.00');
		await nothingWasSent();
	});

	test('refuses everything when nobody can tell how high it is', async () => {
		bench().editCredential({ maxAmountPerAllocation: 'ten' });
		const run = await bench().run(allocate(), await bench().payments(1, 1));
		expect(run.error.message).toContain('"Maximum Amount per Allocation" in the credential');
		await nothingWasSent();
	});
});

describe('the ceiling per execution', () => {
	test('refuses a batch that adds up to more', async () => {
		bench().editCredential({ maxAmountPerExecution: 100 });
		const run = await bench().run(allocate(), await bench().payments(3, '33.34'));
		expect(run.error.message).toMatch(/adds up to ₹100\.02, more than the ₹100\.00/);
		expect(run.error.description).toContain('"Maximum Amount per Execution"');
		await nothingWasSent();
	});

	test('holds over two nodes', async () => {
		bench().editCredential({ maxAmountPerExecution: 100 });
		const { credential } = bench();
		const second = allocate({ referenceNumber: '={{ $json.uniqueReferenceNumber }}-B' });
		const handleId = { __rl: true, mode: 'id', value: '={{ $json.enKashCardId }}' };
		const run = await bench().runWorkflow(
			{
				nodes: [
					startNode,
					enKashNode('First', allocate(), credential),
					enKashNode('Second', { ...second, handleId }, credential),
				],
				connections: inARow(START, 'First', 'Second'),
			},
			await bench().payments(1, 60),
		);
		expect(outcomes(run.at('First'))).toEqual(['allocated']);
		expect(run.error.message).toContain('adds up to ₹120.00');
		expect(await bench().control.commits('PAY-0-B')).toBe(0);
	});

	test('holds over several runs of one node', async () => {
		bench().editCredential({ maxAmountPerExecution: 100 });
		const branch = (name: string) => node(name, 'n8n-nodes-base.noOp');
		const run = await bench().runWorkflow(
			{
				nodes: [
					startNode,
					branch('Left'),
					branch('Right'),
					enKashNode('Pay', allocate({ referenceNumber: REFERENCE_PER_RUN }), bench().credential),
				],
				connections: {
					[START]: {
						main: [
							[
								{ node: 'Left', type: 'main', index: 0 },
								{ node: 'Right', type: 'main', index: 0 },
							],
						],
					},
					...inARow('Left', 'Pay'),
					...inARow('Right', 'Pay'),
				},
			},
			await bench().payments(1, 60),
		);
		expect(run.at('Pay').runs).toHaveLength(2);
		expect(run.error.message).toContain('adds up to ₹120.00');
		expect((await bench().control.calls()).endpoints.allocate.total).toBe(1);
	});

	test('does not count the same payment twice when the node is tried again', async () => {
		bench().editCredential({ maxAmountPerExecution: 100 });
		await bench().control.addFaults({
			endpoint: 'allocate',
			fault: 'rateLimited',
			retryAfter: 3600,
			reference: 'PAY-1',
		});
		const parameters = allocate({ options: { concurrency: 1 } });
		const run = await bench().run(parameters, await bench().payments(2, 50), { retryOnFail: true });
		expect(outcomes(run)).toEqual(['alreadyAllocated', 'allocated']);
	});
});

const REFERENCE_PER_RUN = '={{ $json.reference }}-{{ $runIndex }}';

test('names both items that share a reference', async () => {
	const rows = await bench().payments(3);
	const run = await bench().run(allocate(), [...rows, { ...rows[1], amount: 99 }]);
	expect(run.error.message).toContain('Items 1 and 3 have the same reference PAY-1');
	await nothingWasSent();
});

test('names twenty problems and counts the others', async () => {
	const rows = await bench().payments(30, 'lots');
	const run = await bench().run(allocate(), rows);
	expect(run.error.message).toContain('30 things must be corrected');
	const named = run.error.description?.match(/^Item \d+: /gm);
	expect(named).toHaveLength(20);
	expect(run.error.description).toContain('And 10 more.');
	expect(run.error.description).toContain('Nothing was sent.');
	await nothingWasSent();
});

describe('an account that cannot cover a batch', () => {
	test('is told before anything is sent', async () => {
		await bench().control.setBalance(25);
		const run = await bench().run(allocate(), await bench().payments(3));
		expect(run.error.message).toMatch(/has ₹25\.00, and ₹30\.00 is still to be paid/);
		expect((await bench().control.calls()).endpoints.allocate.total).toBe(0);
	});

	test('is enough for the rest of a batch that was paid in part', async () => {
		const rows = await bench().payments(3);
		await bench().run(allocate(), rows.slice(0, 2));
		await bench().control.setBalance(10);
		expect(outcomes(await bench().run(allocate(), rows))).toEqual([
			'alreadyAllocated',
			'alreadyAllocated',
			'allocated',
		]);
	});

	test('pays as far as the money goes when asked to, and says who got nothing', async () => {
		await bench().control.setBalance(25);
		const parameters = allocate({ options: { checkBalanceFirst: false, concurrency: 1 } });
		const rows = await bench().payments(5);
		const run = await bench().run(parameters, rows);
		expect(run.error.message).toContain('Insufficient balance in card account');
		expect(run.words).toContain('Paid: PAY-0, PAY-1.');
		expect(run.words).toContain('Refused: PAY-2 (Insufficient balance in card account).');
		expect(run.words).toContain('Not sent: PAY-3, PAY-4.');
		expect((await bench().control.calls()).endpoints.allocate.total).toBe(3);
	});
});
