import { describe, expect, test } from '@jest/globals';
import { useBench } from './bench.mts';
import { allocate, createAndAllocate, withdraw } from './operations.mts';
import type { Run } from './run.mts';
import type { Parameters } from './workflow.mts';

const bench = useBench();

const outcomes = (run: Run) => run.output.map(({ outcome }) => outcome);
const reference = (run: Run) => String(run.output[0]?.uniqueReferenceNumber);

const oncePer = (payOncePer: string, purpose = 'lunch'): Parameters => ({
	...{ payOncePer, purpose },
	referenceNumber: '',
});

const somebody = {
	firstName: 'Asha',
	email: 'asha.new@example.com',
	mobile: '98111 11111',
	amount: 25,
	reference: 'NEW-1',
};

describe('paying once per period', () => {
	test.each(['day', 'week', 'month'])('pays a purpose once per %s', async (period) => {
		await bench().engine.setClock('2026-11-24T12:00:00Z');
		const rows = await bench().payments(2);
		const first = await bench().run(allocate(oncePer(period)), rows);
		expect(outcomes(first)).toEqual(['allocated', 'allocated']);
		const again = await bench().run(allocate(oncePer(period, '  LUNCH ')), rows);
		expect(outcomes(again)).toEqual(['alreadyAllocated', 'alreadyAllocated']);
		const other = await bench().run(allocate(oncePer(period, 'taxi')), rows);
		expect(outcomes(other)).toEqual(['allocated', 'allocated']);
	});

	test('pays once per execution, even when the node is tried again', async () => {
		const rows = await bench().payments(2);
		await bench().control.addFaults({
			endpoint: 'account',
			fault: 'statusBeforeCommit',
			status: 503,
		});
		const parameters = allocate(oncePer('execution'));
		const first = await bench().run(parameters, rows, { retryOnFail: true });
		expect(outcomes(first)).toEqual(['allocated', 'allocated']);
		const second = await bench().run(parameters, rows);
		expect(outcomes(second)).toEqual(['allocated', 'allocated']);
		expect(reference(second)).not.toBe(reference(first));
		expect((await bench().control.calls()).endpoints.allocate.total).toBe(4);
	});

	test('keeps a person who has no handle yet apart by mobile number', async () => {
		const parameters = createAndAllocate(oncePer('day'));
		const first = await bench().run(parameters, [somebody]);
		const again = await bench().run(parameters, [{ ...somebody, mobile: '+91-9811111111' }]);
		expect([...outcomes(first), ...outcomes(again)]).toEqual(['allocated', 'alreadyAllocated']);
	});

	test('names both items when one person is to get two payments in a period', async () => {
		const [row = {}] = await bench().payments(1);
		const run = await bench().run(allocate(oncePer('month')), [row, row]);
		expect(run.error.message).toContain('Items 0 and 1 have the same reference');
		expect(run.words).toContain('"Purpose"');
		expect((await bench().control.calls()).endpoints.allocate.total).toBe(0);
	});
});

describe('at the turn of a year', () => {
	const runAt = async (moment: string, period: string, timezone: string) => {
		await bench().engine.setClock(moment);
		return outcomes(
			await bench().run(allocate(oncePer(period)), await bench().payments(1), { timezone }),
		);
	};

	test.each([
		['day', 'Asia/Kolkata', 'allocated'],
		['month', 'Asia/Kolkata', 'allocated'],
		['week', 'Asia/Kolkata', 'alreadyAllocated'],
		['day', 'UTC', 'alreadyAllocated'],
		['month', 'UTC', 'alreadyAllocated'],
	])('a %s ends at midnight in the time zone of the workflow, %s: %s', async (...given) => {
		const [period, timezone, outcome] = given;
		expect(await runAt('2026-12-31T18:29:00Z', period, timezone)).toEqual(['allocated']);
		expect(await runAt('2026-12-31T18:31:00Z', period, timezone)).toEqual([outcome]);
	});

	test('a retry after midnight still pays for the day on which the run began', async () => {
		const rows = await bench().payments(1);
		await bench().control.addFaults({ endpoint: 'account', fault: 'hangBeforeCommit' });
		const parameters = allocate({ ...oncePer('day'), options: { timeout: 3_000 } });
		await bench().engine.setClock('2026-12-31T23:59:57.500Z');
		const run = await bench().run(parameters, rows, { timezone: 'UTC', retryOnFail: true });
		expect(reference(run)).toMatch(/^D20261231-/);
	});
});

describe('without a store for claims', () => {
	const unsaved = { workflowId: undefined };

	test('pays, finds what it paid, and hints at what it cannot notice', async () => {
		const rows = await bench().payments(2);
		const run = await bench().run(allocate(), rows, unsaved);
		expect(outcomes(run)).toEqual(['allocated', 'allocated']);
		expect(run.hints).toContain('no store for claims');
		const again = await bench().run(allocate(), rows, unsaved);
		expect(outcomes(again)).toEqual(['alreadyAllocated', 'alreadyAllocated']);
	});
});

