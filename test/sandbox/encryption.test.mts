import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { openEnvelope } from '../../enkash/contract/envelope.ts';
import { cipherOf } from '../../sandbox/cipher.mts';
import { toSomebodyNew } from './bodies.mts';
import { useSandbox } from './sandbox.mts';

const at = useSandbox(['--encryption', 'both']);

const cipher = () => cipherOf(at.sandbox.credentials.clientSecret);

const sealed = (fields: Readonly<Record<string, unknown>>) =>
	JSON.stringify({ request: cipher().encrypt(JSON.stringify(fields)) });

const opened = (json: unknown): unknown => {
	const { request } = z.object({ request: z.string() }).strict().parse(json);
	return JSON.parse(cipher().decrypt(request) ?? 'null');
};

describe.each(['request', 'both'] as const)('with encryption of %s', (encryption) => {
	const read = (json: unknown) => openEnvelope(encryption === 'both' ? opened(json) : json);

	it('an encrypted payment is made', async () => {
		await at.control.settings({ encryption });
		const body = sealed({ ...at.caller.account, ...toSomebodyNew('E1', 5) });
		const { status, json } = await at.caller.send('allocate', body);

		expect(status).toBe(200);
		expect(read(json)?.payload).toMatchObject({ pgReferenceNumber: 'E1', otbBalance: 5 });
		expect(await at.control.commits('E1')).toBe(1);
	});

	it('a refusal is written like any other answer', async () => {
		await at.control.settings({ encryption });
		const { status, json } = await at.caller.send('account', sealed({ companyId: 'CEK0000000' }));

		expect(status).toBe(400);
		expect(read(json)).toMatchObject({ code: 1, message: 'cardAccountId is mandatory' });
	});

	it.each([
		['a plain body', () => JSON.stringify(at.caller.account)],
		['a body under another secret', () => `{"request":"${cipherOf('other').encrypt('{}')}"}`],
		['something that is no ciphertext', () => '{"request":"hello"}'],
		['no request at all', () => '{"response":"x"}'],
	])('%s is unprocessable', async (_what, body) => {
		await at.control.settings({ encryption });
		const { status, json } = await at.caller.send('account', body());

		expect(status).toBe(422);
		expect(read(json)).toMatchObject({ code: 1, message: 'Invalid encrypted request.' });
	});

	it('a ciphertext of something else than JSON is unprocessable', async () => {
		await at.control.settings({ encryption });
		const body = JSON.stringify({ request: cipher().encrypt('companyId=1') });
		const { status, json } = await at.caller.send('account', body);

		expect(status).toBe(422);
		expect(read(json)).toMatchObject({ message: 'Invalid request format.' });
	});

	it('an OAuth error is plain', async () => {
		await at.control.settings({ encryption });
		const { json } = await at.caller.send('account', '', { authorization: 'Bearer x' });

		expect(json).toMatchObject({ error: 'invalid_token' });
	});

	it('a fault finds its reference inside the ciphertext', async () => {
		await at.control.settings({ encryption });
		await at.control.addFaults({
			endpoint: 'allocate',
			fault: 'statusAfterCommit',
			status: 502,
			reference: 'E2',
		});
		const pay = (reference: string) =>
			at.caller.send('allocate', sealed({ ...at.caller.account, ...toSomebodyNew(reference, 5) }));

		expect((await pay('E1')).status).toBe(200);
		expect((await pay('E2')).status).toBe(502);
		expect(await at.control.commits('E2')).toBe(1);
	});
});

it('can use another secret than that of the client', async () => {
	await at.control.settings({ encryptionSecret: 'another' });
	const body = { request: cipherOf('another').encrypt(JSON.stringify(at.caller.account)) };

	expect((await at.caller.send('account', JSON.stringify(body))).status).toBe(200);
	expect((await at.caller.send('account', sealed(at.caller.account))).status).toBe(422);
});

it('can be switched off', async () => {
	await at.control.settings({ encryption: 'off' });

	expect((await at.caller.call('account')).status).toBe(200);
	expect((await at.caller.send('account', sealed(at.caller.account))).status).toBe(400);
});
