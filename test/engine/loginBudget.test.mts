import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { DialectName } from '../../sandbox/dialects/registry.mts';
import type { CredentialRow } from '../support/engine/database.mts';
import { NO_SESSION } from '../support/no-session.mts';
import { useBench } from './bench.mts';
import { allocate, getAccount, getTransaction } from './operations.mts';
import { enKashWorkflow } from './workflow.mts';

const bench = useBench();

const MINUTES = 60_000;

const attempts = async () => (await bench().control.logins()).attempts;
const partnerCalls = async () => {
	const { calls } = await bench().control.calls();
	return calls.filter(({ endpoint }) => endpoint !== 'token');
};
const setDialect = async (dialect: DialectName) =>
	await bench().control.settings({ dialects: [dialect] });

/** Not one that the process remembers from another test. */
const wrong = () => `wrong-${randomUUID()}`;

const patient = { onError: 'continueRegularOutput', retryOnFail: true, maxTries: 3 } as const;
const threeReads = [1, 2, 3].map((n) => ({ reference: `PAST-0000${n}` }));

/** A second credential with the same log-in. */
function copyOfCredential(): CredentialRow {
	const copy = { ...bench().credential, id: randomUUID(), name: 'The same log-in' };
	bench().database.saveCredential(copy);
	return copy;
}

const isAt = async (ms: number, engines = [bench().engine]) => {
	const now = new Date(Date.now() + ms).toISOString();
	await Promise.all(engines.map(async (engine) => await engine.setClock(now)));
};

/** How EnKash may refuse a log-in, what the package makes of it, and how often it then sends it. */
const REFUSALS: ReadonlyArray<readonly [DialectName | 'documented', string, number]> = [
	['documented', 'login-refused', 1],
	['login-refused-with-attempts-left', 'login-refused', 1],
	['login-refused-in-envelope', 'login-refused', 1],
	['login-refused-in-another-shape', 'login-refused', 1],
	['login-refused-empty', 'login-not-understood', 2],
	['login-refused-html', 'login-not-understood', 2],
	['login-refused-500', 'login-not-understood', 2],
];

describe.each(REFUSALS)('a wrong password, where EnKash speaks %s', (dialect, code, most) => {
	test('reaches EnKash twice at most: three items, six runs, two processes, two credentials, Test', async () => {
		if (dialect !== 'documented') await setDialect(dialect);
		bench().editCredential({ password: wrong() });
		const copy = copyOfCredential();
		const other = await bench().startEngine();
		const run = async (engine = bench().engine) =>
			await bench().run(getTransaction(), threeReads, { ...patient, engine });

		const [first] = await Promise.all([run(), run(other)]);
		expect({ error: first.execution.error, output: first.output }).toMatchObject({
			error: undefined,
			output: Array(3).fill({ code, details: { endpoint: 'Authentication' } }),
		});
		await bench().testCredential();
		const workflow = enKashWorkflow(getAccount(), copy, patient);
		expect((await bench().runWorkflow(workflow)).output).toMatchObject([{ code }]);
		await run();
		await run(other);
		expect(await attempts()).toBe(1);

		for (const after of [16, 32]) {
			await isAt(after * MINUTES, [bench().engine, other]);
			expect((await run()).output).toMatchObject([{ code }, { code }, { code }]);
			await run(other);
			await bench().testCredential();
			await bench().runWorkflow(workflow);
		}
		expect(await attempts()).toBe(most);
		expect(await bench().control.logins()).toMatchObject({ ok: 0, locked: false });
		expect(await partnerCalls()).toEqual([]);
	});
});

test('a wrong password that is never answered reaches EnKash once, over runs and clicks on Test', async () => {
	await setDialect('login-refused-time-out');
	bench().editCredential({ password: wrong() });
	const run = await bench().run(getTransaction(), threeReads, patient);
	expect(run.output).toMatchObject(Array(3).fill({ code: 'login-unanswered' }));
	await bench().run(getAccount());
	expect(await bench().testCredential()).toMatchObject({ status: 'Error' });
	expect(await attempts()).toBe(1);
});

test('a log-in is sent again when a person asks for it, with a budget of its own', async () => {
	await setDialect('login-refused-html');
	const { password = '' } = bench().credential.data;
	bench().editCredential({ password: wrong() });
	await bench().run(getAccount());
	bench().editCredential({ loginAttempt: 2 });
	await bench().run(getAccount());
	await bench().run(getAccount());
	expect(await attempts()).toBe(2);
	bench().editCredential({ password, loginAttempt: 1 });
	expect((await bench().run(getAccount())).succeeded).toBe(true);
});

test('a log-in that was changed and changed back is sent within its own budget only', async () => {
	const [first, second] = [wrong(), wrong()];
	for (const password of [first, second, first, second, first]) {
		bench().editCredential({ password });
		await bench().run(getAccount());
		await bench().testCredential();
	}
	expect(await attempts()).toBe(2);
});

