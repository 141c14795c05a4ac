import { describe, expect, test } from '@jest/globals';
import type { FaultInput } from '../../sandbox/faults.mts';
import type { CredentialRow } from '../support/engine/database.mts';
import { useBench } from './bench.mts';
import type { Row } from './bench.mts';
import { allocate, createAndAllocate, getAccount, getHandle, getHandles } from './operations.mts';
import { getTransaction, getTransactions, getUser } from './operations.mts';
import { enKashWorkflow } from './workflow.mts';
import type { NodeOptions, Parameters } from './workflow.mts';

const bench = useBench();

const nothingWasSent = async () => {
	expect(await bench().control.calls()).toMatchObject({ total: 0 });
};

const GOOD: Row = {
	...{ handle: 'EKC4E8JSEG', user: 'EKXWIXG7', amount: 10, reference: 'GOOD-1' },
	...{ firstName: 'Asha', title: 'Ms', gender: 'F' },
	...{ email: 'asha.new@example.com', mobile: '9811111111' },
};

type BadValue = readonly [field: string, parameters: Parameters, bad: Row, words: RegExp];

/** The second of three items has one field that cannot be right. */
const BAD_VALUES: readonly BadValue[] = [
	...['', 'x', 'EKC 1', 42, null].map(
		(handle): BadValue => ['Handle', allocate(), { handle }, /handle ID/],
	),
	...[0, -5, '1.001', 'ten', '', null, '1e3', 1e21, 0.1 + 0.2, '₹10', true, '10,00', [10]].map(
		(amount): BadValue => ['Amount', allocate(), { amount }, /amount/i],
	),
	...['', null, 'two words', 'x'.repeat(65), 'a\nb', 'रसीद', {}].map(
		(reference): BadValue => ['Reference Number', allocate(), { reference }, /reference number/i],
	),
	...['', 'asha', 'asha@', 'asha@example'].map(
		(email): BadValue => ['Email', createAndAllocate(), { email }, /Email/],
	),
	...['', '12345', '981111111x', '98111111112'].map(
		(mobile): BadValue => ['Mobile', createAndAllocate(), { mobile }, /Mobile/],
	),
	['First Name', createAndAllocate(), { firstName: ' ' }, /First Name/],
	['Title', createAndAllocate(), { title: 'Dr' }, /Title/],
	['Gender', createAndAllocate(), { gender: 'X' }, /Gender/],
	[
		'Purpose',
		allocate({ payOncePer: 'day', purpose: '={{ $json.purpose ?? "lunch" }}' }),
		{ purpose: 'x'.repeat(101) },
		/Purpose.*100/,
	],
	['Handle', getHandle(), { handle: 'nobody' }, /"nobody" is not a handle ID/],
	['User', getUser(), { user: 'nobody' }, /"nobody" is not a user ID/],
	['Reference Number', getTransaction(), { reference: '' }, /reference number is empty/],
	[
		'Card Account ID',
		getAccount({ options: { cardAccountId: '={{ $json.account ?? "CA1DEMO01" }}' } }),
		{ account: 'EKC1' },
		/"EKC1" is not a card account ID/,
	],
	[
		'Date From',
		getTransactions({ filters: { dateFrom: '={{ $json.date ?? "2026-01-01" }}' } }),
		{ date: 'yesterday' },
		/"yesterday" is not a date/,
	],
	[
		'Amount From',
		getTransactions({ filters: { amountFrom: '={{ $json.from ?? 1 }}', amountTo: 5 } }),
		{ from: 6 },
		/"Amount From" is (after|above|more than) "Amount To"/,
	],
];

describe.each(BAD_VALUES)('%s', (field, parameters, bad, words) => {
	test(`${JSON.stringify(bad).slice(0, 60)} is refused by name and item, with advice`, async () => {
		const items = [GOOD, { ...GOOD, reference: 'BAD-1', ...bad }, { ...GOOD, reference: 'GOOD-2' }];
		const isRead = parameters.operation === 'get' || parameters.operation === 'getMany';
		const run = await bench().run(parameters, isRead ? items.slice(1, 2) : items);
		expect(run.error.message).toMatch(words);
		expect(run.error.message).toContain(isRead ? '[item 0]' : '[item 1]');
		expect(run.error.message).toContain(field);
		expect(run.error.description).toMatch(/[a-z]{3,} .{10,}/i);
		await nothingWasSent();
	});
});

const BAD_OPTIONS: ReadonlyArray<readonly [string, Parameters, RegExp]> = [
	['no requests at once', allocate({ options: { concurrency: 0 } }), /Concurrency.*least 1/],
	['51 requests at once', getHandles({ options: { concurrency: 51 } }), /Concurrency.*most 50/],
	['half a request', allocate({ options: { concurrency: 1.5 } }), /Concurrency.*whole number/],
	['no time', getAccount({ options: { timeout: 0 } }), /Timeout.*least 1/],
	['a negative window', allocate({ options: { confirmationWindow: -1 } }), /Confirmation Window/],
	['a limit of 0', getHandles({ limit: 0 }), /Limit.*least 1/],
	['half a limit', getHandles({ limit: 2.5 }), /Limit/],
	[
		'options that differ between items',
		allocate({ options: { dryRun: '={{ $itemIndex === 1 }}' } }),
		/Options.*other options/,
	],
];

test.each(BAD_OPTIONS)('%s is refused', async (_, parameters, words) => {
	const run = await bench().run(parameters, [GOOD, { ...GOOD, reference: 'GOOD-2' }]);
	expect(run.words).toMatch(words);
	await nothingWasSent();
});

