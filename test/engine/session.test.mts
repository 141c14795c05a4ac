import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { until } from '../../scripts/until.mts';
import { useBench } from './bench.mts';
import { allocate, getAccount, getHandle, getTransaction } from './operations.mts';
import { Recorder } from '../support/recorder.mts';

const bench = useBench();

const recorders: Recorder[] = [];
afterEach(async () => {
	await Promise.all(recorders.splice(0).map((recorder) => recorder.stop()));
});

async function recorder(reply: Parameters<typeof Recorder.start>[0]): Promise<Recorder> {
	const started = await Recorder.start(reply);
	recorders.push(started);
	return started;
}

const logins = async () => await bench().control.logins();
const partnerCalls = async () => {
	const { calls } = await bench().control.calls();
	return calls.filter(({ endpoint }) => endpoint !== 'token');
};

/** The token that is stored with the credential. */
const storedToken = () => {
	const { sessionToken } = bench().credential.data;
	return z
		.object({ session: z.object({ accessToken: z.string() }) })
		.parse(JSON.parse(String(sessionToken))).session.accessToken;
};

/** Not one that the process remembers from another test. */
const wrong = () => `wrong-${randomUUID()}`;

const patient = { onError: 'continueRegularOutput', retryOnFail: true, maxTries: 3 } as const;
const threeReads = [1, 2, 3].map((n) => ({ reference: `PAST-0000${n}` }));

describe('a wrong password', () => {
	test('is sent once in all, over items, tries and processes', async () => {
		bench().editCredential({ password: wrong() });
		const first = await bench().run(getTransaction(), threeReads, patient);
		const other = await bench().startEngine();
		const second = await bench().run(getTransaction(), threeReads, { ...patient, engine: other });
		for (const run of [first, second]) {
			expect(run.output).toMatchObject(
				Array(3).fill({
					error: 'EnKash refused the log-in: Bad credentials',
					code: 'login-refused',
					details: { kind: 'credential' },
				}),
			);
		}
		expect(await logins()).toMatchObject({ ok: 0, failed: 1 });
		expect(await partnerCalls()).toEqual([]);
	});

	test('is sent once by two processes at once', async () => {
		bench().editCredential({ password: wrong() });
		const engine = await bench().startEngine();
		await Promise.all([
			bench().run(getTransaction(), threeReads, patient),
			bench().run(getTransaction(), threeReads, { ...patient, engine }),
		]);
		expect(await logins()).toMatchObject({ ok: 0, failed: 1 });
	});

	test('is sent once by three clicks on Test', async () => {
		const password = wrong();
		for (let click = 0; click < 3; click++) {
			const verdict = await bench().testCredential({ password });
			expect(verdict).toEqual({
				status: 'Error',
				message: expect.stringContaining('Bad credentials'),
			});
		}
		expect(await logins()).toMatchObject({ ok: 0, failed: 1 });
	});

	test('is sent once by a run and a click on Test, and the corrected one works at once', async () => {
		const { password = '' } = bench().credential.data;
		bench().editCredential({ password: wrong() });
		await bench().run(getAccount());
		expect((await bench().testCredential()).status).toBe('Error');
		expect(await logins()).toMatchObject({ failed: 1 });
		bench().editCredential({ password });
		expect((await bench().testCredential()).status).toBe('OK');
		expect((await bench().run(getAccount())).succeeded).toBe(true);
		expect(await logins()).toMatchObject({ ok: 1, failed: 1 });
	});

	test('is not covered up by the session of the right one', async () => {
		await bench().run(getAccount());
		const before = await partnerCalls();
		bench().editCredential({ password: wrong() });
		const run = await bench().run(getAccount());
		expect(run.error.message).toContain('Bad credentials');
		expect(await partnerCalls()).toEqual(before);
		expect((await bench().testCredential()).status).toBe('Error');
		expect(await logins()).toMatchObject({ ok: 1, failed: 1 });
	});

	test('pays nothing, and says so of every payment', async () => {
		bench().editCredential({ password: wrong() });
		const run = await bench().run(allocate(), await bench().payments(3), patient);
		expect(run.output.map(({ outcome }) => outcome)).toEqual(['notSent', 'notSent', 'notSent']);
		expect(await logins()).toMatchObject({ failed: 1 });
	});
});

