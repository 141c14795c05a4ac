import { beforeAll, beforeEach, expect, test } from '@jest/globals';
import { DEMO } from '../../sandbox/company.mts';
import type { LedgerHandle } from '../support/sandbox-control.mts';
import { Flow, outputOf } from '../support/e2e/flow.mts';
import type { CredentialReference, Stage } from '../support/e2e/stage.mts';

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** Each operation once through n8n's editor API: what goes in, what comes out, what EnKash did. */
export function allOperations(theStage: () => Stage): void {
	let credential: CredentialReference;
	let handles: readonly LedgerHandle[];

	beforeAll(async () => {
		credential = await theStage().addCredential('For ten operations');
	});
	beforeEach(async () => {
		await theStage().control.reset();
		({ handles } = await theStage().control.account());
	});

	const handleOf = (firstName: string): LedgerHandle => {
		const handle = handles.find((each) => each.firstName === firstName);
		if (handle === undefined) throw new Error(`Nobody is called ${firstName}`);
		return handle;
	};

	const put = async (
		resource: string,
		operation: string,
		parameters: Readonly<Record<string, unknown>> = {},
	): Promise<Flow> =>
		await Flow.put(theStage(), `${resource}: ${operation}`, {
			parameters: { resource, operation, ...parameters },
			credential,
		});

	/** Runs an operation and yields what it put out. */
	const run = async (...what: Parameters<typeof put>): Promise<Array<Record<string, unknown>>> => {
		const execution = await (await put(...what)).run();
		expect(execution.error).toBeUndefined();
		return outputOf(execution);
	};

	/** Pays twice: the second time must find the first. */
	const payTwice = async (...what: Parameters<typeof put>) => {
		const flow = await put(...what);
		const [first = {}] = outputOf(await flow.run());
		const [second = {}] = outputOf(await flow.run());
		return { first, second };
	};

	test('reads the account', async () => {
		const [account = {}] = await run('account', 'get');
		expect(account).toMatchObject({
			cardAccountId: DEMO.cardAccountId,
			availableBalance: 250_000,
			handles: handles.length,
		});
		expect(Object.keys(account).length).toBeLessThanOrEqual(10);
		const [raw] = await run('account', 'get', { simplify: false });
		expect(raw).toHaveProperty('primaryEnKashCard.enKashCardId');
	});

	test('reads another account', async () => {
		const options = { cardAccountId: DEMO.secondCardAccountId };
		expect(await run('account', 'get', { options })).toEqual([
			expect.objectContaining({ availableBalance: 18_750.25 }),
		]);
	});

	test('creates a handle and allocates money to it, once a month', async () => {
		const { first, second } = await payTwice('handle', 'createAndAllocate', {
			firstName: 'Noor',
			title: 'Mrs',
			gender: 'F',
			email: 'noor.fatima@example.com',
			mobile: '+91 96100 00003',
			amount: '1250.50',
			payOncePer: 'month',
			purpose: 'reward',
		});
		const reference = String(first['referenceNumber']);
		expect(first).toMatchObject({
			outcome: 'allocated',
			name: 'Noor',
			mobile: '9610000003',
			amount: 1250.5,
			amountText: '₹1,250.50',
			handleBalance: 1250.5,
			purpose: 'reward',
			confirmedBy: 'response',
		});
		expect(second).toMatchObject({
			outcome: 'alreadyAllocated',
			referenceNumber: reference,
			paidAt: expect.stringMatching(/\+05:30$/),
			confirmedBy: 'lookup',
		});
		const account = await theStage().control.account();
		expect(account.commits).toMatchObject({ [reference]: 1 });
		expect(account.availableBalance).toBe(248_749.5);
		expect(account.handles).toContainEqual(
			expect.objectContaining({
				enKashCardId: first['handleId'],
				firstName: 'Noor',
				mobile: '9610000003',
			}),
		);
	});

	test('allocates money to a handle, once per reference', async () => {
		const { enKashCardId } = handleOf('Gurpreet');
		const { first, second } = await payTwice('handle', 'allocate', {
			handleId: byId(enKashCardId),
			amount: '79.90',
			referenceNumber: 'CLAIM-1',
		});
		expect(first).toMatchObject({
			outcome: 'allocated',
			handleId: enKashCardId,
			handleBalance: 400,
		});
		expect(second).toMatchObject({ outcome: 'alreadyAllocated', handleId: enKashCardId });
		expect(await theStage().control.commits('CLAIM-1')).toBe(1);
	});

	test('withdraws money from a handle, once per reference', async () => {
		const { enKashCardId } = handleOf('Thomas');
		const { first, second } = await payTwice('handle', 'withdraw', {
			handleId: byId(enKashCardId),
			amountType: 'fixed',
			amount: '400',
			referenceNumber: 'LEFT-OVER-1',
		});
		expect(first).toMatchObject({
			outcome: 'withdrawn',
			handleId: enKashCardId,
			handleBalance: 3000,
		});
		expect(second).toMatchObject({ outcome: 'alreadyWithdrawn', handleId: enKashCardId });
		const { availableBalance, invariantOk } = await theStage().control.account();
		expect({ availableBalance, invariantOk }).toEqual({
			availableBalance: 250_400,
			invariantOk: true,
		});
	});

	test('reads a handle', async () => {
		const { enKashCardId } = handleOf('Zoya');
		const [handle = {}] = await run('handle', 'get', { handleId: byId(enKashCardId) });
		expect(handle).toMatchObject({
			handleId: enKashCardId,
			name: 'Zoya Khan',
			email: 'zoya.khan@example.com',
			handleBalance: 1500,
			status: 'Blocked',
		});
		expect(handle).not.toHaveProperty('token');
	});

	test('lists handles: all, some, and those of one person', async () => {
		expect(await run('handle', 'getMany', { returnAll: true })).toHaveLength(handles.length);
		expect(await run('handle', 'getMany', { limit: 3 })).toHaveLength(3);
		const filters = { email: 'arjun.reddy@example.com' };
		const arjuns = await run('handle', 'getMany', { filters });
		expect(arjuns.map(({ handleBalance }) => handleBalance)).toEqual([2300.75, 410]);
	});

	test('reads the transaction of a reference, and never another one', async () => {
		const reference = 'FROM-ELSEWHERE-1';
		await theStage().control.addTransaction({ amount: 12.34, reference });
		expect(await run('transaction', 'get', { referenceNumber: reference })).toEqual([
			expect.objectContaining({ referenceNumber: reference, amount: 12.34 }),
		]);
		await theStage().control.settings({ ignoreFilters: true });
		const unknown = await put('transaction', 'get', { referenceNumber: 'NEVER-PAID' });
		expect((await unknown.run()).error?.message).toBe(
			'EnKash has no transaction with the reference NEVER-PAID [item 0]',
		);
	});

	test('lists transactions by handle, direction, amount and time, also if EnKash ignores the filters', async () => {
		const { control } = theStage();
		const { enKashCardId } = handleOf('Priya');
		const add = async (amount: number, more: object) =>
			await control.addTransaction({ amount, enKashCardId, ...more });
		await add(10, { reference: 'IN-1', date: '2026-01-10T06:00:00Z' });
		await add(20, { reference: 'IN-2', date: '2026-01-20T06:00:00Z' });
		await add(30, { reference: 'IN-3', date: '2026-02-10T06:00:00Z' });
		await add(20, { reference: 'OUT-1', date: '2026-01-20T06:00:00Z', direction: 'DR' });
		const filters = {
			handleId: byId(enKashCardId),
			direction: 'credit',
			amountFrom: '15',
			amountTo: '50',
			dateFrom: '2026-01',
			dateTo: '2026-01',
		};
		for (const ignoreFilters of [false, true]) {
			await control.settings({ ignoreFilters });
			const found = await run('transaction', 'getMany', { returnAll: true, filters });
			expect(found.map(({ referenceNumber }) => referenceNumber)).toEqual(['IN-2']);
		}
	});

	test('reads a user', async () => {
		const { userId } = handleOf('José');
		expect(await run('user', 'get', { userId: byId(userId) })).toEqual([
			expect.objectContaining({ userId, firstName: 'José', email: 'jose.dsouza@example.com' }),
		]);
	});

	test('lists users, each person once', async () => {
		expect(await run('user', 'getMany', { returnAll: true })).toHaveLength(handles.length - 1);
		const named = await run('user', 'getMany', { filters: { name: 'reddy' } });
		expect(named).toEqual([expect.objectContaining({ name: 'Arjun Reddy' })]);
	});

	test('checks the setup, and finds nothing that differs', async () => {
		const checks = await run('account', 'checkSetup');
		expect(checks.length).toBeGreaterThan(3);
		expect(checks.filter(({ result }) => result === 'differs' || result === 'refused')).toEqual([]);
		expect((await theStage().control.account()).transactions).toHaveLength(6);
	});
}
