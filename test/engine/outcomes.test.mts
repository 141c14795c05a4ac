import { expect, test } from '@jest/globals';
import type { FaultInput } from '../../sandbox/faults.mts';
import { useBench } from './bench.mts';
import { allocate } from './operations.mts';

const bench = useBench();

let batches = 0;

/** Rows whose references no other test has used: the process remembers what it paid. */
async function payments(count: number) {
	batches += 1;
	return (await bench().payments(count)).map((row, index) => ({
		...row,
		reference: `BATCH-${batches}-${index}`,
	}));
}

/** Pays what can be paid, whatever is wrong with other rows. */
const allocateOthers = (parameters = {}) =>
	allocate({ ...parameters, options: { ifRowsAreWrong: 'payTheOthers' } });

/**
 * Six payments: made before, paid, refused by EnKash, of unknown fate, paid, and to a handle that is
 * not there.
 */
async function mixedBatch() {
	const rows = await payments(6);
	await bench().run(allocate(), rows.slice(0, 1));
	const [, , refused] = await bench().handles();
	await bench().control.block(refused ?? '');
	const reference = rows[3]?.reference;
	const lost: FaultInput = { endpoint: 'allocate', fault: 'dropBeforeCommit', reference };
	// Without it the payment would be refused before EnKash is asked.
	const status: FaultInput = {
		...{ endpoint: 'search', fault: 'missingFields', fields: ['cardStatus'], times: 'always' },
	};
	await bench().control.addFaults(lost, status);
	return rows.map((row, index) => (index === 5 ? { ...row, handle: 'EKCNOTHERE' } : row));
}

const WHAT_BECAME = [
	'alreadyAllocated',
	'allocated',
	'rejected',
	'unknown',
	'allocated',
	'rejected',
];
const referencesOf = (rows: ReadonlyArray<{ readonly reference: string }>) =>
	rows.map(({ reference }) => reference);

