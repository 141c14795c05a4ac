import { beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { EndpointName } from '../../enkash/contract/endpoints.ts';
import { Caller } from '../sandbox/caller.mts';
import { useBench } from './bench.mts';
import { allocate, getAccount, getHandle, getHandles } from './operations.mts';
import { getTransaction, getTransactions, getUser, getUsers } from './operations.mts';
import type { Parameters } from './workflow.mts';

const bench = useBench();

const everything = { returnAll: true };
const raw = { simplify: false };

/** What EnKash sends to whoever asks it without this package. */
async function payloadOf(endpoint: EndpointName, fields: Record<string, unknown> = {}) {
	const { sandbox } = bench();
	const password = String(bench().credential.data.password);
	const caller = new Caller({ ...sandbox, credentials: { ...sandbox.credentials, password } });
	const { json } = await caller.call(endpoint, fields);
	return z.object({ payload: z.unknown() }).parse(json).payload;
}
const listOf = async (endpoint: EndpointName, fields = {}) =>
	z.object({ data: z.array(z.record(z.unknown())) }).parse(await payloadOf(endpoint, fields)).data;

describe.each(['A', 'B'] as const)('raw, in envelope %s,', (envelope) => {
	beforeEach(async () => await bench().control.settings({ envelope }));

	test('an account comes with all its fields, untouched', async () => {
		const [account = {}] = (await bench().run(getAccount(raw))).output;
		expect(Object.keys(account)).toHaveLength(68);
		expect(account).toEqual(await payloadOf('account'));
	});

	test('handles and users come as EnKash sends them', async () => {
		const sent = await listOf('search');
		const handles = await bench().run(getHandles({ ...everything, ...raw }));
		expect(handles.output).toEqual(sent);
		const rows = [{ handle: sent[3]?.enKashCardId, user: sent[3]?.userId }].map((row) => ({
			handle: String(row.handle),
			user: String(row.user),
		}));
		expect((await bench().run(getHandle(raw), rows)).output).toEqual([sent[3]]);
		expect((await bench().run(getUser(raw), rows)).output).toEqual([sent[3]]);
	});

	test('transactions come as EnKash sends them', async () => {
		const sent = await listOf('transactions');
		const all = await bench().run(getTransactions({ ...everything, ...raw }));
		expect(all.output).toEqual(sent);
		const rows = [{ reference: 'PAST-00002' }];
		const [one] = (await bench().run(getTransaction(raw), rows)).output;
		expect(sent).toContainEqual(one);
	});
});

describe('simplified', () => {
	const READS: ReadonlyArray<readonly [string, Parameters, readonly string[]]> = [
		['account', getAccount(), ['cardAccountId', 'availableBalance', 'balanceOnHandles', 'handles']],
		['handle', getHandles(), ['handleId', 'name', 'email', 'handleBalance', 'status']],
		['transaction', getTransactions(), ['referenceNumber', 'name', 'direction', 'kind', 'madeAt']],
		['user', getUsers(), ['userId', 'name', 'mobile', 'handleId', 'createdAt']],
	];

	test.each(READS)(
		'%s has at most ten flat fields, none of them secret',
		async (_, given, names) => {
			const { output } = await bench().run(given);
			expect(output.length).toBeGreaterThan(0);
			for (const json of output) {
				expect(Object.keys(json)).toEqual(expect.arrayContaining([...names]));
				expect(Object.keys(json).length).toBeLessThanOrEqual(10);
				expect(Object.values(json).filter((value) => typeof value === 'object')).toEqual([]);
				expect(Object.keys(json)).not.toContain('token');
			}
		},
	);

	test('one handle and one user read like those of a list', async () => {
		const handles = (await bench().run(getHandles(everything))).output;
		const users = (await bench().run(getUsers(everything))).output;
		const rows = [{ handle: String(handles[1]?.handleId), user: String(users[1]?.userId) }];
		expect((await bench().run(getHandle(), rows)).output).toEqual([handles[1]]);
		expect((await bench().run(getUser(), rows)).output).toEqual([users[1]]);
	});
});

describe('the person of a transaction', () => {
	const leaveNamesOut = async () =>
		await bench().control.addFaults({
			...{ endpoint: 'transactions', fault: 'missingFields', times: 'always' },
			fields: ['cardHolderName'],
		});
	const searches = async () => (await bench().control.calls()).endpoints.search.total;
	const names = async (given: Parameters = {}) =>
		(await bench().run(getTransactions({ ...everything, ...given }))).output.map(
			({ name }) => name,
		);

	test('is taken from the transaction', async () => {
		expect(new Set(await names()).has('Asha Menon')).toBe(true);
		expect(await searches()).toBe(0);
	});

	test('is otherwise taken from the handles, in one call', async () => {
		await leaveNamesOut();
		const all = await names();
		expect(all.length).toBeGreaterThan(1);
		expect(all.filter((name) => typeof name !== 'string')).toEqual([]);
		expect(await searches()).toBe(1);
	});

	test('is left out where EnKash says it nowhere', async () => {
		await leaveNamesOut();
		await bench().control.addFaults({
			...{ endpoint: 'search', fault: 'statusBeforeCommit', status: 503, times: 'always' },
		});
		const all = await names();
		expect(all.length).toBeGreaterThan(1);
		expect(all.filter((name) => name !== undefined)).toEqual([]);
	});

	test('is not asked for where the transactions are wanted as EnKash sends them', async () => {
		await leaveNamesOut();
		await names(raw);
		expect(await searches()).toBe(0);
	});
});

describe('what EnKash does not have', () => {
	test.each([
		['no-such-transaction', getTransaction(), 'reference'],
		['no-such-user', getUser(), 'user'],
	])('is named: %s', async (code, given, named) => {
		const run = await bench().run(given, [{ reference: 'CLAIM-0', user: 'EK0NOBODY' }]);
		expect(run.error.context?.code).toBe(code);
		expect(run.error.message).toContain(named);
	});

	test('goes on with a reason, where the workflow goes on', async () => {
		const run = await bench().run(getTransaction(), [{ reference: 'CLAIM-0' }], {
			onError: 'continueRegularOutput',
		});
		const reason = 'EnKash has no transaction with the reference CLAIM-0';
		expect(run.output).toMatchObject([
			{ code: 'no-such-transaction', reason, error: reason, advice: expect.any(String) },
		]);
	});
});

describe('requests', () => {
	test('fifty items that read one account make one call', async () => {
		const run = await bench().run(getAccount(), Array(50).fill({}));
		expect(run.output).toHaveLength(50);
		expect((await bench().control.calls()).endpoints.account.total).toBe(1);
	});

	test('items that look different users up in one list make one call', async () => {
		const rows = (await bench().control.account()).handles.map(({ userId }) => ({ user: userId }));
		expect((await bench().run(getUser(), rows)).output).toHaveLength(rows.length);
		expect((await bench().control.calls()).endpoints.search.total).toBe(1);
	});

	test('two hundred items log in once, and are asked for fifty at a time', async () => {
		await bench().control.reset({ transactions: 200 });
		await bench().control.changePassword(String(bench().credential.data.password));
		const { transactions } = await bench().control.account();
		const rows = transactions.map(({ uniqueReferenceNumber: reference }) => ({ reference }));
		const run = await bench().run(getTransaction(), rows);
		expect(run.output.map((json) => json.referenceNumber)).toEqual(
			rows.map(({ reference }) => reference),
		);
		// One more for what EnKash lists of late; how many go together depends on when n8n reads them.
		expect((await bench().control.calls()).endpoints.transactions.total).toBeLessThanOrEqual(20);
		expect(await bench().control.logins()).toMatchObject({ ok: 1 });
	});

	test.each([
		['20 for reads', {}, 20],
		['as many as the option says for reads', { options: { concurrency: 3 } }, 3],
	])('are in flight %s', async (_, given, most) => {
		await bench().control.settings({ latency: 300 });
		const rows = Array.from({ length: 60 }, (__, index) => ({ reference: `REF-${index}` }));
		await bench().run(getTransaction(given), rows, { onError: 'continueRegularOutput' });
		expect((await bench().control.calls()).endpoints.transactions.inFlightHighWater).toBe(most);
	});

	test.each([
		['10 for payments', {}, 10],
		['as many as the option says for payments', { concurrency: 4 }, 4],
	])('are in flight %s', async (_, options, most) => {
		await bench().control.settings({ latency: 300 });
		const rows = (await bench().payments(40)).map((row, index) => ({
			...row,
			reference: `FLIGHT-${most}-${index}`,
		}));
		await bench().run(allocate({ options }), rows);
		const { endpoints, inFlightHighWater } = await bench().control.calls();
		expect(endpoints.allocate.inFlightHighWater).toBe(most);
		expect(inFlightHighWater).toBe(most);
	});
});

describe('lists', () => {
	const count = async (given: Parameters) => (await bench().run(given)).output.length;

	test('end at fifty, at the limit, or not at all', async () => {
		await bench().control.reset({ handles: 120, transactions: 130 });
		await bench().control.changePassword(String(bench().credential.data.password));
		expect(await count(getHandles())).toBe(50);
		expect(await count(getHandles({ limit: 7 }))).toBe(7);
		expect(await count(getHandles(everything))).toBe(120);
		expect(await count(getTransactions())).toBe(50);
		expect(await count(getTransactions(everything))).toBe(130);
		expect(await count(getUsers({ limit: 500 }))).toBe(119);
	});

	test('an account without handles or transactions yields no items, and no error', async () => {
		await bench().control.reset({ handles: 0, transactions: 0 });
		await bench().control.changePassword(String(bench().credential.data.password));
		for (const read of [getHandles(everything), getTransactions(), getUsers()]) {
			const run = await bench().run(read);
			expect([run.succeeded, run.output]).toEqual([true, []]);
		}
	});

	test.each([
		['name', { name: 'arjun' }, ['Arjun Reddy', 'Arjun Reddy']],
		['name in another script', { name: 'கயல்' }, ['கயல்விழி முருகன்']],
		['e-mail', { email: ' PRIYA.NAIR@example.com' }, ['Priya Nair']],
		['mobile number', { mobile: '+91 96000 00001' }, ['Asha Menon']],
		['name and e-mail', { name: 'arjun', email: 'asha.menon@example.com' }, []],
	])('of handles can be narrowed by %s', async (_, filters, names) => {
		const run = await bench().run(getHandles({ filters }));
		expect(run.output.map(({ name }) => name)).toEqual(names);
	});

	test('of users hold everybody once', async () => {
		const run = await bench().run(getUsers({ filters: { name: 'Arjun' } }));
		expect(run.output).toHaveLength(1);
	});

	describe.each([
		['honours', false],
		['ignores', true],
	])('of transactions, when EnKash %s filters', (_, ignoreFilters) => {
		const referencesFor = async (filters: Parameters, timezone = 'Asia/Kolkata') => {
			await bench().control.settings({ ignoreFilters });
			const run = await bench().run(getTransactions({ filters, ...everything }), [{}], {
				timezone,
			});
			return run.output.map(({ referenceNumber }) => referenceNumber).sort();
		};

		test('can be narrowed by handle, direction, amount and status', async () => {
			const { transactions } = await bench().control.account();
			const [first] = transactions;
			const like = (is: (each: (typeof transactions)[0]) => boolean) =>
				transactions.filter(is).map(({ uniqueReferenceNumber }) => uniqueReferenceNumber);
			expect(await referencesFor({ handleId: first?.enKashCardId ?? '' })).toEqual(
				like(({ enKashCardId }) => enKashCardId === first?.enKashCardId),
			);
			expect(await referencesFor({ direction: 'debit' })).toEqual(
				like((t) => t.direction === 'DR'),
			);
			expect(await referencesFor({ amountFrom: 87, amountTo: '161.00' })).toEqual(
				like(({ amount }) => amount >= 87 && amount <= 161),
			);
			expect(await referencesFor({ status: 'CREATED' })).toEqual(like(() => true));
			expect(await referencesFor({ status: 'FAILED' })).toEqual([]);
		});

		test('can be narrowed by date, whole days being those of the workflow', async () => {
			const on = async (date: string, reference: string) => {
				await bench().control.addTransaction({ date, reference, amount: 1 });
			};
			await on('2026-10-31T18:29:59Z', 'OCTOBER-IN-KOLKATA');
			await on('2026-10-31T18:30:00Z', 'NOVEMBER-IN-KOLKATA');
			await on('2026-11-01T18:29:59Z', 'STILL-THAT-DAY');
			await on('2026-11-01T18:30:00Z', 'THE-NEXT-DAY');
			const day = { dateFrom: '2026-11-01', dateTo: '2026-11-01' };
			expect(await referencesFor(day)).toEqual(['NOVEMBER-IN-KOLKATA', 'STILL-THAT-DAY']);
			expect(await referencesFor(day, 'UTC')).toEqual(['STILL-THAT-DAY', 'THE-NEXT-DAY']);
			const moments = { dateFrom: '2026-11-01T00:00:00', dateTo: '2026-11-01T18:30:00Z' };
			expect(await referencesFor(moments)).toEqual([
				'NOVEMBER-IN-KOLKATA',
				'STILL-THAT-DAY',
				'THE-NEXT-DAY',
			]);
		});
	});

	describe('that EnKash cuts, whatever page is asked for,', () => {
		const cut = async () => {
			await bench().control.reset({ transactions: 30 });
			await bench().control.changePassword(String(bench().credential.data.password));
			await bench().control.settings({
				dialects: ['handles-page-of-10-counted-all', 'filter-ignored-newest-10-counted-all'],
			});
		};

		test.each([
			['all handles', getHandles(everything)],
			['more handles than were sent', getHandles({ limit: 11 })],
			['all transactions', getTransactions(everything)],
			['users by name', getUsers({ filters: { name: 'Tenzin' } })],
			['one that is not among those that were sent', getTransaction()],
		])('are not taken for the whole: %s', async (_, given) => {
			await cut();
			const run = await bench().run(given, [{ reference: 'PAST-00001' }]);
			expect(run.error.context?.code).toBe('list-incomplete');
		});

		test('are good enough for a limit that they meet', async () => {
			await cut();
			expect(await count(getHandles({ limit: 10 }))).toBe(10);
		});
	});
});
