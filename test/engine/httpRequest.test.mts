import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { ENDPOINTS } from '../../enkash/contract/endpoints.ts';
import { useBench } from './bench.mts';
import { getAccount } from './operations.mts';
import { inARow, node, START, startNode } from './workflow.mts';

const bench = useBench();

/** A call by n8n's HTTP Request node with the package's credential. */
async function request(url: string, body: Record<string, unknown>) {
	const { id, name, type } = bench().credential;
	const { companyId, cardAccountId } = bench().sandbox.credentials;
	const run = await bench().runWorkflow({
		nodes: [
			startNode,
			node('HTTP Request', 'n8n-nodes-base.httpRequest', {
				parameters: { url, body: { companyId, cardAccountId, ...body } },
				credentials: { [type]: { id, name } },
			}),
		],
		connections: inARow(START, 'HTTP Request'),
	});
	return run.at('HTTP Request');
}

const account = () => `${bench().sandbox.url}${ENDPOINTS.account.path}`;
const allocations = () => `${bench().sandbox.url}${ENDPOINTS.allocate.path}`;

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

test.each([
	['is refused', async () => await bench().control.settings({ refusePartner: true }), 0],
	[
		'is lost after the commit',
		async () =>
			await bench().control.addFaults({ endpoint: 'allocate', fault: 'dropAfterCommit', times: 1 }),
		1,
	],
	[
		'gets a 500 after the commit',
		async () =>
			await bench().control.addFaults({
				...{ endpoint: 'allocate', fault: 'statusAfterCommit', status: 500, times: 1 },
			}),
		1,
	],
])('a payment by another node that %s is not sent twice', async (_, arrange, commits) => {
	await bench().run(getAccount());
	await arrange();
	await request(allocations(), movement('HTTP-1'));
	expect((await bench().control.calls()).endpoints.allocate.total).toBe(1);
	expect(await bench().control.commits('HTTP-1')).toBe(commits);
});

test('a payment by another node is sent with a new session when EnKash has forgotten the old', async () => {
	await bench().run(getAccount());
	await bench().control.forgetTokens();
	expect((await request(allocations(), movement('HTTP-1'))).succeeded).toBe(true);
	expect(await bench().control.commits('HTTP-1')).toBe(1);
	expect(await bench().control.logins()).toMatchObject({ ok: 2 });
});
