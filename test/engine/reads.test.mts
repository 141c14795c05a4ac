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
		['account', getAccount(), ['cardAccountId', 'availableBalance', 'companyName', 'ifscCode']],
		['handle', getHandles(), ['enKashCardId', 'firstName', 'email', 'otbBalance', 'cardStatus']],
		['transaction', getTransactions(), ['uniqueReferenceNumber', 'amount', 'status', 'txnDate']],
		['user', getUsers(), ['userId', 'firstName', 'mobile', 'enKashCardId']],
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
		const rows = [{ handle: String(handles[1]?.enKashCardId), user: String(users[1]?.userId) }];
		expect((await bench().run(getHandle(), rows)).output).toEqual([handles[1]]);
		expect((await bench().run(getUser(), rows)).output).toEqual([users[1]]);
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

	test('two hundred items log in once', async () => {
		await bench().control.reset({ transactions: 200 });
		await bench().control.changePassword(String(bench().credential.data.password));
		const { transactions } = await bench().control.account();
		const rows = transactions.map(({ uniqueReferenceNumber: reference }) => ({ reference }));
		const run = await bench().run(getTransaction(), rows);
		expect(run.output.map((json) => json.uniqueReferenceNumber)).toEqual(
			rows.map(({ reference }) => reference),
		);
		expect((await bench().control.calls()).endpoints.transactions.total).toBe(200);
		expect(await bench().control.logins()).toMatchObject({ ok: 1 });
	});

	test.each([
		['20 for reads', {}, 20],
		['as many as the option says for reads', { options: { concurrency: 3 } }, 3],
	])('are in flight %s', async (_, given, most) => {
		await bench().control.settings({ latency: 20 });
		const rows = Array.from({ length: 60 }, (__, index) => ({ reference: `REF-${index}` }));
		await bench().run(getTransaction(given), rows, { onError: 'continueRegularOutput' });
		expect((await bench().control.calls()).endpoints.transactions.inFlightHighWater).toBe(most);
	});

	test.each([
		['10 for payments', {}, 10],
		['as many as the option says for payments', { concurrency: 4 }, 4],
	])('are in flight %s', async (_, options, most) => {
		await bench().control.settings({ latency: 20 });
		await bench().run(allocate({ options }), await bench().payments(40));
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
		['name', { name: 'arjun' }, ['Arjun', 'Arjun']],
		['name in another script', { name: 'கயல்' }, ['கயல்விழி']],
		['e-mail', { email: ' PRIYA.NAIR@example.com' }, ['Priya']],
		['mobile number', { mobile: '+91 96000 00001' }, ['Asha']],
		['name and e-mail', { name: 'arjun', email: 'asha.menon@example.com' }, []],
	])('of handles can be narrowed by %s', async (_, filters, names) => {
		const run = await bench().run(getHandles({ filters }));
		expect(run.output.map(({ firstName }) => firstName)).toEqual(names);
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
			return run.output.map(({ uniqueReferenceNumber }) => uniqueReferenceNumber).sort();
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

	describe('that EnKash cuts', () => {
		test.each([
			['all handles', getHandles(everything)],
			['more handles than were sent', getHandles({ limit: 6 })],
			['all transactions', getTransactions(everything)],
			['users by name', getUsers({ filters: { name: 'Zoya' } })],
		])('are not taken for the whole: %s', async (_, given) => {
			await bench().control.settings({ cutLists: 5 });
			const run = await bench().run(given);
			expect(run.error.message).toMatch(/counts \d+ records but sent 5/);
			expect(run.error.description).toContain('incomplete');
		});

		test('are good enough for a limit that they meet', async () => {
			await bench().control.settings({ cutLists: 5 });
			expect(await count(getHandles({ limit: 5 }))).toBe(5);
		});

		test('do not prove that a transaction or a user is not there', async () => {
			await bench().control.settings({ cutLists: 2, ignoreFilters: true });
			const transaction = await bench().run(getTransaction(), [{ reference: 'PAST-00001' }]);
			expect(transaction.error.message).not.toContain('has no');
			const last = (await bench().control.account()).handles.at(-1);
			const user = await bench().run(getUser(), [{ user: last?.userId }]);
			expect(user.error.message).not.toContain('has no');
		});
	});
});