test.each(NO_SESSION)(
	'a right log-in that %s is sent again 15 minutes later, and pays nobody before',
	async (_, fault) => {
		await bench().control.addFaults(fault);
		const run = await bench().run(getTransaction(), threeReads, patient);
		expect(run.output).toMatchObject(
			Array(3).fill({ details: { kind: 'notSent', endpoint: 'Authentication' } }),
		);
		await isAt(14 * MINUTES);
		const payments = await bench().run(allocate(), await bench().payments(2), patient);
		expect(payments.output.map(({ outcome }) => outcome)).toEqual(['notSent', 'notSent']);
		expect(await partnerCalls()).toEqual([]);
		expect(await attempts()).toBe(1);
		await isAt(16 * MINUTES);
		expect((await bench().run(getTransaction(), threeReads)).output).toHaveLength(3);
		expect(await attempts()).toBe(2);
	},
);

test('a log-in that surely never left does not count', async () => {
	bench().editCredential({ tokenUrl: 'http://127.0.0.1:9/oauth/token' });
	for (let n = 0; n < 3; n++) {
		const run = await bench().run(getAccount());
		expect(run.error.context).toMatchObject({ code: 'unreachable' });
	}
	bench().editCredential({ tokenUrl: '' });
	expect((await bench().run(getAccount())).succeeded).toBe(true);
	expect(await attempts()).toBe(1);
});

describe('a space at the end', () => {
	test.each(['username', 'password', 'clientId', 'clientSecret'])(
		'of the %s is pointed out before it costs an attempt',
		async (name) => {
			bench().editCredential({ [name]: `${String(bench().credential.data[name])} ` });
			const run = await bench().run(getAccount());
			expect(run.error.context).toMatchObject({ code: 'credential-field-blank-edge' });
			expect((await bench().testCredential()).message).toContain('starts or ends with a space');
			expect(await attempts()).toBe(0);
		},
	);
});

const SHAPES: readonly DialectName[] = [
	'token-in-camel-case',
	'token-called-token',
	'token-in-payload',
	'token-without-life',
];

test.each(SHAPES)('a token is taken where EnKash speaks %s', async (dialect) => {
	await setDialect(dialect);
	expect((await bench().run(getTransaction(), threeReads)).output).toHaveLength(3);
	expect((await bench().testCredential()).status).toBe('OK');
	expect(await attempts()).toBe(1);
});

const UNKNOWN_SHAPES: readonly DialectName[] = [
	'token-in-an-unknown-shape',
	'token-as-text',
	'token-in-message',
];

test.each(UNKNOWN_SHAPES)(
	'a success without a token that we know says so, counts, and is not quoted: %s',
	async (dialect) => {
		await setDialect(dialect);
		for (let n = 0; n < 3; n++) {
			const run = await bench().run(getAccount());
			expect(run.error.context).toMatchObject({ code: 'login-without-token' });
			expect(run.error.message).toContain('contains no token in a known form');
		}
		expect((await bench().testCredential()).message).toContain('no token in a known form');
		const stored: unknown = JSON.parse(String(bench().credential.data['sessionToken']));
		expect(stored).toMatchObject({
			logins: [{ attempts: [{ reason: { code: 'login-without-token', status: 200 } }] }],
		});
		expect(JSON.stringify(stored)).not.toContain('words');
		expect(await attempts()).toBe(1);
	},
);

const ACCESS: ReadonlyArray<readonly [DialectName, string]> = [
	['ip-not-listed', 'ip-not-allowed'],
	['ip-not-listed-wording-2', 'ip-not-allowed'],
	['ip-not-listed-wording-3', 'ip-not-allowed'],
	['ip-not-listed-html', 'login-not-understood'],
	['ip-not-listed-after-login', 'ip-not-allowed'],
	['api-not-enabled', 'api-not-enabled'],
	['api-not-enabled-at-login', 'api-not-enabled'],
	['partner-unknown', 'partner-unknown'],
];

test.each(ACCESS)('where EnKash speaks %s, the reason is %s', async (dialect, code) => {
	await setDialect(dialect);
	const runs = [await bench().run(getAccount()), await bench().run(getAccount())];
	for (const run of runs) expect(run.error.context).toMatchObject({ code });
	expect((await bench().testCredential()).status).toBe('Error');
	expect(await attempts()).toBe(1);
	await bench().control.settings({ dialects: [] });
	await isAt(16 * MINUTES);
	expect((await bench().run(getAccount())).succeeded).toBe(true);
});

const LOCKS = ['documented', 'locked-wording-2', 'locked-wording-3', 'locked-wording-4'] as const;

test.each(LOCKS)('a locked user is told apart, where EnKash speaks %s', async (dialect) => {
	if (dialect !== 'documented') await setDialect(dialect);
	await bench().control.lock();
	for (let n = 0; n < 3; n++) {
		const run = await bench().run(getAccount());
		expect(run.error.context).toMatchObject({ code: 'login-locked' });
		expect(run.error.description).toContain('Ask EnKash to unlock');
	}
	expect(await attempts()).toBe(1);
	await bench().control.unlock();
	await isAt(16 * MINUTES);
	expect((await bench().run(getAccount())).succeeded).toBe(true);
});
