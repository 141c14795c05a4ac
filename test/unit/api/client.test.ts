import { createClient } from '../../../enkash/api/client.ts';
import { unseal } from '../../../enkash/api/cipher.ts';
import { ENDPOINTS } from '../../../enkash/contract/endpoints.ts';
import { fail, succeed } from '../../../enkash/result.ts';

const ACCOUNT = { cardAccountId: 'CA12345', availableBalance: 5 };

function clientFor(payload: unknown, payloadEncryption: 'off' | 'request' = 'off') {
	const sent: Array<readonly [string, object]> = [];
	const client = createClient({
		companyId: 'CEK1PU9AOO',
		payloadEncryption,
		encryptionSecret: 'secret',
		now: () => 0,
		send: async ({ body, path }) => {
			sent.push([path, body]);
			return await Promise.resolve(
				succeed({ status: 200, headers: {}, body: { code: 0, message: 'Success', payload } }),
			);
		},
	});
	return { client, sent };
}

it('reads an account', async () => {
	const { client, sent } = clientFor(ACCOUNT);
	expect(await client.account('CA12345')).toEqual(succeed({ canonical: ACCOUNT, raw: ACCOUNT }));
	expect(sent).toEqual([
		[ENDPOINTS.account.path, { companyId: 'CEK1PU9AOO', cardAccountId: 'CA12345' }],
	]);
});

it('asks for all handles, or for one', async () => {
	const { client, sent } = clientFor([]);
	await client.handles('CA12345');
	await client.handles('CA12345', 'EKC9MKS5RM');
	expect(sent.map(([, body]) => JSON.stringify(body))).toEqual([
		'{"companyId":"CEK1PU9AOO","cardAccountId":"CA12345"}',
		'{"companyId":"CEK1PU9AOO","cardAccountId":"CA12345","enKashCardId":"EKC9MKS5RM"}',
	]);
});

it('seals what it sends', async () => {
	const { client, sent } = clientFor(ACCOUNT, 'request');
	await client.account('CA12345');
	const request = Object.values(sent[0]?.[1] ?? {}).map(String)[0] ?? '';
	expect(unseal({ request }, 'secret')).toEqual(
		succeed({ companyId: 'CEK1PU9AOO', cardAccountId: 'CA12345' }),
	);
});

it('takes a refusal that says "nothing found" for an empty list of transactions', async () => {
	const client = createClient({
		companyId: 'C',
		payloadEncryption: 'off',
		encryptionSecret: '',
		now: () => 0,
		send: async () => {
			const body = { code: 1, message: 'Transaction not found' };
			return await Promise.resolve(succeed({ status: 404, headers: {}, body }));
		},
	});
	expect(await client.transactions({ cardAccountId: 'CA12345' })).toEqual(
		succeed({ recordsCount: 0, data: [], unreadable: 0, isCut: false }),
	);
	expect(await client.handles('CA12345')).toMatchObject({ failure: { kind: 'rejected' } });
});

it('names the endpoint in every failure, unless the failure is of another one', async () => {
	const { client } = clientFor('nothing');
	expect(await client.account('CA12345')).toMatchObject({
		failure: { kind: 'unexpected', endpoint: 'Get Petty Cash Account Details' },
	});
	const failing = createClient({
		companyId: 'C',
		payloadEncryption: 'off',
		encryptionSecret: '',
		now: () => 0,
		send: async () =>
			await Promise.resolve(
				fail({
					kind: 'notSent',
					endpoint: 'Authentication',
					code: 'session-expired-at-once',
					data: {},
				}),
			),
	});
	expect(await failing.account('CA12345')).toMatchObject({
		failure: { endpoint: 'Authentication' },
	});
});
