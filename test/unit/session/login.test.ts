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

	it.each([
		['login-refused', 200, { status: 'FAILED', reason: 'Invalid login details' }],
		['login-refused', 200, { code: 1, message: 'FAILURE', payload: 'Bad credentials' }],
		['login-locked', 200, { code: 0, message: 'User account is locked' }],
		['login-refused', 200, 'Bad credentials'],
		['login-not-understood', 200, { code: 1, message: 'Blocked' }],
		['login-not-understood', 400, { error: 'unsupported_grant_type' }],
		['login-not-understood', 403, { message: 'No access for 9600098867 of CEK1PU9AOO' }],
		['login-not-understood', 503, 'Down for maintenance until 10:30.'],
	] as const)("keeps EnKash's words of %s after HTTP status %p: %p", async (code, status, body) => {
		const said = typeof body === 'string' ? [body] : Object.values(body);
		const given = await reason(status, body);
		expect(given).toMatchObject({ code });
		expect(said).toContain(typeof given === 'object' && given.words);
	});

	/** Tokens as EnKash may issue them. */
	const TOKENS = [
		'ZWKrj2BVQm9tYXN0ZXJ0b2tlbg',
		'ZWKrjBVQm',
		'T0k3n',
		'3f0b8c1e-5a0e-4d3a-9a53-0b8c1e5a0e4d',
		'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P',
		'q8/v+Zk3TmJhYg1xPz0Qe7a==',
	];
	const SHAPES: ReadonlyArray<readonly [string, (token: string) => unknown]> = [
		['a bare text', (one) => one],
		['a bare text with a line after it', (one) => `${one}\n`],
		['a JSON string as text', (one) => JSON.stringify(one)],
		['JSON as text', (one) => `{"jwt": "${one}", "expires": 300}`],
		['a form', (one) => `jwt=${one} & expires=300`],
		['a list', (one) => [one]],
		['a field that we do not know', (one) => ({ tokenValue: one })],
		['another object', (one) => ({ data: { jwt: one } })],
		['a payload that is a text', (one) => ({ code: 0, message: '', payload: one })],
		['a payload beside words', (one) => ({ code: 0, message: 'Success', payload: one })],
		['a payload without a code', (one) => ({ payload: one })],
		['a message', (one) => ({ response_code: 0, response_message: one })],
		['a message without a code', (one) => ({ response_message: one })],
		['a message under an odd code', (one) => ({ code: 200, message: one })],
		['a payload under an odd code', (one) => ({ code: 200, message: '', payload: one })],
		['a reason', (one) => ({ status: 'OK', reason: one })],
	];
	const EACH = SHAPES.flatMap(([name, shape]) =>
		TOKENS.flatMap((one) => [200, 201, 302].map((status) => [name, status, one, shape] as const)),
	);

	it.each(EACH)(
		'never quotes a token that came as %s under HTTP status %p: %p',
		async (...given) => {
			const [, status, one, shape] = given;
			const told = await reason(status, shape(one));
			expect(told).toMatchObject({ status });
			expect(JSON.stringify(told)).not.toContain(one.slice(0, 5));
		},
	);

	it.each(TOKENS.filter(({ length }) => length > 16))(
		'quotes words without the token among them: %p',
		async (one) => {
			const message = `Welcome back. Your token is ${one}, which lives a day`;
			expect(await reason(200, { code: 200, message })).toMatchObject({
				words: 'Welcome back. Your token is ***, which lives a day',
			});
		},
	);

	it('says of a bare word that it may be a token which is not known', async () => {
		expect(await reason(200, 'ZWKrj2BVQm9tYXN0ZXJ0b2tlbg')).toEqual({
			...{ code: 'login-without-token', status: 200 },
		});
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