test('everything that is wrong with an item is said at once', async () => {
	const bad = { ...GOOD, handle: 'x', amount: 0, reference: '' };
	const run = await bench().run(allocate(), [GOOD, bad]);
	expect(run.words).toMatch(/handle ID/);
	expect(run.words).toMatch(/amount is 0/i);
	expect(run.words).toMatch(/reference number is empty/i);
	await nothingWasSent();
});

test.each([
	['an operation', { resource: 'handle', operation: 'burn' }, /"burn"/],
	['a resource', { resource: 'castle', operation: 'get' }, /"castle"/],
])('%s that does not exist is named', async (_, parameters, words) => {
	const run = await bench().run(parameters);
	expect(run.error.message).toMatch(words);
	expect(run.error.description).toContain('Choose');
	await nothingWasSent();
});

const BAD_CREDENTIALS: ReadonlyArray<readonly [string, CredentialRow['data'], RegExp]> = [
	['no account', { cardAccountId: '' }, /"Card Account ID" in the credential is empty/],
	['no password', { password: '' }, /"Password" in the credential is empty/],
	['plain http', { baseUrl: 'http://pay.enkash.in' }, /"Base URL".*safe address.*https:/s],
	['no scheme', { baseUrl: 'pay.enkash.in' }, /"Base URL".*safe address/],
	['a user name in the address', { baseUrl: 'https://a:b@enkash.in' }, /"Base URL".*safe address/],
	['a log-in in plain http', { tokenUrl: 'http://enkash.in/oauth/token' }, /"Token URL"/],
	['a script as address', { baseUrl: 'javascript:alert(1)' }, /"Base URL".*safe address/],
];

describe.each(BAD_CREDENTIALS)('a credential with %s', (_, fields, words) => {
	test('is refused for reads and payments, by the name of its field', async () => {
		bench().editCredential(fields);
		for (const parameters of [getAccount(), allocate()]) {
			const run = await bench().run(parameters, [GOOD]);
			expect(run.words).toMatch(words);
			const continued = await bench().run(parameters, [GOOD, GOOD], {
				onError: 'continueErrorOutput',
			});
			expect(continued.output).toEqual([]);
			expect(continued.failed).toHaveLength(2);
		}
		await nothingWasSent();
	});
});

describe('a credential that is not there', () => {
	const withoutCredential = async (parameters: Parameters, options: NodeOptions = {}) => {
		const gone = { ...bench().credential, id: 'gone' };
		return await bench().runWorkflow(enKashWorkflow(parameters, gone, options), [GOOD]);
	};

	test('stops the run', async () => {
		const run = await withoutCredential(getAccount());
		expect(run.error.description).toContain('Choose a credential');
	});

	test('does not pass an item off as paid', async () => {
		const run = await withoutCredential(allocate(), { onError: 'continueErrorOutput' });
		expect([run.output, run.failed]).toEqual([
			[],
			[expect.objectContaining({ outcome: 'notSent', field: 'Credential' })],
		]);
	});
});

describe('an expression that cannot be evaluated', () => {
	const broken = allocate({ amount: "={{ $('Nowhere').item.json.amount }}" });

	test('stops the run before anything is sent, and names the item', async () => {
		const run = await bench().run(broken, [GOOD]);
		expect(run.words).toContain('Amount');
		await nothingWasSent();
	});

	test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'does not pass an item off as paid (%s)',
		async (onError) => {
			const run = await bench().run(broken, [GOOD, { ...GOOD, reference: 'GOOD-2' }], { onError });
			const items = onError === 'continueErrorOutput' ? run.failed : run.output;
			expect(items.map(({ outcome }) => outcome)).toEqual(['notSent', 'notSent']);
			await nothingWasSent();
		},
	);
});

const NOT_ENKASH: ReadonlyArray<readonly [string, FaultInput, RegExp]> = [
	['a web page', { endpoint: 'account', fault: 'htmlBody' }, /not one of its own.*a web page/],
	[
		"a proxy's web page",
		{ endpoint: 'account', fault: 'statusBeforeCommit', status: 502, body: 'html' },
		/HTTP status 502/,
	],
	['nothing', { endpoint: 'account', fault: 'emptyBody' }, /not one of its own/],
	['half a JSON', { endpoint: 'account', fault: 'malformedJson' }, /not one of its own/],
	[
		'an account without a balance',
		{ endpoint: 'account', fault: 'missingFields', fields: ['availableBalance'] },
		/does not fit its documentation.*availableBalance/,
	],
];

test.each(NOT_ENKASH)('%s in place of an answer is told apart', async (_, fault, words) => {
	await bench().control.addFaults(fault);
	const run = await bench().run(getAccount());
	expect(run.error.message).toMatch(words);
	expect(run.error.description).toContain('Get Petty Cash Account Details');
});

test('fields that nobody knows change nothing', async () => {
	const before = (await bench().run(getAccount())).output;
	await bench().control.addFaults({ endpoint: 'account', fault: 'extraFields' });
	expect((await bench().run(getAccount())).output).toEqual(before);
});

test.each(['empty', 'notFound'] as const)(
	'a handle that does not exist is named, whatever EnKash answers (%s)',
	async (unknownHandle) => {
		await bench().control.settings({ unknownHandle });
		const run = await bench().run(getHandle(), [{ handle: 'EKCNOTHERE' }]);
		expect(run.error.message).toContain('EKCNOTHERE');
		expect(run.error.message).toContain('[item 0]');
	},
);
