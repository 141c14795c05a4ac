import { describe, expect, it } from '@jest/globals';
import { ENDPOINTS } from '../../enkash/contract/endpoints.ts';
import { openEnvelope } from '../../enkash/contract/envelope.ts';
import { startSandbox } from '../support/sandbox.mts';
import { Caller } from './caller.mts';
import { useSandbox } from './sandbox.mts';

const at = useSandbox();

const refused = (message: string) => ({ code: 1, message, payload: message });

const endpoints = ['account', 'search', 'allocate', 'transactions'] as const;

describe.each(endpoints)('a call of %s', (endpoint) => {
	it('without a token is answered as Spring Security does', async () => {
		const { status, headers, json } = await at.caller.call(
			endpoint,
			{},
			{ authorization: undefined },
		);

		expect(status).toBe(401);
		expect(headers.get('www-authenticate')).toMatch(/^Bearer realm="enkash", error="unauthorized"/);
		expect(headers.get('cache-control')).toBe('no-store');
		expect(headers.get('pragma')).toBe('no-cache');
		expect(json).toEqual({
			error: 'unauthorized',
			error_description: 'Full authentication is required to access this resource',
		});
	});

	it('with a token that was never given out is answered with that token', async () => {
		const authorization = 'Bearer abc-DEF_123';
		const { status, json } = await at.caller.call(endpoint, {}, { authorization });

		expect(status).toBe(401);
		expect(json).toEqual({
			error: 'invalid_token',
			error_description: 'Invalid access token: abc-DEF_123',
		});
	});

	it('without a partner, or without saying that it is JSON, is a bad request', async () => {
		const nobody = await at.caller.call(endpoint, {}, { partnerId: undefined });
		const text = await at.caller.call(endpoint, {}, { 'content-type': 'text/plain' });

		expect([nobody.status, text.status]).toEqual([400, 400]);
		expect(openEnvelope(nobody.json)).toEqual(refused('partnerId header is mandatory'));
		expect(openEnvelope(text.json)).toEqual(refused('Content-Type must be application/json'));
	});

	it('of an unknown partner, or of one who is refused, is unprocessable', async () => {
		const message = 'Card Account does not exist for this partner';
		const stranger = await at.caller.call(endpoint, {}, { partnerId: 'CR0000000' });
		await at.control.settings({ refusePartner: true });
		const known = await at.caller.call(endpoint);

		expect([stranger.status, known.status]).toEqual([422, 422]);
		expect(openEnvelope(stranger.json)).toEqual(refused(message));
		expect(openEnvelope(known.json)).toEqual(refused(message));
	});

	it('with a body that is no JSON is unprocessable', async () => {
		const { status, json } = await at.caller.send(endpoint, '{"companyId":');

		expect(status).toBe(422);
		expect(openEnvelope(json)).toEqual(refused('Invalid request format.'));
	});

	it('with an empty body, or one that is no object, is refused', async () => {
		const empty = await at.caller.send(endpoint, '');
		const list = await at.caller.send(endpoint, '[]');

		expect(empty.status).toBe(422);
		expect([400, 422]).toContain(list.status);
	});

	it('without the company is a bad request', async () => {
		const { status, json } = await at.caller.call(endpoint, { companyId: undefined });

		expect(status).toBe(400);
		expect(openEnvelope(json)).toMatchObject({
			code: 1,
			message: expect.stringMatching(/mandatory$/),
		});
	});
});

describe.each(['account', 'search', 'transactions'] as const)('a call of %s', (endpoint) => {
	it.each([{ companyId: 'CEK0000000' }, { cardAccountId: 'CA0000000' }])(
		'for an account that is not there is not found: %p',
		async (wrong) => {
			const { companyId, cardAccountId } = { ...at.caller.account, ...wrong };
			const { status, json } = await at.caller.call(endpoint, wrong);

			expect(status).toBe(404);
			expect(openEnvelope(json)).toEqual(
				refused(
					`Card account not found for companyId: ${companyId} and cardAccountId: ${cardAccountId}`,
				),
			);
		},
	);

	it('is not found where the account is refused', async () => {
		await at.control.settings({ refuseAccount: true });

		expect((await at.caller.call(endpoint)).status).toBe(404);
	});

	it('with a field that nobody knows is unprocessable', async () => {
		const { status, json } = await at.caller.call(endpoint, { pageSize: 10 });

		expect(status).toBe(422);
		expect(openEnvelope(json)).toMatchObject({
			code: 1,
			message: expect.stringContaining('pageSize'),
		});
	});

	it('with a field of the wrong type is unprocessable', async () => {
		expect((await at.caller.call(endpoint, { cardAccountId: 7 })).status).toBe(422);
	});
});

describe('a token', () => {
	it('is unknown once the tokens are forgotten', async () => {
		const token = await at.caller.token();
		expect((await at.caller.call('account')).status).toBe(200);
		await at.control.forgetTokens();
		const { status, json } = await at.caller.call('account');

		expect(status).toBe(401);
		expect(json).toMatchObject({ error_description: `Invalid access token: ${token}` });
	});

	it('expires when its life is over, whatever its answer claimed', async () => {
		await at.control.settings({ tokenTtl: 1, expiresIn: 86_399 });
		const token = await at.caller.token();
		await new Promise((resolve) => setTimeout(resolve, 1_100));
		const { status, json } = await at.caller.call('account');

		expect(status).toBe(401);
		expect(json).toEqual({
			error: 'invalid_token',
			error_description: `Access token expired: ${token}`,
		});
	});
});

it('knows no other path and no other method', async () => {
	const { path } = ENDPOINTS.account;
	const other = '/api/v0/partner/enKashCard/points/allocate';
	const get = await fetch(at.sandbox.url + path);
	const unknown = await at.caller.post(other, '{}', {});

	expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST']);
	expect(await get.json()).toMatchObject({ status: 405, error: 'Method Not Allowed', path });
	expect(unknown.json).toMatchObject({ status: 404, error: 'Not Found', path: other });
	expect(await at.control.calls()).toMatchObject({
		total: 2,
		endpoints: { elsewhere: { total: 2 }, account: { total: 0 } },
	});
});

describe('the envelope', () => {
	const variants = async () => {
		const answers = await Promise.all(endpoints.map((endpoint) => at.caller.call(endpoint)));
		return answers.map(({ text }) => (text.startsWith('{"response_code":') ? 'A' : 'B')).join('');
	};

	it.each([
		['documented', 'ABBB'],
		['A', 'AAAA'],
		['B', 'BBBB'],
		['swapped', 'BAAA'],
	] as const)('comes %s as asked', async (envelope, expected) => {
		await at.caller.token();
		await at.control.settings({ envelope });

		expect(await variants()).toBe(expected);
	});
});

it('uses the life of tokens that its command line names', async () => {
	const short = await startSandbox(['--token-ttl', '7', '--expires-in', '99']);
	try {
		expect((await new Caller(short).login()).json).toMatchObject({ expires_in: 99 });
	} finally {
		await short.stop();
	}
});
