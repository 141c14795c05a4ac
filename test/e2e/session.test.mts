import { randomUUID } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { DEMO } from '../../sandbox/company.mts';
import { CONTINUE, Flow, RETRY, outputOf } from '../support/e2e/flow.mts';
import { Stage } from '../support/e2e/stage.mts';
import type { CredentialReference } from '../support/e2e/stage.mts';
import { NO_SESSION } from '../support/no-session.mts';
import { Recorder } from '../support/recorder.mts';
import { until } from '../../scripts/until.mts';

jest.setTimeout(600_000);

let stage: Stage;
beforeAll(async () => {
	stage = await Stage.set();
});
afterAll(async () => {
	await stage.strike();
});
/** Each test has a log-in of its own: what one was given or refused, the others must not know. */
let password: string;
beforeEach(async () => {
	password = `the-password-${randomUUID()}`;
	await stage.control.reset();
	await stage.control.changePassword(password);
});
const wrong = () => ({ password: `not-${password}` });

type Fields = Readonly<Record<string, unknown>>;
const draft = (name: string, fields: Fields = {}) =>
	stage.credential(name, { password, ...fields });
const addCredential = async (name: string, fields: Fields = {}): Promise<CredentialReference> => ({
	id: await stage.rest.createCredential(draft(name, fields)),
	name,
});

const partnerCalls = async () =>
	(await stage.control.calls()).calls.filter(({ endpoint }) => endpoint !== 'token');

const references = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ reference: `SESSION-${index}` }));

/** Asks for a transaction per item; none is there, which is an answer too. */
const putReads = async (
	credential: CredentialReference,
	count: number,
	{ options = {}, settings = {} }: { options?: object; settings?: object } = {},
) =>
	await Flow.put(
		stage,
		`${count} reads`,
		{
			credential,
			settings: { ...CONTINUE, ...settings },
			parameters: {
				resource: 'transaction',
				operation: 'get',
				referenceNumber: '={{ $json.reference }}',
				options,
			},
		},
		references(count),
	);