test('sends nothing while n8n cannot tell who else is paying, and pays when it can again', async () => {
	const { database } = bench();
	const rows = await bench().payments(2);
	database.breakDown();
	try {
		const run = await bench().run(allocate(), rows);
		expect(run.error.message).toContain("n8n's database could not be asked");
		expect((await bench().control.calls()).endpoints.allocate.total).toBe(0);
	} finally {
		database.recover();
	}
	expect(outcomes(await bench().run(allocate(), rows))).toEqual(['allocated', 'allocated']);
});

describe('a dry run', () => {
	const dry = (parameters: Parameters = {}) =>
		allocate({ ...parameters, options: { dryRun: true } });

	test('says what would be done and does nothing', async () => {
		const rows = await bench().payments(2);
		await bench().run(allocate(), rows.slice(0, 1));
		const run = await bench().run(dry(), rows);
		expect(run.output).toEqual([
			expect.objectContaining({ outcome: 'dryRun', plan: 'alreadyPaid', direction: 'credit' }),
			expect.objectContaining({ outcome: 'dryRun', plan: 'send', amount: 10 }),
		]);
		expect(await bench().control.commits('PAY-1')).toBe(0);
		expect(outcomes(await bench().run(allocate(), rows))).toEqual([
			'alreadyAllocated',
			'allocated',
		]);
	});

	test('says dryRun too where everything was paid before', async () => {
		const rows = await bench().payments(2);
		await bench().run(allocate(), rows);
		const run = await bench().run(dry(), rows);
		expect(run.output.map(({ outcome, plan }) => [outcome, plan])).toEqual([
			['dryRun', 'alreadyPaid'],
			['dryRun', 'alreadyPaid'],
		]);
	});

	test('says which payment would be refused, and why', async () => {
		const rows = await bench().payments(2);
		await bench().run(allocate(), rows.slice(0, 1));
		const run = await bench().run(dry(), [{ ...rows[0], amount: 11 }]);
		expect(run.output).toEqual([
			expect.objectContaining({
				outcome: 'dryRun',
				plan: 'refuse',
				reason: expect.stringContaining('PAY-0 was used before'),
			}),
		]);
	});

	test('says that the account cannot cover it', async () => {
		await bench().control.setBalance(15);
		const run = await bench().run(dry(), await bench().payments(2));
		expect(run.output.map(({ plan }) => plan)).toEqual(['refuse', 'refuse']);
		expect(run.hints).toContain('₹15.00');
	});
});

test('takes money back, once', async () => {
	const [handle] = await bench().handles();
	const rows = [{ handle, amount: 100.5, reference: 'BACK-1' }];
	const first = await bench().run(withdraw(), rows, { retryOnFail: true });
	const again = await bench().run(withdraw(), rows);
	expect([...outcomes(first), ...outcomes(again)]).toEqual(['withdrawn', 'alreadyWithdrawn']);
	const { handles, transactions } = await bench().control.account();
	expect(handles[0]?.otbBalance).toBe(12_399.5);
	expect(transactions.at(-1)).toMatchObject({ direction: 'DR', type: 'UNALLOCATE_POINT' });
});

test('says that a handle does not have the money that is to be taken back', async () => {
	const [handle] = await bench().handles();
	const rows = [{ handle, amount: 1_000_000, reference: 'BACK-1' }];
	const run = await bench().run(withdraw(), rows);
	expect(run.error.message).toBe('Insufficient balance in card [item 0]');
});

test('does not take money back under a reference that paid it', async () => {
	const rows = await bench().payments(1);
	await bench().run(allocate(), rows);
	const run = await bench().run(withdraw(), rows);
	expect(run.error.message).toContain('Reference PAY-0 was used before');
	expect(await bench().control.commits('PAY-0')).toBe(1);
});

test('makes a handle for somebody new and pays, once', async () => {
	const first = await bench().run(createAndAllocate(), [somebody]);
	const again = await bench().run(createAndAllocate(), [somebody]);
	expect([...outcomes(first), ...outcomes(again)]).toEqual(['allocated', 'alreadyAllocated']);
	const { handles } = await bench().control.account();
	const made = handles.filter(({ mobile }) => mobile === '9811111111');
	expect(made).toEqual([expect.objectContaining({ otbBalance: 25, firstName: 'Asha' })]);
});

test('books funds instead of points, from another account, as the options say', async () => {
	const second = await bench().control.account('CA2DEMO02');
	const parameters = allocate({
		options: { allocationType: 'ALLOCATE_FUND', cardAccountId: second.cardAccountId },
	});
	const handle = second.handles[0]?.enKashCardId;
	const run = await bench().run(parameters, [{ handle, amount: 5, reference: 'FUND-1' }]);
	expect(outcomes(run)).toEqual(['allocated']);
	const { transactions } = await bench().control.account('CA2DEMO02');
	expect(transactions.at(-1)).toMatchObject({ type: 'ALLOCATE_FUND', amount: 5 });
});

test('pays one reference in two accounts, since it stands for itself in each', async () => {
	const rows = await bench().payments(1);
	await bench().run(allocate(), rows);
	const { cardAccountId, handles } = await bench().control.account('CA2DEMO02');
	const parameters = allocate({ options: { cardAccountId } });
	const run = await bench().run(parameters, [{ ...rows[0], handle: handles[0]?.enKashCardId }]);
	expect(outcomes(run)).toEqual(['allocated']);
});