test('five executions of a thousand items in parallel log in once', async () => {
	await bench().control.reset({ handles: 200 });
	await bench().control.changePassword(String(bench().credential.data.password));
	const handles = await bench().handles();
	const rows = Array.from({ length: 1_000 }, (_, n) => ({ handle: handles[n % handles.length] }));
	const runs = await Promise.all(
		Array.from({ length: 5 }, () => bench().run(getHandle(), rows, { maxTries: 1 })),
	);
	for (const run of runs) expect(run.output).toHaveLength(1_000);
	expect(await logins()).toMatchObject({ ok: 1, failed: 0 });
});

test('answers every item with one more log-in when EnKash forgets the session in the middle', async () => {
	await bench().control.reset({ handles: 210 });
	await bench().control.changePassword(String(bench().credential.data.password));
	await bench().control.settings({ latency: 10 });
	const rows = (await bench().handles()).slice(0, 200).map((handle) => ({ handle }));
	const running = bench().run(getHandle(), rows);
	await until(async () => (await bench().control.calls()).endpoints.search.total > 50);
	await bench().control.forgetTokens();
	expect((await running).output.map(({ handleId }) => handleId)).toEqual(
		rows.map(({ handle }) => handle),
	);
	expect(await logins()).toMatchObject({ ok: 2, failed: 0 });
});

test('renews a session before it ends, without a refused call', async () => {
	await bench().run(getAccount());
	await bench().engine.setClock(new Date(Date.now() + 10 * 60_000).toISOString());
	await bench().run(getAccount());
	expect(await logins()).toMatchObject({ ok: 2 });
	expect((await partnerCalls()).map(({ status }) => status)).toEqual([200, 200]);
});

test('a second process goes on with the session of the first', async () => {
	await bench().run(getAccount());
	const engine = await bench().startEngine();
	expect((await bench().run(getAccount(), [{}], { engine })).succeeded).toBe(true);
	expect(await logins()).toMatchObject({ ok: 1 });
});

describe('the old session is not used', () => {
	test('for another partner', async () => {
		await bench().run(getAccount());
		bench().editCredential({ partnerId: 'CR9OTHERS' });
		const run = await bench().run(getAccount());
		expect(run.error.message).toContain('does not exist for this partner');
		expect(await logins()).toMatchObject({ ok: 2 });
	});

	test('for another host', async () => {
		await bench().run(getAccount());
		const old = storedToken();
		const other = await recorder({ status: 200, body: '{"code":1,"message":"No","payload":"No"}' });
		bench().editCredential({ baseUrl: other.url, tokenUrl: `${bench().sandbox.url}/oauth/token` });
		await bench().run(getAccount());
		expect(other.received).toHaveLength(1);
		expect(other.everything).not.toContain(old);
		expect(await logins()).toMatchObject({ ok: 2 });
	});
});

describe('where the credential allows', () => {
	test('no other node to use it, this node still does', async () => {
		bench().editCredential({ allowedHttpRequestDomains: 'none' });
		expect((await bench().run(getAccount())).succeeded).toBe(true);
		expect((await bench().testCredential()).status).toBe('OK');
	});

	test('other domains only, says so and sends nothing', async () => {
		bench().editCredential({
			allowedHttpRequestDomains: 'domains',
			allowedDomains: 'pay.enkash.in',
		});
		const run = await bench().run(allocate(), await bench().payments(1));
		expect(run.error.message).toContain('n8n did not allow the request');
		expect(run.error.description).toContain('allowed domains');
		expect(await bench().control.calls()).toMatchObject({ total: 0 });
	});

	test("EnKash's domains, all goes well", async () => {
		bench().editCredential({ allowedHttpRequestDomains: 'domains', allowedDomains: '127.0.0.1' });
		expect((await bench().run(getAccount())).succeeded).toBe(true);
		expect((await bench().testCredential()).status).toBe('OK');
	});
});

test('goes on with a session that is still good when EnKash does not renew it, in any process', async () => {
	await bench().control.settings({ expiresIn: 3_600, tokenTtl: 3_600 });
	await bench().run(getAccount());
	await bench().control.addFaults({
		...{ endpoint: 'token', fault: 'statusBeforeCommit', status: 503, times: 'always' },
	});
	const other = await bench().startEngine();
	for (const minutes of [10, 30]) {
		const now = new Date(Date.now() + minutes * 60_000).toISOString();
		for (const engine of [bench().engine, other]) {
			await engine.setClock(now);
			expect((await bench().run(getAccount(), [{}], { engine })).succeeded).toBe(true);
		}
	}
	expect(await logins()).toMatchObject({ attempts: 2 });
});

