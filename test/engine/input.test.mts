import { describe, expect, test } from '@jest/globals';
import type { GenericValue } from 'n8n-workflow';
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

type BadValue = readonly [field: string, parameters: Parameters, bad: Row, code: string];

const bad = (
	field: string,
	parameters: Parameters,
	name: string,
	values: ReadonlyArray<readonly [GenericValue, string]>,
): readonly BadValue[] =>
	values.map(([value, code]) => [field, parameters, { [name]: value }, code] as const);

/** The second of three items has one field that cannot be right. */
const BAD_VALUES: readonly BadValue[] = [
	...bad('Handle', allocate(), 'handle', [
		...[['', 'expression-empty'] as const, [null, 'expression-empty'] as const],
		...[['x', 'handle-unreadable'] as const, ['EKC 1', 'handle-unreadable'] as const],
		...[[42, 'mobile-unreadable'] as const, ['asha@', 'email-unreadable'] as const],
		['#N/A', 'sheet-value-broken'],
	]),
	...bad('Amount (₹)', allocate(), 'amount', [
		...[0, '0.00'].map((amount) => [amount, 'amount-zero'] as const),
		...[-5, '-1,500'].map((amount) => [amount, 'amount-below-zero'] as const),
		...['1.001', 1234.565].map((amount) => [amount, 'amount-too-precise'] as const),
		...['ten', '1e3', 1e21, true, '10,00', '1.500,00', '1,5', [10]].map(
			(amount) => [amount, 'amount-unreadable'] as const,
		),
		...['', ' ', null].map((amount) => [amount, 'expression-empty'] as const),
		['#REF!', 'sheet-value-broken'],
	]),
	...bad('Reference Number', allocate(), 'reference', [
		...['CLM 2041', 'x'.repeat(65), 'a\nb', 'रसीद', 'CLAIM-undefined', {}].map(
			(reference) => [reference, 'reference-unusable'] as const,
		),
		...['', null].map((reference) => [reference, 'expression-empty'] as const),
	]),
	...bad('Email', createAndAllocate(), 'email', [
		...['asha', 'asha@', 'asha@example'].map((email) => [email, 'email-unreadable'] as const),
		['', 'expression-empty'],
	]),
	...bad('Mobile', createAndAllocate(), 'mobile', [
		...['12345', '1234567890', '981111111x', '98111111112', '9.81E+09'].map(
			(mobile) => [mobile, 'mobile-unreadable'] as const,
		),
		['', 'expression-empty'],
	]),
	...bad('First Name', createAndAllocate(), 'firstName', [
		[' ', 'expression-empty'],
		['#N/A', 'sheet-value-broken'],
		[9811111111, 'name-unreadable'],
	]),
	...bad('Title', createAndAllocate(), 'title', [['Dr', 'choice-unknown']]),
	...bad('Gender', createAndAllocate(), 'gender', [['X', 'choice-unknown']]),
	...bad(
		'Purpose',
		allocate({ payOncePer: 'day', purpose: '={{ $json.purpose ?? "lunch" }}' }),
		'purpose',
		[['x'.repeat(101), 'text-too-long']],
	),
	...bad(
		'Period Of',
		allocate({
			...{ payOncePer: 'month', purpose: 'lunch' },
			periodOf: '={{ $json.of ?? $now.toFormat("yyyy-MM") }}',
		}),
		'of',
		[
			['November', 'date-unreadable'],
			['26/11/2026', 'date-unreadable'],
			['2026', 'date-too-wide'],
			['2026-W48', 'date-too-wide'],
		],
	),
	...bad('Handle', getHandle(), 'handle', [['nobody', 'handle-unreadable']]),
	...bad('User', getUser(), 'user', [['nobody', 'user-unreadable']]),
	...bad('Reference Number', getTransaction(), 'reference', [['', 'expression-empty']]),
	...bad(
		'Card Account ID',
		getAccount({ options: { cardAccountId: '={{ $json.account ?? "CA1DEMO01" }}' } }),
		'account',
		[['EKC1', 'account-unreadable']],
	),
	...bad(
		'Date From',
		getTransactions({ filters: { dateFrom: '={{ $json.date ?? "2026-01-01" }}' } }),
		'date',
		[
			['yesterday', 'date-unreadable'],
			['10:30', 'date-unreadable'],
			['0026-11-05', 'date-out-of-range'],
		],
	),
	...bad(
		'Amount From (₹)',
		getTransactions({ filters: { amountFrom: '={{ $json.from ?? 1 }}', amountTo: '5' } }),
		'from',
		[
			[6, 'range-reversed'],
			['five', 'amount-unreadable'],
		],
	),
	...bad('Mobile', getHandles({ filters: { mobile: '={{ $json.mobile }}' } }), 'mobile', [
		['12345', 'mobile-unreadable'],
	]),
];

const isRead = ({ operation }: Parameters) => operation === 'get' || operation === 'getMany';

