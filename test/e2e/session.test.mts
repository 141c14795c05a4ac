import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { DEMO } from '../../sandbox/company.mts';
import { CONTINUE, Flow, RETRY, outputOf } from '../support/e2e/flow.mts';
import { Stage } from '../support/e2e/stage.mts';
import type { CredentialReference } from '../support/e2e/stage.mts';

jest.setTimeout(600_000);

let stage: Stage;
beforeAll(async () => {
	stage = await Stage.set();
});
afterAll(async () => {
	await stage.strike();
});
beforeEach(async () => {
	await stage.control.reset();
});

/** A wrong log-in of its own for each test: what one was refused, the others must not know. */
const wrong = (test: string) => ({ password: `not-the-password-${test}` });

const references = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ reference: `SESSION-${index}` }));

/** Asks for a transaction per item; none is there, which is an answer too. */
const putReads = async (credential: CredentialReference, count: number) =>
	await Flow.put(
		stage,
		`${count} reads`,
		{
			credential,
			settings: { ...RETRY, ...CONTINUE },
			parameters: {
				resource: 'transaction',
				operation: 'get',
				referenceNumber: '={{ $json.reference }}',
			},
		},
		references(count),
	);

describe('in a real n8n, a session', () => {
	it('is opened once for five executions at the same time', async () => {
		const flow = await putReads(await stage.addCredential('Five at once'), 50);
		const started = await Promise.all(Array.from({ length: 5 }, async () => await flow.start()));
		const executions = await Promise.all(started.map(async (id) => await stage.rest.waitFor(id)));
		expect(executions.map((execution) => outputOf(execution).length)).toEqual([50, 50, 50, 50, 50]);
		expect(await stage.control.logins()).toMatchObject({ ok: 1, failed: 0 });
	});

	it('is renewed once when EnKash has forgotten all tokens', async () => {
		const flow = await putReads(await stage.addCredential('Forgotten'), 20);
		await flow.run();
		await stage.control.forgetTokens();
		const execution = await flow.run();
		expect(outputOf(execution).map(({ failure }) => failure)).toEqual(
			Array.from({ length: 20 }, () => 'rejected'),
		);
		expect(await stage.control.logins()).toMatchObject({ ok: 2, failed: 0 });
	});

	it('is not used any more once the password was edited', async () => {
		const credential = await stage.addCredential('Edited');
		const flow = await putReads(credential, 3);
		await flow.run();
		await stage.rest.updateCredential(credential.id, stage.credential('Edited', wrong('edited')));
		const before = (await stage.control.calls()).endpoints.transactions.total;
		const execution = await flow.run();
		expect(outputOf(execution)[0]?.error).toContain('EnKash refused the log-in');
		expect((await stage.control.calls()).endpoints.transactions.total).toBe(before);
		expect((await stage.control.logins()).failed).toBe(1);
	});

	it('is asked for once with a wrong password, over items, tries and two processes', async () => {
		const flow = await putReads(await stage.addCredential('Wrong', wrong('twice')), 3);
		const first = outputOf(await flow.run());
		expect(first.map(({ error }) => error)).toEqual(
			first.map(() => 'EnKash refused the log-in: Bad credentials'),
		);
		expect(first).toHaveLength(3);
		await stage.restartN8n();
		await flow.run();
		expect(await stage.control.logins()).toMatchObject({ ok: 0, failed: 1, locked: false });
	});

	it('is asked for once by three clicks on Test with a wrong password', async () => {
		const draft = stage.credential('Tested', wrong('tested'));
		const id = await stage.rest.createCredential(draft);
		for (let click = 0; click < 3; click++) {
			const { message, status } = await stage.rest.testCredential(id, draft);
			expect(status).toBe('Error');
			expect(message).toContain('EnKash refused the log-in: Bad credentials');
		}
		expect((await stage.control.logins()).failed).toBe(1);
	});

	it('leaves no secret in what n8n stored and printed', async () => {
		const flow = await putReads(await stage.addCredential('Leaks', { password: DEMO.password }), 3);
		await flow.run();
		const failing = await putReads(await stage.addCredential('Leaks not', wrong('leaks')), 3);
		await failing.run();
		const secrets = [
			DEMO.password,
			DEMO.clientSecret,
			wrong('leaks').password,
			'Basic ',
			'Bearer ',
		];
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
