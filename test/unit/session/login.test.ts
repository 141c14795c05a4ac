import type { Answer } from '../../../enkash/api/response.ts';
import type { Result } from '../../../enkash/result.ts';
import { type LoginResult, login } from '../../../enkash/session/login.ts';
import { sessionFingerprint } from '../../../enkash/session/identity.ts';
import { IDENTITY, UNREACHABLE, answered, token } from './installation.mts';

const given = async (answer: Result<Answer>): Promise<LoginResult> =>
	await login(IDENTITY, async () => await Promise.resolve(answer), 0);

/** Why an answer brought no token. */
const reason = async (status: number, body: unknown) => {
	const result = await given(answered(status, body));
	return result.kind === 'noToken' ? result.reason : result.kind;
};

it('logs in with the form of the contract', async () => {
	const sent: unknown[] = [];
	await login(
		IDENTITY,
		async (request) => {
			sent.push(request);
			return await Promise.resolve(token('T'));
		},
		0,
	);
	const { clientId, clientSecret, password, tokenUrl, username } = IDENTITY;
	expect(sent).toEqual([
		{
			url: tokenUrl,
			form: { username, password, grant_type: 'password', clientId },
			clientId,
			clientSecret,
		},
	]);
});

it.each([
	[86_399, 270_000, 86_399_000],
	[300, 270_000, 300_000],
	[100, 80_000, 100_000],
	[65, 52_000, 65_000],
	[1, 800, 1_000],
	[null, 270_000, 300_000],
])('renews a token that lives %p s after %p ms', async (life, renewAt, expiresAt) => {
	expect(await given(token('T', life))).toEqual({
		kind: 'token',
		session: { identity: sessionFingerprint(IDENTITY), accessToken: 'T', renewAt, expiresAt },
	});
});

it('tells a request that surely never left from one that may have arrived', async () => {
	expect(await given(UNREACHABLE)).toMatchObject({
		kind: 'notSent',
		failure: { code: 'unreachable', endpoint: 'Authentication', affectsWholeBatch: true },
	});
	for (const code of ['no-answer-in-time', 'connection-lost', 'no-response'] as const) {
		const lost = { ok: false, failure: { kind: 'unknown', code, data: {} } } as const;
		expect(await given(lost)).toEqual({ kind: 'noToken', reason: { code: 'login-unanswered' } });
	}
});

describe('the reason', () => {
	it.each([
		['login-refused', 400, { error: 'invalid_grant', error_description: 'Bad credentials' }],
		['login-refused', 200, { status: 'FAILED', reason: 'Invalid login details' }],
		['login-not-understood', 200, { status: 'FAILED' }],
		['login-refused', 200, { code: 1, message: 'Invalid username or password.' }],
		['login-locked', 400, { error_description: 'User account is locked' }],
		['ip-not-allowed', 403, { message: 'IP address not whitelisted' }],
		[
			'ip-not-allowed',
			403,
			'IP not whitelisted: access denied. IP address 1.2.3.4 is not whitelisted',
		],
		['api-not-enabled', 403, { response_code: 1, response_message: 'APIs not enabled.' }],
		['partner-unknown', 422, { code: 1, message: 'Invalid partner' }],
		['login-without-token', 200, { code: 0, message: 'Success', payload: { jwt: 'T' } }],
		['login-without-token', 200, { access_token: '' }],
		['login-without-token', 201, {}],
		['login-not-understood', 200, { code: 1, message: 'Not today' }],
		['login-not-understood', 200, { error: 'unknown' }],
		['login-not-understood', 200, ''],
		['login-not-understood', 200, undefined],
		['login-not-understood', 401, undefined],
		['login-not-understood', 400, { fault: 'No' }],
		['login-not-understood', 500, { message: 'Internal error' }],
		['login-not-understood', 302, ''],
	] as const)('is %s after HTTP status %p with %p', async (code, status, body) => {
		expect(await reason(status, body)).toMatchObject({ code, status });
	});

	it("keeps EnKash's words, whatever they come in", async () => {
		expect(await reason(400, { message: 'Not today' })).toMatchObject({ words: 'Not today' });
		expect(await reason(400, ' Not today ')).toMatchObject({ words: 'Not today' });
	});

	it('says that a web page came', async () => {
		expect(await reason(403, ' <!doctype html><p>No</p>')).toEqual({
			code: 'login-not-understood',
			status: 403,
			isWebPage: true,
		});
	});

	it('repeats no secret, and no more than a few lines', async () => {
		const { clientId, clientSecret, password } = IDENTITY;
		const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
		const form = new URLSearchParams({ password }).toString();
		const words = `No: ${password}, ${clientSecret}, ${basic}, ${form}`;
		expect(await reason(400, { message: words })).toMatchObject({
			words: 'No: ***, ***, ***, password=***',
		});
		expect(await reason(400, { message: 'No. '.repeat(500) })).toMatchObject({
			words: 'No. '.repeat(75),
		});
	});
});