const OVER = [
	...(['documented', 'token-over-as-403'] as const),
	...(['token-over-as-code-401', 'token-over-as-code-1'] as const),
];

describe.each(OVER)('a token that is over, where EnKash speaks %s', (dialect) => {
	const forgotten = async () => {
		if (dialect !== 'documented') await bench().control.settings({ dialects: [dialect] });
		await bench().run(getAccount());
		await bench().control.forgetTokens();
	};

	test('is renewed once, and the reads are sent again', async () => {
		await forgotten();
		const run = await bench().run(getTransaction(), threeReads);
		expect(run.output).toHaveLength(3);
		expect(await logins()).toMatchObject({ attempts: 2, ok: 2 });
	});

	test('is renewed by a click on Test', async () => {
		await forgotten();
		expect((await bench().testCredential()).status).toBe('OK');
		expect(await logins()).toMatchObject({ attempts: 2, ok: 2 });
	});

	test('pays each once', async () => {
		await forgotten();
		const references = [1, 2, 3].map((n) => `${dialect}-${n}`);
		const rows = await bench().payments(3);
		const run = await bench().run(
			allocate(),
			rows.map((row, n) => ({ ...row, reference: references[n] })),
		);
		expect(run.output.map(({ outcome }) => outcome)).toEqual(Array(3).fill('allocated'));
		for (const reference of references) {
			expect(await bench().control.commits(reference)).toBe(1);
		}
	});
});

test.each(['token-over-after-commit', 'token-over-after-commit-as-code-1'] as const)(
	'a payment is looked up, not sent again, when EnKash calls the token over once it was made: %s',
	async (dialect) => {
		await bench().control.settings({ dialects: [dialect] });
		const [row] = await bench().payments(1);
		const reference = `${dialect}-1`;
		const run = await bench().run(allocate(), [{ ...row, reference }], patient);
		expect(run.output).toMatchObject([{ outcome: 'allocated', confirmedBy: 'lookup' }]);
		expect((await bench().control.calls()).endpoints.allocate.total).toBe(1);
		expect(await bench().control.commits(reference)).toBe(1);
	},
);

describe('what is secret stays with EnKash', () => {
	test.each([301, 302, 307, 308])(
		'a partner call does not follow a redirect (%s)',
		async (status) => {
			const elsewhere = await recorder({ status: 200, body: '{}' });
			const base = await recorder({ status, headers: { location: `${elsewhere.url}/stolen` } });
			bench().editCredential({ baseUrl: base.url, tokenUrl: `${bench().sandbox.url}/oauth/token` });
			const run = await bench().run(getAccount());
			expect(run.error.message).toContain(`HTTP status ${status}`);
			expect(base.everything).toContain('Bearer ');
			expect(elsewhere.received).toEqual([]);
		},
	);

	test('a log-in does not follow a redirect', async () => {
		const elsewhere = await recorder({ status: 200, body: '{}' });
		const token = await recorder({ status: 307, headers: { location: `${elsewhere.url}/stolen` } });
		bench().editCredential({ tokenUrl: `${token.url}/oauth/token` });
		await bench().run(getAccount());
		await bench().testCredential();
		expect(token.everything).toContain('Basic ');
		expect(elsewhere.received).toEqual([]);
	});

	test('a read, a payment and a test send the token to the base URL only', async () => {
		const base = await recorder({ status: 500 });
		const token = await recorder({
			status: 200,
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ access_token: 'a-token-to-look-for', expires_in: 300 }),
		});
		bench().editCredential({ baseUrl: base.url, tokenUrl: `${token.url}/oauth/token` });
		await bench().run(getAccount());
		await bench().run(allocate(), await bench().payments(1));
		await bench().testCredential();
		expect(base.everything).toContain('a-token-to-look-for');
		expect(token.everything).not.toContain('a-token-to-look-for');
		expect(await bench().control.calls()).toMatchObject({ total: 0 });
	});
});