test('an error says what became of every payment', async () => {
	const rows = await mixedBatch();
	const run = await bench().run(allocateOthers(), rows);
	expect(run.error.message).toBe(
		'Not all payments went through: 2 refused, 1 with unknown outcome, 2 made and 1 already made',
	);
	const { description = '' } = run.error;
	const [, ...lists] = (description ?? '').split('<p><b>');
	expect(lists.map((list) => /^[^(<]+/.exec(list)?.[0].trim())).toEqual([
		'Refused',
		'Outcome unknown',
		'Paid now',
		'Already paid',
	]);
	expect(description).toContain('-2): Card is blocked. Unblock the handle in EnKash');
	expect(description).toContain('EnKash has no handle EKCNOTHERE in this account');
	for (const reference of referencesOf(rows)) expect(description).toContain(`(${reference})`);
	expect(run.error.context).toMatchObject({
		code: 'payments-incomplete',
		payments: WHAT_BECAME.map((outcome, item) => ({
			...{ item, outcome, referenceNumber: rows[item]?.reference },
		})),
	});
});

test('technical facts stand in the details of an error only', async () => {
	const rows = await mixedBatch();
	const run = await bench().run(allocateOthers(), rows);
	expect(run.words).not.toMatch(/HTTP|Create And Allocate/);
	expect(run.error.context?.data).toMatchObject({
		payments: [
			{
				referenceNumber: rows[2]?.reference,
				...{ httpStatus: 200, endpoint: 'Create And Allocate Fund To Handle' },
			},
			{ referenceNumber: rows[3]?.reference, kind: 'unknown' },
			{ kind: 'invalid' },
		],
	});
});

test('an error that all payments meet is that error, with everybody in a list', async () => {
	await bench().control.setBalance(5);
	const rows = await payments(3);
	const run = await bench().run(allocate(), rows);
	expect(run.error.context?.code).toBe('balance-not-enough');
	expect(run.error.description).toContain('Add at least ₹25.00');
	for (const reference of referencesOf(rows)) {
		expect(run.error.description).toContain(`(${reference})`);
	}
});

test('a workflow that continues gets every outcome in the order of the items', async () => {
	const rows = await mixedBatch();
	const run = await bench().run(allocateOthers(), rows, { onError: 'continueRegularOutput' });
	expect(run.items.map(({ json, pairedItem }) => [json.outcome, pairedItem])).toEqual(
		WHAT_BECAME.map((outcome, item) => [outcome, { item }]),
	);
	expect(run.output.map((json) => json.referenceNumber)).toEqual(referencesOf(rows));
	expect(run.output[2]).toMatchObject({
		amount: 10,
		amountText: '₹10.00',
		code: 'handle-blocked',
		reason: 'Card is blocked',
		advice: expect.stringContaining('Unblock the handle'),
		details: { kind: 'rejected', httpStatus: 200, enkashCode: 1 },
	});
	expect(run.hints).toContain('2 were refused (₹20.00)');
});

test('items keep the fields that came in, but none that bears a name of ours', async () => {
	const [row] = await payments(1);
	const rows = [{ ...row, team: 'Sales', paidAt: 'long ago', error: 'old', outcome: 'allocated' }];
	await bench().control.setBalance(0);
	const options = { onError: 'continueRegularOutput' } as const;
	const [refused] = (await bench().run(allocate(), rows, options)).output;
	expect(refused).toMatchObject({
		team: 'Sales',
		outcome: 'notSent',
		referenceNumber: row?.reference,
	});
	expect(Object.keys(refused ?? {})).not.toEqual(expect.arrayContaining(['paidAt']));
	expect(Object.keys(refused ?? {})).not.toEqual(expect.arrayContaining(['error']));

	await bench().control.setBalance(1000);
	const [paid] = (await bench().run(allocate(), rows)).output;
	expect(paid).toMatchObject({
		...{ team: 'Sales', outcome: 'allocated', paidAt: expect.stringMatching(/[+-]\d\d:\d\d$/) },
	});
	expect(paid).not.toHaveProperty('error');
});

test('the error output gets what failed, with its input, and the other output the rest', async () => {
	const rows = (await mixedBatch()).map((row) => ({ ...row, paidAt: 'long ago' }));
	const run = await bench().run(allocateOthers(), rows, { onError: 'continueErrorOutput' });
	expect(run.output.map((json) => json.referenceNumber)).toEqual(
		[0, 1, 4].map((item) => rows[item]?.reference),
	);
	expect(run.failed.map((json) => [json.referenceNumber, json.outcome])).toEqual([
		[rows[2]?.reference, 'rejected'],
		[rows[3]?.reference, 'unknown'],
		[rows[5]?.reference, 'rejected'],
	]);
	expect(run.failedItems.map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 2 },
		{ item: 3 },
		{ item: 5 },
	]);
	expect(run.failed[2]).toMatchObject({
		handle: 'EKCNOTHERE',
		reference: rows[5]?.reference,
		code: 'recipient-unknown',
	});
	expect(run.failed.map(({ paidAt }) => paidAt)).toEqual([undefined, undefined, undefined]);
});

test('a batch that is refused as a whole continues with what is wrong with each item', async () => {
	const rows = (await payments(3)).map((row, index) =>
		index === 1 ? { ...row, amount: 'x' } : row,
	);
	const run = await bench().run(allocate(), rows, { onError: 'continueRegularOutput' });
	expect(run.output.map(({ outcome }) => outcome)).toEqual(['notSent', 'rejected', 'notSent']);
	expect(run.output[1]).toMatchObject({
		reason: expect.stringContaining('"x"'),
		details: { kind: 'invalid', field: 'Amount (₹)' },
	});
	expect((await bench().control.calls()).endpoints.allocate.total).toBe(0);
});

test.each([
	['error output', 'continueErrorOutput'],
	['continue', 'continueRegularOutput'],
] as const)(
	'what no row could meet leaves each with its person, and nothing old: %s',
	async (_, onError) => {
		const asked = { name: 'Asha', email: 'asha@example.com', mobile: '9600000001', team: 'Sales' };
		const rows = (await payments(2)).map((row, index) => ({
			...row,
			...asked,
			paidAt: 'long ago',
			check: index === 0,
		}));
		const run = await bench().run(allocate({ checkOnly: '={{ $json.check }}' }), rows, { onError });
		const left = onError === 'continueErrorOutput' ? run.failed : run.output;
		expect(left).toMatchObject([1, 2].map(() => ({ ...asked, outcome: 'notSent' })));
		expect(left.map(({ paidAt }) => paidAt)).toEqual([undefined, undefined]);
		expect(run.hints).toMatch(/^Nothing was sent\. Check Only must be the same for all items/);
	},
);

