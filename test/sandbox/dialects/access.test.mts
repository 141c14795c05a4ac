import { describe, expect, it } from '@jest/globals';
import { useSpeaker } from './speaking.mts';

const { at, speak, pay } = useSpeaker();

const ENDPOINTS = ['account', 'search', 'allocate', 'transactions'] as const;

/** What the four partner endpoints answer with a token that was good. */
async function partnerCalls() {
	const answers = [];
	for (const endpoint of ENDPOINTS) answers.push(await at.caller.call(endpoint));
	return answers;
}

describe('a caller who is not let in', () => {
	it.each([
		['ip-not-listed', 403, { response_message: 'IP address not whitelisted' }],
		[
			'ip-not-listed-wording-2',
			403,
			{ message: 'Your IP 203.0.113.7 is not allowed to access this resource' },
		],
		['ip-not-listed-wording-3', 401, { error_description: 'Request from unauthorized IP' }],
	] as const)('is refused everywhere, and no log-in is counted: %s', async (name, code, body) => {
		await at.caller.token();
		await speak(name);
		const answers = [await at.caller.login(), ...(await partnerCalls())];

		for (const { status, json } of answers) {
			expect([status, json]).toEqual([code, expect.objectContaining(body)]);
		}
		expect(await at.control.logins()).toMatchObject({ attempts: 2, ok: 1, failed: 0 });
	});

	it('gets the page of a firewall: ip-not-listed-html', async () => {
		await at.caller.token();
		await speak('ip-not-listed-html');
		const { status, headers, text } = await at.caller.login();

		expect([status, headers.get('content-type')]).toEqual([403, 'text/html;charset=UTF-8']);
		expect(text).toContain('Sorry, you have been blocked');
	});

	it.each([
		['ip-not-listed-after-login', 'IP address not whitelisted'],
		['api-not-enabled', 'APIs not enabled.'],
	] as const)('can log in, and nothing more: %s', async (name, words) => {
		await speak(name);

		expect((await at.caller.login()).status).toBe(200);
		for (const { status, text } of await partnerCalls()) {
			expect([status, text]).toEqual([403, expect.stringContaining(`"${words}"`)]);
		}
	});

	it('cannot log in, but use a token: api-not-enabled-at-login', async () => {
		await at.caller.token();
		await speak('api-not-enabled-at-login');

		expect((await at.caller.login()).status).toBe(403);
		expect((await at.caller.call('account')).status).toBe(200);
	});

	it.each([
		['no-data-permission', 200, { code: 1, message: 'You have no data permission' }],
		['no-data-permission-as-403', 403, { error: 'access_denied' }],
	] as const)('pays, and sees no transactions: %s', async (name, code, body) => {
		await speak(name);
		await pay();
		const { status, json } = await at.caller.call('transactions');

		expect([status, json]).toEqual([code, expect.objectContaining(body)]);
		expect(await at.control.paid('R1')).toMatchObject({ times: 1 });
	});

	it.each([
		['partner-unknown', 422],
		['account-unknown', 404],
	] as const)('is not known: %s', async (name, code) => {
		await speak(name);

		expect((await at.caller.call('account')).status).toBe(code);
	});
});

describe('a token that is over', () => {
	it.each([
		['token-over-as-403', 403, { message: 'invalid access token' }],
		['token-over-as-code-401', 200, { code: 401, message: 'Unauthorized: token expired' }],
		['token-over-as-code-1', 200, { code: 1, message: 'Session expired. Please login again' }],
	] as const)('is refused, and a new one is taken: %s', async (name, code, body) => {
		await speak(name);
		await at.caller.token();
		await at.control.advance(301);
		const over = await at.caller.call('search');
		at.caller.forget();

		expect([over.status, over.json]).toEqual([code, expect.objectContaining(body)]);
		expect((await at.caller.call('search')).json).toMatchObject({ code: 0 });
	});
});

describe('a token', () => {
	it.each([
		['token-in-camel-case', { accessToken: 'TOKEN', expiresIn: 300 }],
		['token-called-token', { token: 'TOKEN', expiresIn: 300 }],
		['token-in-payload', { code: 0, payload: { access_token: 'TOKEN', expires_in: 300 } }],
		['token-in-an-unknown-shape', { status: 'SUCCESS', data: { jwt: 'TOKEN', validity: 300 } }],
		['token-in-message', { response_code: 0, response_message: 'TOKEN' }],
		['token-without-life', { access_token: 'TOKEN' }],
	] as const)('comes in another shape, and is good: %s', async (name, expected) => {
		await at.caller.token();
		await speak(name);
		const { status, text } = await at.caller.login();
		const [token = ''] = /(?<=")[\w-]{27}(?=")/.exec(text) ?? [];
		const authorization = `Bearer ${token}`;
		const { json } = await at.caller.call('account', {}, { authorization });

		expect(status).toBe(200);
		expect(JSON.parse(text.replaceAll(token, 'TOKEN'))).toMatchObject(expected);
		expect(json).toMatchObject({ response_code: 0 });
	});

	it('comes as plain text, and is good', async () => {
		await at.caller.token();
		await speak('token-as-text');
		const { headers, text } = await at.caller.login();
		const authorization = `Bearer ${text}`;
		const { json } = await at.caller.call('account', {}, { authorization });

		expect(headers.get('content-type')).toContain('text/plain');
		expect(text).toMatch(/^[\w-]{27}$/);
		expect(json).toMatchObject({ response_code: 0 });
	});
});