describe('in a real n8n, a session', () => {
	it('is opened once for five executions of a thousand items at the same time', async () => {
		const flow = await putReads(await addCredential('Five at once'), 1_000);
		const started = await Promise.all(Array.from({ length: 5 }, async () => await flow.start()));
		const executions = await Promise.all(
			started.map(async (id) => await stage.rest.waitFor(id, 300_000)),
		);
		expect(executions.map((execution) => outputOf(execution).length)).toEqual(
			executions.map(() => 1_000),
		);
		expect(await stage.control.logins()).toMatchObject({ ok: 1, failed: 0 });
	});

	it('is renewed once when EnKash forgets all tokens in the middle of 200 items', async () => {
		await stage.control.settings({ latency: 50 });
		const flow = await putReads(await addCredential('Forgotten'), 200);
		const id = await flow.start();
		await until(async () => (await partnerCalls()).length > 50);
		await stage.control.forgetTokens();
		const execution = await stage.rest.waitFor(id);
		expect(outputOf(execution).map(({ code }) => code)).toEqual(
			Array(200).fill('no-such-transaction'),
		);
		expect(await stage.control.logins()).toMatchObject({ ok: 2, failed: 0 });
	});

	it('is renewed in time while calls go on for three minutes and tokens live for 65 s', async () => {
		await stage.control.settings({ tokenTtl: 65, latency: 1_000 });
		const credential = await addCredential('Steady');
		const flow = await putReads(credential, 180, { options: { concurrency: 1 } });
		expect(outputOf(await flow.run(300_000))).toHaveLength(180);
		const statuses = (await partnerCalls()).map(({ status }) => status);
		expect(statuses.length).toBeGreaterThanOrEqual(180);
		expect(new Set(statuses)).toEqual(new Set([200]));
		const { failed, ok } = await stage.control.logins();
		expect(ok).toBeGreaterThanOrEqual(4);
		expect(failed).toBe(0);
	});

	it('is not used any more once the password was edited', async () => {
		const credential = await addCredential('Edited');
		const flow = await putReads(credential, 3);
		await flow.run();
		await stage.rest.updateCredential(credential.id, draft('Edited', wrong()));
		const before = (await stage.control.calls()).endpoints.transactions.total;
		const execution = await flow.run();
		expect(outputOf(execution)[0]?.['reason']).toContain('EnKash refused the log-in');
		expect((await stage.control.calls()).endpoints.transactions.total).toBe(before);
		expect((await stage.control.logins()).failed).toBe(1);
	});

	it('is not used for another partner', async () => {
		const credential = await addCredential('Another partner');
		const flow = await putReads(credential, 3);
		await flow.run();
		const partnerId = 'CR9OTHERS';
		await stage.rest.updateCredential(credential.id, draft('Another partner', { partnerId }));
		expect(outputOf(await flow.run())[0]?.['reason']).toContain('does not exist for this partner');
		expect(await stage.control.logins()).toMatchObject({ ok: 2, failed: 0 });
	});

	it('is not used for another host', async () => {
		const hosts = await Promise.all([1, 2].map(() => Recorder.start({ status: 500 })));
		try {
			const fields = hosts.map(({ url }) => ({
				baseUrl: url,
				tokenUrl: `${stage.sandbox.url}/oauth/token`,
			}));
			const credential = await addCredential('Another host', fields[0]);
			const flow = await putReads(credential, 1);
			await flow.run();
			await stage.rest.updateCredential(credential.id, draft('Another host', fields[1]));
			await flow.run();
			const [first, second] = hosts.map(
				({ received }) => new Set(received.map(({ headers }) => headers.authorization)),
			);
			expect(first?.size).toBe(1);
			expect(second?.size).toBe(1);
			expect(first).not.toEqual(second);
		} finally {
			await Promise.all(hosts.map((host) => host.stop()));
		}
	});

	it.each(NO_SESSION)(
		'is not there when the log-in %s, until a person asks for it once more',
		async (what, fault) => {
			const name = `No session: ${what}`;
			const credential = await addCredential(name);
			const flow = await putReads(credential, 3);
			await stage.control.addFaults(fault);
			for (let run = 0; run < 2; run++) {
				expect(outputOf(await flow.run())).toMatchObject(
					Array(3).fill({ details: { kind: 'notSent', endpoint: 'Authentication' } }),
				);
			}
			expect(await partnerCalls()).toEqual([]);
			expect(await stage.control.logins()).toMatchObject({ attempts: 1 });
			await stage.rest.updateCredential(credential.id, draft(name, { loginAttempt: 2 }));
			await flow.run();
			expect(await partnerCalls()).toHaveLength(3);
			expect(await stage.control.logins()).toMatchObject({ attempts: 2, failed: 0 });
		},
	);

	it.each(['login-refused-html', 'login-refused-in-another-shape', 'login-refused-500'] as const)(
		'is asked for once by six runs of three items with Retry On Fail: %s',
		async (dialect) => {
			await stage.control.settings({ dialects: [dialect] });
			const credential = await addCredential(dialect, wrong());
			const flow = await putReads(credential, 3, { settings: RETRY });
			for (let run = 0; run < 6; run++) expect(outputOf(await flow.run())).toHaveLength(3);
			expect(await stage.control.logins()).toMatchObject({ attempts: 1, locked: false });
		},
	);

	it('is asked for once with a wrong password, over items, tries and two processes', async () => {
		const credential = await addCredential('Wrong', wrong());
		const flow = await putReads(credential, 3, { settings: RETRY });
		const first = outputOf(await flow.run());
		expect(first.map(({ reason }) => reason)).toEqual(
			first.map(() => 'EnKash refused the log-in: Bad credentials'),
		);
		expect(first).toHaveLength(3);
		await stage.restartN8n();
		await flow.run();
		expect(await stage.control.logins()).toMatchObject({ ok: 0, failed: 1, locked: false });
	});

	it('is asked for once by three clicks on Test with a wrong password', async () => {
		const tested = draft('Tested', wrong());
		const id = await stage.rest.createCredential(tested);
		for (let click = 0; click < 3; click++) {
			const { message, status } = await stage.rest.testCredential(id, tested);
			expect(status).toBe('Error');
			expect(message).toContain('EnKash refused the log-in: Bad credentials');
		}
		expect((await stage.control.logins()).failed).toBe(1);
	});

	it('leaves no secret in what n8n stored and printed', async () => {
		const flow = await putReads(await addCredential('Leaks'), 3);
		await flow.run();
		const failing = await putReads(await addCredential('Leaks not', wrong()), 3);
		await failing.run();
		const secrets = [password, DEMO.clientSecret, wrong().password, 'Basic ', 'Bearer '];
		const files = await readdir(stage.home.userFolder, { recursive: true, withFileTypes: true });
		const stored = await Promise.all(
			files
				.filter((file) => file.isFile() && /\.(sqlite|sqlite-wal|log)$/.test(file.name))
				.map(async ({ name, parentPath }) => ({
					name,
					text: await readFile(join(parentPath, name), 'latin1'),
				})),
		);
		expect(stored.length).toBeGreaterThanOrEqual(2);
		const leaks = stored.flatMap(({ name, text }) =>
			secrets.filter((secret) => text.includes(secret)).map((secret) => `${secret} in ${name}`),
		);
		expect(leaks).toEqual([]);
	});
});
