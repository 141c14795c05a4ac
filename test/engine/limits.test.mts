import { describe, expect, test } from '@jest/globals';
import { useBench } from './bench.mts';
import { useNames } from './names.mts';
import { allocate } from './operations.mts';
import type { Run } from './run.mts';
import { enKashNode, inARow, node, START, startNode } from './workflow.mts';

const bench = useBench();
const { renamed, unique } = useNames();

const payments = async (count: number, amount?: number | string) =>
	renamed(await bench().payments(count, amount));

/** Nothing has reached EnKash that moves money, or that asks whether it was moved. */
const nothingWasSent = async () => {
	const { endpoints } = await bench().control.calls();
	expect([endpoints.allocate.total, endpoints.transactions.total]).toEqual([0, 0]);
};

const outcomes = (run: Run) => run.output.map((item) => item['outcome']);
const codes = (run: Run) => run.output.map((item) => item['code']);
const onError = 'continueRegularOutput' as const;

describe('the ceiling per allocation', () => {
	test('refuses the batch and names the item that passes it', async () => {
		bench().editCredential({ maxAmountPerAllocation: 50 });
		const rows = await payments(3, 50);
		const run = await bench().run(allocate(), [
			...rows,
			{ ...rows[0], reference: unique('X'), amount: 50.01 },
		]);
		expect(run.error.message).toContain('Nothing was sent: 1 of 4 rows must be corrected');
		expect(run.words).toMatch(/Item 4, .*₹50\.01 is more than the ₹50\.00/);
		expect(run.words).toContain('Maximum Amount per Allocation');
		await nothingWasSent();
	});

	test('lets through what is just as high', async () => {
		bench().editCredential({ maxAmountPerAllocation: 50 });
		const run = await bench().run(allocate(), await payments(2, '50.00'));
		expect(outcomes(run)).toEqual(['allocated', 'allocated']);
	});

	test('holds when the credential says it with an expression', async () => {
		bench().editCredential({ maxAmountPerAllocation: '={{ 20 + 30 }}' });
		const run = await bench().run(allocate(), await payments(1, 51));
		expect(run.error.message).toContain('₹50.00');
		await nothingWasSent();
	});

	test('refuses everything when nobody can tell how high it is', async () => {
		bench().editCredential({ maxAmountPerAllocation: 'ten' });
		const run = await bench().run(allocate(), await payments(1, 1));
		expect(run.error.message).toContain('"Maximum Amount per Allocation" in the credential');
		await nothingWasSent();
	});
});

describe('the ceiling per execution', () => {
	test('refuses a batch that adds up to more', async () => {
		bench().editCredential({ maxAmountPerExecution: 100 });
		const run = await bench().run(allocate(), await payments(3, '33.34'));
		expect(run.error.context).toMatchObject({ code: 'execution-limit-exceeded' });
		expect(run.error.message).toContain('₹100.02');
		expect((await bench().control.calls()).endpoints.allocate.total).toBe(0);
	});

	test('holds over two nodes', async () => {
		bench().editCredential({ maxAmountPerExecution: 100 });
		const { credential } = bench();
		const second = allocate({ referenceNumber: '={{ $json.referenceNumber }}-B' });
		const handleId = { __rl: true, mode: 'id', value: '={{ $json.handleId }}' };
		const run = await bench().runWorkflow(
			{
				nodes: [
					startNode,
					enKashNode('First', allocate(), credential),
					enKashNode('Second', { ...second, handleId }, credential),
				],
				connections: inARow(START, 'First', 'Second'),
			},
			await payments(1, 60),
		);
		expect(outcomes(run.at('First'))).toEqual(['allocated']);
		expect(run.error.context).toMatchObject({ code: 'execution-limit-exceeded' });
		expect((await bench().control.calls()).endpoints.allocate.total).toBe(1);
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
			await payments(1, 60),
		);
		expect(run.at('Pay').runs).toHaveLength(2);
		expect(run.error.context).toMatchObject({ code: 'execution-limit-exceeded' });
		expect((await bench().control.calls()).endpoints.allocate.total).toBe(1);
	});

	test('counts a payment once, however many nodes ask for it', async () => {
		bench().editCredential({ maxAmountPerExecution: 100 });
		const { credential } = bench();
		const handleId = { __rl: true, mode: 'id', value: '={{ $json.handleId }}' };
		const referenceNumber = '={{ $json.referenceNumber }}';
		const again = allocate({ handleId, referenceNumber });
		const rest = allocate({ handleId, referenceNumber: `${referenceNumber}-B`, amount: '40' });
		const run = await bench().runWorkflow(
			{
				nodes: [
					startNode,
					enKashNode('First', allocate(), credential),
					enKashNode('Again', again, credential),
					enKashNode('Rest', rest, credential),
				],
				connections: inARow(START, 'First', 'Again', 'Rest'),
			},
			await payments(1, 60),
		);
		expect(['First', 'Again', 'Rest'].flatMap((name) => outcomes(run.at(name)))).toEqual([
			...['allocated', 'alreadyAllocated', 'allocated'],
		]);
	});
});

const REFERENCE_PER_RUN = '={{ $json.reference }}-{{ $runIndex }}';

test('names both rows that share a reference', async () => {
	const rows = await payments(3);
	const run = await bench().run(allocate(), [...rows, { ...rows[1], amount: 99 }]);
	expect(run.error.context).toMatchObject({ code: 'rows-wrong' });
	expect(run.words).toMatch(/Item 2, .*also on Item 4.*Item 4, .*also on Item 2/s);
	await nothingWasSent();
});

test('names every row of a long sheet, and says once what is wrong with all of them', async () => {
	const run = await bench().run(allocate(), await payments(30, 'lots'));
	expect(run.error.message).toContain('30 of 30 rows must be corrected');
	expect(run.words.match(/is not an amount/g)).toHaveLength(1);
	expect(run.words.match(/Item \d+/g)).toHaveLength(30);
	await nothingWasSent();
});

describe('an account that cannot cover a batch', () => {
	test('is told before anything is sent', async () => {
		await bench().control.setBalance(25);
		const run = await bench().run(allocate(), await payments(3));
		expect(run.error.context).toMatchObject({ code: 'balance-not-enough' });
		expect(run.error.message).toContain('₹30.00');
		expect((await bench().control.calls()).endpoints.allocate.total).toBe(0);
	});

	test('is enough for the rest of a batch that was paid in part', async () => {
		const rows = await payments(3);
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
		const rows = await payments(5);
		const run = await bench().run(parameters, rows, { onError });
		expect(outcomes(run)).toEqual(['allocated', 'allocated', 'rejected', 'notSent', 'notSent']);
		expect(codes(run)[2]).toBe('account-balance-too-low');
		expect((await bench().control.calls()).endpoints.allocate.total).toBe(3);
	});
});
