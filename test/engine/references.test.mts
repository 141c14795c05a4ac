import { describe, expect, test } from '@jest/globals';
import { useBench } from './bench.mts';
import type { Row } from './bench.mts';
import { referenceIn, useNames } from './names.mts';
import { allocate, createAndAllocate, withdraw } from './operations.mts';
import type { Run } from './run.mts';
import type { Parameters } from './workflow.mts';

const bench = useBench();
const { renamed, unique } = useNames();

const outcomes = (run: Run) => run.output.map((item) => item['outcome']);
const codes = (run: Run) => run.output.map((item) => item['code']);
const reference = (run: Run) => String(run.output[0]?.['referenceNumber']);
const onError = 'continueRegularOutput' as const;

const oncePer = (payOncePer: string, purpose = 'lunch'): Parameters => ({
	...{ payOncePer, purpose: unique(purpose) },
	referenceNumber: '',
});

const payments = async (count: number) => renamed(await bench().payments(count));

const somebody = (): Row => ({
	firstName: 'Asha',
	email: 'asha.new@example.com',
	mobile: '98111 11111',
	amount: 25,
	reference: unique('NEW'),
});

describe('paying once per period', () => {
	test.each(['day', 'week', 'month'])('pays a purpose once per %s', async (period) => {
		await bench().engine.setClock('2026-11-24T12:00:00Z');
		const rows = await payments(2);
		const first = await bench().run(allocate(oncePer(period)), rows);
		expect(outcomes(first)).toEqual(['allocated', 'allocated']);
		const purpose = `  ${unique('LUNCH')} `;
		const again = await bench().run(allocate({ ...oncePer(period), purpose }), rows);
		expect(outcomes(again)).toEqual(['alreadyAllocated', 'alreadyAllocated']);
		const other = await bench().run(allocate(oncePer(period, 'taxi')), rows);
		expect(outcomes(other)).toEqual(['allocated', 'allocated']);
	});

	test('pays a purpose once, whatever cannot be seen in it', async () => {
		const rows = await payments(2);
		const first = await bench().run(allocate(oncePer('month')), rows);
		expect(outcomes(first)).toEqual(['allocated', 'allocated']);
		for (const mark of ['\u00ad', '\u200b', '\u2066', '\u3164', '\u0007']) {
			const purpose = unique('lunch').replace('u', `u${mark}`);
			const again = await bench().run(allocate({ ...oncePer('month'), purpose }), rows);
			expect(outcomes(again)).toEqual(['alreadyAllocated', 'alreadyAllocated']);
			expect(reference(again)).toBe(reference(first));
		}
	});

	test('pays once per execution, even when the node is tried again', async () => {
		const rows = await payments(2);
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

	test('advises against running again where every execution pays anew', async () => {
		const rows = await payments(1);
		for (const [period, isAgainst] of [
			['execution', true],
			['month', false],
		] as const) {
			await bench().control.addFaults({
				...{ endpoint: 'allocate', fault: 'statusBeforeCommit', status: 500 },
			});
			const parameters = allocate({ ...oncePer(period), options: { confirmationWindow: 0 } });
			const words = (await bench().run(parameters, rows)).words;
			expect(words.includes('Do not run this again as it is')).toBe(isAgainst);
		}
	});

	test('keeps a person who has no handle yet apart by mobile', async () => {
		const parameters = createAndAllocate(oncePer('day'));
		const first = await bench().run(parameters, [somebody()]);
		const again = await bench().run(parameters, [{ ...somebody(), mobile: '+91-9811111111' }]);
		expect([...outcomes(first), ...outcomes(again)]).toEqual(['allocated', 'alreadyAllocated']);
	});

	test('names both rows when one person is to get two payments in a period', async () => {
		const [row = {}] = await payments(1);
		const run = await bench().run(allocate(oncePer('month')), [row, row]);
		expect(run.error.context).toMatchObject({ code: 'rows-wrong' });
		expect(run.words).toMatch(/is also on Item 2, .* is also on Item 1, /s);
		expect((await bench().control.calls()).endpoints.allocate.total).toBe(0);
	});

	test('is refused in a time zone that nobody knows', async () => {
		const run = await bench().run(allocate(oncePer('month')), await payments(1), {
			timezone: 'Mars/Olympus',
			onError,
		});
		expect(codes(run)).toEqual(['time-zone-unknown']);
	});
});

describe('at the turn of a year', () => {
	test.each([
		['day', 'Asia/Kolkata', 'allocated'],
		['month', 'Asia/Kolkata', 'allocated'],
		['week', 'Asia/Kolkata', 'alreadyAllocated'],
		['day', 'UTC', 'alreadyAllocated'],
		['month', 'UTC', 'alreadyAllocated'],
	])('a %s ends at midnight in the time zone of the workflow, %s: %s', async (...given) => {
		const [period, timezone, outcome] = given;
		const rows = await payments(1);
		const runAt = async (moment: string) => {
			await bench().engine.setClock(moment);
			return outcomes(await bench().run(allocate(oncePer(period)), rows, { timezone }));
		};
		expect(await runAt('2026-12-31T18:29:00Z')).toEqual(['allocated']);
		expect(await runAt('2026-12-31T18:31:00Z')).toEqual([outcome]);
	});

	test('a retry after midnight still pays for the day on which the run began', async () => {
		const rows = await payments(1);
		await bench().control.addFaults({ endpoint: 'account', fault: 'hangBeforeCommit' });
		const parameters = allocate({ ...oncePer('day'), options: { timeout: 3_000 } });
		await bench().engine.setClock('2026-12-31T23:59:57.500Z');
		const run = await bench().run(parameters, rows, { timezone: 'UTC', retryOnFail: true });
		expect(reference(run)).toMatch(/^D261231-/);
	});
});

describe('without a record of what was paid', () => {
	const unsaved = { workflowId: undefined };

	test('pays, finds what it paid, and says what it cannot notice', async () => {
		const rows = await payments(2);
		const run = await bench().run(allocate(), rows, unsaved);
		expect(outcomes(run)).toEqual(['allocated', 'allocated']);
		expect(run.hints).toContain('Save the workflow');
		const again = await bench().run(allocate(), rows, unsaved);
		expect(outcomes(again)).toEqual(['alreadyAllocated', 'alreadyAllocated']);
	});
});

test('sends nothing while n8n cannot tell who else is paying, and pays when it can again', async () => {
	const { database } = bench();
	const rows = await payments(2);
	database.breakDown();
	try {
		const run = await bench().run(allocate(), rows, { onError });
		expect(codes(run)).toEqual(['stopped', 'stopped']);
		expect((await bench().control.calls()).endpoints.allocate.total).toBe(0);
	} finally {
		database.recover();
	}
	expect(outcomes(await bench().run(allocate(), rows))).toEqual(['allocated', 'allocated']);
});

describe('a check', () => {
	const check = (parameters: Parameters = {}) => allocate({ ...parameters, checkOnly: true });

	test('says what would be done and does nothing', async () => {
		const rows = await payments(2);
		await bench().run(allocate(), rows.slice(0, 1));
		const run = await bench().run(check(), rows);
		expect(run.output).toEqual([
			expect.objectContaining({ outcome: 'alreadyAllocated', paidAt: expect.any(String) }),
			expect.objectContaining({ outcome: 'wouldAllocate', amount: 10 }),
		]);
		expect(run.hints).toContain('Account balance: ₹2,49,990.00 before, ₹2,49,980.00 after.');
		expect(await bench().control.commits(referenceIn(rows[1]))).toBe(0);
		expect(outcomes(await bench().run(allocate(), rows))).toEqual([
			'alreadyAllocated',
			'allocated',
		]);
	});

	test('tells a person who has a handle from one who would get it', async () => {
		const parameters = createAndAllocate({ checkOnly: true });
		const asha = { mobile: '9600000001', email: 'asha.menon@example.com', reference: unique('B') };
		const run = await bench().run(parameters, [somebody(), { ...somebody(), ...asha }]);
		expect(outcomes(run)).toEqual(['wouldCreateAndAllocate', 'wouldAllocate']);
	});

	test.each([
		['a blocked handle', { handle: '9600000009' }, 'recipient-blocked'],
		['a handle that is not there', { handle: 'EKCNOTHERE' }, 'recipient-unknown'],
		['a wrong amount', { amount: '1,5' }, 'amount-unreadable'],
	])('refuses %s, and holds the others back as a run would', async (_, changes, code) => {
		const [good = {}, bad = {}] = await payments(2);
		const run = await bench().run(check(), [good, { ...bad, ...changes }]);
		expect(outcomes(run)).toEqual(['rejected', 'rejected']);
		expect(codes(run)).toEqual(['held-back', code]);
		expect(run.hints).toContain('Nothing would be sent: 1 of 2 rows must be corrected');

		const options = { ifRowsAreWrong: 'payTheOthers' };
		const others = await bench().run(check({ options }), [good, { ...bad, ...changes }]);
		expect(outcomes(others)).toEqual(['wouldAllocate', 'rejected']);
		expect((await bench().control.calls()).endpoints.allocate.total).toBe(0);
	});

	test('says that an amount differs from what was paid', async () => {
		const rows = await payments(1);
		await bench().run(allocate(), rows);
		const run = await bench().run(check(), [{ ...rows[0], amount: 11 }]);
		expect([outcomes(run), codes(run)]).toEqual([['rejected'], ['amount-differs']]);
	});

	test('says that the account cannot cover it', async () => {
		await bench().control.setBalance(15);
		const run = await bench().run(check(), await payments(2));
		expect(codes(run)).toEqual(['balance-not-enough', 'balance-not-enough']);
	});

	test('and then a run pays what the check has approved', async () => {
		const rows = await payments(3);
		expect(new Set(outcomes(await bench().run(check(), rows)))).toEqual(new Set(['wouldAllocate']));
		expect(new Set(outcomes(await bench().run(allocate(), rows)))).toEqual(new Set(['allocated']));
	});
});

test('takes money back, once', async () => {
	const [handle] = await bench().handles();
	const rows = [{ handle, amount: 100.5, reference: unique('BACK') }];
	const first = await bench().run(withdraw(), rows, { retryOnFail: true });
	const again = await bench().run(withdraw(), rows);
	expect([...outcomes(first), ...outcomes(again)]).toEqual(['withdrawn', 'alreadyWithdrawn']);
	const { handles, transactions } = await bench().control.account();
	expect(handles[0]?.otbBalance).toBe(12_399.5);
	expect(transactions.at(-1)).toMatchObject({ direction: 'DR', type: 'UNALLOCATE_POINT' });
});

test('does not take money back under a reference that paid it', async () => {
	const rows = await payments(1);
	await bench().run(allocate(), rows);
	const run = await bench().run(withdraw(), rows, { onError });
	expect(outcomes(run)).toEqual(['rejected']);
	expect(await bench().control.commits(referenceIn(rows[0]))).toBe(1);
});

test('makes a handle for somebody new and pays, once', async () => {
	const first = await bench().run(createAndAllocate(), [somebody()]);
	const again = await bench().run(createAndAllocate(), [somebody()]);
	expect([...outcomes(first), ...outcomes(again)]).toEqual(['allocated', 'alreadyAllocated']);
	const { handles } = await bench().control.account();
	const made = handles.filter(({ mobile }) => mobile === '9811111111');
	expect(made).toEqual([expect.objectContaining({ otbBalance: 25, firstName: 'Asha' })]);
});

test('books funds instead of points as the credential says, from the account in the options', async () => {
	bench().editCredential({ allocationType: 'ALLOCATE_FUND' });
	const { cardAccountId, handles } = await bench().control.account('CA2DEMO02');
	const parameters = allocate({ options: { cardAccountId } });
	const row = { handle: handles[0]?.enKashCardId, amount: 5, reference: unique('FUND') };
	expect(outcomes(await bench().run(parameters, [row]))).toEqual(['allocated']);
	const { transactions } = await bench().control.account('CA2DEMO02');
	expect(transactions.at(-1)).toMatchObject({ type: 'ALLOCATE_FUND', amount: 5 });
});

test('pays one reference in two accounts, since it stands for itself in each', async () => {
	const rows = await payments(1);
	await bench().run(allocate(), rows);
	const { cardAccountId, handles } = await bench().control.account('CA2DEMO02');
	const parameters = allocate({ options: { cardAccountId } });
	const run = await bench().run(parameters, [{ ...rows[0], handle: handles[0]?.enKashCardId }]);
	expect(outcomes(run)).toEqual(['allocated']);
});