describe.each(BAD_VALUES)('%s', (field, parameters, values, code) => {
	test(`${JSON.stringify(values).slice(0, 60)} is refused: ${code}`, async () => {
		const items = [
			GOOD,
			{ ...GOOD, reference: 'BAD-1', ...values },
			{ ...GOOD, reference: 'GOOD-2' },
		];
		const onError = 'continueRegularOutput';
		const rows = isRead(parameters) ? items.slice(1, 2) : items;
		const run = await bench().run(parameters, rows, { onError });
		const refused = run.output.filter((item) => item['code'] === code);
		expect(run.output.map((item) => item['code'])).toContain(code);
		expect(refused).toHaveLength(1);
		if (code !== 'range-reversed') {
			expect(refused[0]?.['details']).toMatchObject({ kind: 'invalid', field });
		}
		await nothingWasSent();
	});
});

test('Period Of in the year 0026 is refused before anything is paid', async () => {
	const parameters = allocate({
		...{ payOncePer: 'month', purpose: 'lunch', periodOf: '={{ $json.of }}' },
	});
	const rows = [{ ...GOOD, of: '0026-11-05' }];
	const run = await bench().run(parameters, rows, { onError: 'continueRegularOutput' });
	expect(run.output).toMatchObject([
		{ code: 'date-out-of-range', details: { kind: 'invalid', field: 'Period Of' } },
	]);
	expect((await bench().control.calls()).endpoints.allocate.total).toBe(0);
});

const BAD_OPTIONS: ReadonlyArray<readonly [string, Parameters, string]> = [
	['no requests at once', allocate({ options: { concurrency: 0 } }), 'number-out-of-range'],
	['51 requests at once', getHandles({ options: { concurrency: 51 } }), 'number-out-of-range'],
	['half a request', allocate({ options: { concurrency: 1.5 } }), 'number-out-of-range'],
	['no time', getAccount({ options: { timeout: 0 } }), 'number-out-of-range'],
	['too much time', getAccount({ options: { timeout: 120_001 } }), 'number-out-of-range'],
	['a negative window', allocate({ options: { confirmationWindow: -1 } }), 'number-out-of-range'],
	['too long a window', allocate({ options: { confirmationWindow: 301 } }), 'number-out-of-range'],
	['a limit of 0', getHandles({ limit: 0 }), 'number-out-of-range'],
	['half a limit', getHandles({ limit: 2.5 }), 'number-out-of-range'],
	['a check that is neither on nor off', allocate({ checkOnly: 'maybe' }), 'not-true-or-false'],
	[
		'an account of another kind',
		allocate({ options: { cardAccountId: 'EKC1' } }),
		'account-unreadable',
	],
	[
		'a check of one item only',
		allocate({ checkOnly: '={{ $itemIndex === 1 }}' }),
		'options-differ',
	],
	[
		'options that differ between items',
		allocate({ options: { timeout: '={{ 1000 + $itemIndex }}' } }),
		'options-differ',
	],
];

test.each(BAD_OPTIONS)('%s is refused', async (_, parameters, code) => {
	const rows = [GOOD, { ...GOOD, reference: 'GOOD-2' }];
	const run = await bench().run(parameters, rows, { onError: 'continueRegularOutput' });
	expect(run.output.map((item) => item['code'])).toEqual([code, code]);
	await nothingWasSent();
});

test('everything that is wrong with a row is said at once', async () => {
	const wrong = { ...GOOD, handle: 'x', amount: 0, reference: 'a b' };
	const run = await bench().run(allocate(), [GOOD, wrong]);
	expect(run.error.context).toMatchObject({ code: 'rows-wrong' });
	expect(run.words).toMatch(/Item 2, Asha.*handle ID.*amount is 0.*"a b" cannot be used/);
	await nothingWasSent();
});

test.each([
	['an operation', { resource: 'handle', operation: 'burn' }, 'burn'],
	['a resource', { resource: 'castle', operation: 'get' }, 'castle'],
])('%s that does not exist is named', async (_, parameters, name) => {
	const run = await bench().run(parameters);
	expect(run.error.context).toMatchObject({ code: 'operation-unknown' });
	expect(run.error.message).toContain(name);
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
			[expect.objectContaining({ outcome: 'notSent', code: 'credential-missing' })],
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
			expect(items.map(({ outcome }) => outcome)).toEqual(['rejected', 'rejected']);
			await nothingWasSent();
		},
	);
});

const NOT_ENKASH: ReadonlyArray<readonly [string, FaultInput, string]> = [
	['a web page', { endpoint: 'account', fault: 'htmlBody' }, 'not-an-enkash-answer'],
	[
		"a proxy's web page",
		{ endpoint: 'account', fault: 'statusBeforeCommit', status: 502, body: 'html' },
		'server-trouble',
	],
	['nothing', { endpoint: 'account', fault: 'emptyBody' }, 'not-an-enkash-answer'],
	['half a JSON', { endpoint: 'account', fault: 'malformedJson' }, 'not-an-enkash-answer'],
	[
		'an account without a balance',
		{ endpoint: 'account', fault: 'missingFields', fields: ['availableBalance'] },
		'answer-unreadable',
	],
];

test.each(NOT_ENKASH)('%s in place of an answer is told apart', async (_, fault, code) => {
	await bench().control.addFaults(fault);
	const run = await bench().run(getAccount());
	expect(run.error.context).toMatchObject({
		code,
		data: { endpoint: 'Get Petty Cash Account Details' },
	});
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
