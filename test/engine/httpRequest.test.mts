import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { ENDPOINTS } from '../../enkash/contract/endpoints.ts';
import { useBench } from './bench.mts';
import { Recorder } from '../support/recorder.mts';
import { allocate, getAccount } from './operations.mts';
import { inARow, node, START, startNode } from './workflow.mts';

const bench = useBench();

/** A call by n8n's HTTP Request node with the package's credential. */
async function request(url: string, body: Record<string, unknown>, engine = bench().engine) {
	const { id, name, type } = bench().credential;
	const { companyId, cardAccountId } = bench().sandbox.credentials;
	const workflow = {
		nodes: [
			startNode,
			node('HTTP Request', 'n8n-nodes-base.httpRequest', {
				parameters: { url, body: { companyId, cardAccountId, ...body } },
				credentials: { [type]: { id, name } },
			}),
		],
		connections: inARow(START, 'HTTP Request'),
	};
	const run = await bench().runWorkflow(workflow, [{}], { engine });
	return run.at('HTTP Request');
}

const account = () => `${bench().sandbox.url}${ENDPOINTS.account.path}`;

const movement = (reference: string) => ({
	...{ transactionCode: 'ALLOCATION', transactionType: 'CR', type: 'ALLOCATE_POINT' },
	...{ firstName: 'Asha', title: 'Ms', gender: 'F', loadAmount: 10 },
	...{ email: 'asha.new@example.com', mobile: '9811111111' },
	uniqueReferenceNumber: reference,
	uniqueReferenceNum: reference,
});

test('another node works with the credential, in the same session', async () => {
	await bench().run(getAccount());
	const run = await request(account(), {});
	expect(run.output[0]?.answer).toContain('CA1DEMO01');
	expect(await bench().control.logins()).toMatchObject({ ok: 1 });
});

test('another node can open the session', async () => {
	expect((await request(account(), {})).succeeded).toBe(true);
	await bench().run(getAccount());
	expect(await bench().control.logins()).toMatchObject({ ok: 1 });
});

test('another node meets the same guard against repeated log-ins', async () => {
	bench().editCredential({ password: `wrong-${randomUUID()}` });
	for (let n = 0; n < 3; n++) {
		expect((await request(account(), {})).error.message).toContain('Bad credentials');
	}
	await bench().run(getAccount());
	expect(await bench().control.logins()).toMatchObject({ ok: 0, failed: 1 });
});

test('another node cannot carry the token elsewhere', async () => {
	await bench().run(getAccount());
	const run = await request('http://127.0.0.1:9/api', {});
	expect(run.error.message).toContain('for EnKash only');
});

test.each([ENDPOINTS.allocate.path, '/api/v0/partner/enKashCard/points/allocate'])(
	'another node cannot pay, with or without a session: %s',
	async (path) => {
		for (let n = 0; n < 2; n++) {
			const run = await request(`${bench().sandbox.url}${path}`, movement('HTTP-1'));
			expect(run.error.message).toContain('Only the EnKash node may move money');
			await bench().run(getAccount());
		}
		expect((await bench().control.calls()).endpoints.allocate.total).toBe(0);
		expect(await bench().control.commits('HTTP-1')).toBe(0);
	},
);

test('the mark of our own requests does not reach EnKash', async () => {
	const elsewhere = await Recorder.start({ status: 500 });
	try {
		bench().editCredential({
			baseUrl: elsewhere.url,
			tokenUrl: `${bench().sandbox.url}/oauth/token`,
		});
		await bench().run(getAccount());
		await bench().run(allocate(), await bench().payments(1));
		expect(elsewhere.received.length).toBeGreaterThan(0);
		expect(elsewhere.everything.toLowerCase()).not.toContain('x-enkash');
	} finally {
		await elsewhere.stop();
	}
});

test('another node reads with a new session when EnKash has forgotten the old', async () => {
	await bench().run(getAccount());
	await bench().control.forgetTokens();
	expect((await request(account(), {})).succeeded).toBe(true);
	expect(await bench().control.logins()).toMatchObject({ ok: 2 });
});

test('two processes log in twice at most for another node, with a log-in that EnKash does not take', async () => {
	await bench().control.settings({ dialects: ['login-refused-html'] });
	bench().editCredential({ password: `wrong-${randomUUID()}` });
	const other = await bench().startEngine();
	for (let n = 0; n < 3; n++) {
		await Promise.all([request(account(), {}), request(account(), {}, other)]);
	}
	const later = new Date(Date.now() + 16 * 60_000).toISOString();
	await Promise.all([bench().engine.setClock(later), other.setClock(later)]);
	for (let n = 0; n < 3; n++) {
		await request(account(), {}, other);
		await request(account(), {});
	}
	expect((await bench().control.logins()).attempts).toBe(2);
});