test('with Every Execution nobody is told to run again once money may have moved, but for a correction', async () => {
	const rows = await payments(3);
	const gift = allocate({ payOncePer: 'execution', purpose: 'gift' });
	const options = { onError: 'continueRegularOutput' } as const;
	await bench().control.addFaults({ endpoint: 'allocate', fault: 'dropBeforeCommit', after: 1 });
	const lost = await bench().run(gift, rows, options);
	expect(lost.output.map(({ outcome }) => outcome)).toContain('unknown');
	expect(lost.hints).toContain('Do not run this again as it is');
	expect(JSON.stringify([lost.output, lost.hints])).not.toContain('run again');

	const unknown = [...rows, { handle: 'EKCNOTHERE', amount: 10 }];
	const wrong = await bench().run(gift, unknown, options);
	expect(wrong.hints).toContain('Correct it and run again');
	expect(wrong.hints).not.toContain('Do not run this again');
});

test('with Every Execution a row that was refused beside paid ones says not to run all again', async () => {
	const gift = allocateOthers({ payOncePer: 'execution', purpose: 'gift' });
	const rows = await mixedBatch();
	const run = await bench().run(gift, rows, { onError: 'continueRegularOutput' });
	const [blocked] = run.output.filter(({ code }) => code === 'handle-blocked');
	expect(blocked?.advice).toMatch(/^Unblock the handle .* Do not run this again as it is: /s);
});

test('a hint says who was refused, and why', async () => {
	const rows = await mixedBatch();
	const run = await bench().run(allocateOthers(), rows, { onError: 'continueRegularOutput' });
	expect(run.hints).toContain('<br>Lakshmi Iyer: Card is blocked. Unblock the handle in EnKash');
});

test('a summary is one item for all, with words and numbers', async () => {
	const rows = await payments(3);
	const summary = allocate({ options: { output: 'summary' } });
	const run = await bench().run(summary, rows);
	expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual([
		[{ item: 0 }, { item: 1 }, { item: 2 }],
	]);
	expect(run.output).toMatchObject([
		{
			text: expect.stringMatching(/^All 3 were paid \(₹30\.00\)\.\nAccount balance: ₹/),
			html: expect.stringContaining('<li>Asha Menon, ₹10.00 ('),
			counts: { allocated: 3, rejected: 0 },
			totals: { paid: 30, alreadyPaid: 0 },
			payments: rows.map(({ reference }) => ({ outcome: 'allocated', referenceNumber: reference })),
		},
	]);
	const [again] = (await bench().run(summary, rows)).output;
	expect(again?.text).toMatch(/^Nothing was paid now\. All 3 were already paid \(₹30\.00, on /);
});

test('a check says who would be paid, and what would keep others from it', async () => {
	await bench().control.setBalance(25);
	const rows = await payments(3);
	const check = allocate({ checkOnly: true });
	const [short] = (await bench().run(check, rows)).output;
	expect(short).toMatchObject({ outcome: 'rejected', code: 'balance-not-enough' });
	await bench().control.setBalance(30);
	const run = await bench().run(check, rows);
	expect(run.output.map(({ name, outcome }) => [name, outcome])).toEqual([
		['Asha Menon', 'wouldAllocate'],
		['Ravi Kumar', 'wouldAllocate'],
		['Lakshmi Iyer', 'wouldAllocate'],
	]);
	expect(run.hints).toContain('All 3 would be paid (₹30.00).');
	expect((await bench().control.calls()).endpoints.allocate.total).toBe(0);
});

test('a summary is one item, too, where no row can be read', async () => {
	const rows = (await payments(2)).map((row) => ({ ...row, amount: 'x' }));
	const summary = allocate({ options: { output: 'summary' } });
	const run = await bench().run(summary, rows, { onError: 'continueRegularOutput' });
	expect(run.output).toMatchObject([{ counts: { rejected: 2 } }]);
	const check = allocate({ checkOnly: true });
	expect((await bench().run(check, rows)).output.map(({ outcome }) => outcome)).toEqual([
		...['rejected', 'rejected'],
	]);
});
