import { expect, test } from '@jest/globals';
import type { FaultInput } from '../../sandbox/faults.mts';
import { useBench } from './bench.mts';
import { allocate } from './operations.mts';

const bench = useBench();

/** Six payments: made before, paid, refused, of unknown fate, paid, and to a handle that is not there. */
async function mixedBatch() {
	const rows = await bench().payments(6);
	await bench().run(allocate(), rows.slice(0, 1));
	const [, , refused] = await bench().handles();
	await bench().control.block(refused ?? '');
	const lost: FaultInput = { endpoint: 'allocate', fault: 'dropBeforeCommit', reference: 'PAY-3' };
	await bench().control.addFaults(lost);
	return [...rows.slice(0, 5), { ...rows[5], handle: 'EKCNOTHERE' }];
}

const WHAT_BECAME = [
	'alreadyAllocated',
	'allocated',
	'rejected',
	'unknown',
	'allocated',
	'rejected',
];
const references = Array.from({ length: 6 }, (_, index) => `PAY-${index}`);

test('an error says what became of every payment', async () => {
	const run = await bench().run(allocate(), await mixedBatch());
	expect(run.error.message).toMatch(/^Card is blocked \(3 of 6 payments did not go through\)/);
	for (const line of [
		'2 allocated (₹20.00), 1 already allocated (₹10.00), 2 rejected (₹20.00), 1 unknown (₹10.00): PAY-3.',
		'Paid: PAY-1, PAY-4.',
		'Paid before: PAY-0.',
		'Refused: PAY-2 (Card is blocked), PAY-5 (Card not found for enkashCardId: EKCNOTHERE).',
		'Unknown: PAY-3.',
	]) {
		expect(run.error.description).toContain(line);
	}
	expect(run.error.context?.outcomes).toEqual(
		WHAT_BECAME.map((outcome, item): unknown =>
			expect.objectContaining({ item, outcome, uniqueReferenceNumber: references[item] }),
		),
	);
});

test('a workflow that continues gets every outcome in the order of the items', async () => {
	const run = await bench().run(allocate(), await mixedBatch(), {
		onError: 'continueRegularOutput',
	});
	expect(run.items.map(({ json, pairedItem }) => [json.outcome, pairedItem])).toEqual(
		WHAT_BECAME.map((outcome, item) => [outcome, { item }]),
	);
	expect(run.output.map((json) => json.uniqueReferenceNumber)).toEqual(references);
	expect(run.output[2]).toMatchObject({
		amount: 10,
		error: 'Card is blocked',
		failure: 'rejected',
		httpStatus: 200,
		code: 1,
		endpoint: 'Create And Allocate Fund To Handle',
		description: expect.stringContaining('Correct what it names'),
	});
	expect(run.hints).toContain('2 rejected (₹20.00)');
});

test('the error output gets what failed, with its input, and the other output the rest', async () => {
	const run = await bench().run(allocate(), await mixedBatch(), { onError: 'continueErrorOutput' });
	expect(run.output.map((json) => json.uniqueReferenceNumber)).toEqual(['PAY-0', 'PAY-1', 'PAY-4']);
	expect(run.failed.map((json) => [json.uniqueReferenceNumber, json.outcome])).toEqual([
		['PAY-2', 'rejected'],
		['PAY-3', 'unknown'],
		['PAY-5', 'rejected'],
	]);
	expect(run.failedItems.map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 2 },
		{ item: 3 },
		{ item: 5 },
	]);
	expect(run.failed[2]).toMatchObject({
		handle: 'EKCNOTHERE',
		reference: 'PAY-5',
		httpStatus: 404,
	});
});

test('a batch that is refused as a whole continues with what is wrong with each item', async () => {
	const rows = await bench().payments(3);
	const run = await bench().run(
		allocate(),
		[rows[0] ?? {}, { ...rows[1], amount: 'x' }, rows[2] ?? {}],
		{
			onError: 'continueRegularOutput',
		},
	);
	expect(run.output.map(({ outcome, failure }) => [outcome, failure])).toEqual([
		['notSent', 'notSent'],
		['notSent', 'invalid'],
		['notSent', 'notSent'],
	]);
	expect(run.output[1]).toMatchObject({
		field: 'Amount (₹)',
		error: expect.stringContaining('"x"'),
	});
	expect((await bench().control.calls()).endpoints.allocate.total).toBe(0);
});
