import { describe, expect, it } from '@jest/globals';
import { tokenResponse } from '../../enkash/contract/token.ts';
import { useSandbox } from './sandbox.mts';

const at = useSandbox();

const BAD_CREDENTIALS = { error: 'invalid_grant', error_description: 'Bad credentials' };
const LOCKED = { error: 'invalid_grant', error_description: 'User account is locked' };
const wrongLogin = () => at.caller.login({ password: 'wrong' });

describe('a login', () => {
	it('gets an opaque token outside any envelope', async () => {
		const { status, headers, json } = await at.caller.login();

		expect(status).toBe(200);
		expect(headers.get('cache-control')).toBe('no-store');
		expect(json).toEqual({
			access_token: expect.stringMatching(/^[A-Za-z0-9_-]{27}$/),
			token_type: 'bearer',
			refresh_token: expect.stringMatching(/^[A-Za-z0-9_-]{27}$/),
			expires_in: 300,
			scope: 'read write trust',
		});
		expect(tokenResponse.parse(json).expiresIn).toBe(300);
	});

	it('claims the life it was told to claim', async () => {
		await at.control.settings({ expiresIn: 86_399 });

		expect((await at.caller.login()).json).toMatchObject({ expires_in: 86_399 });
	});

	it('gets another token each time, or the same one where tokens are reused', async () => {
		const two = async () => [(await at.caller.login()).json, (await at.caller.login()).json];
		const [first, second] = await two();
		expect(tokenResponse.parse(first)).not.toEqual(tokenResponse.parse(second));

		await at.control.settings({ reuseTokens: true });
		const [third, fourth] = await two();
		expect(tokenResponse.parse(fourth).accessToken).toBe(tokenResponse.parse(third).accessToken);
	});

	it.each([{ username: undefined }, { password: undefined }, { clientId: undefined }])(
		'without %p is an invalid request and no failed login',
		async (form) => {
			const { status, json } = await at.caller.login(form);

			expect(status).toBe(400);
			expect(json).toEqual({
				error: 'invalid_request',
				error_description: `Missing: ${Object.keys(form).join()}`,
			});
			expect((await at.control.logins()).failed).toBe(0);
		},
	);

	it('with another grant type is refused and no failed login', async () => {
		const { status, json } = await at.caller.login({ grant_type: 'refresh_token' });

		expect(status).toBe(400);
		expect(json).toEqual({
			error: 'unsupported_grant_type',
			error_description: 'Unsupported grant type: refresh_token',
		});
		expect((await at.control.logins()).failed).toBe(0);
	});

	it('must be a form', async () => {
		const { status, json } = await at.caller.post('/oauth/token', '{}', {
			authorization: `Basic ${at.caller.basic()}`,
			'content-type': 'application/json',
		});

		expect(status).toBe(400);
		expect(json).toMatchObject({ error: 'invalid_request' });
	});
});

describe('a wrong client', () => {
	it.each([
		['id', () => at.caller.basic('CEK0000000')],
		['secret', () => at.caller.basic(undefined, 'wrong')],
		['header', () => 'no base64'],
	])('%s is answered 401 and counted as a failed login', async (_what, basic) => {
		const { status, headers, json } = await at.caller.login({}, basic());

		expect(status).toBe(401);
		expect(headers.get('www-authenticate')).toMatch(/^Basic realm="enkash", error="/);
		expect(json).toHaveProperty('error_description');
		expect(await at.control.logins()).toMatchObject({ ok: 0, failed: 1 });
	});

	it('is one without a Basic header, too', async () => {
		const { status, json } = await at.caller.login({}, '');

		expect(status).toBe(401);
		expect(json).toMatchObject({ error: 'unauthorized' });
	});

	it('is one whose form names another client', async () => {
		const { status, json } = await at.caller.login({ clientId: 'CEK0000000' });

		expect(status).toBe(401);
		expect(json).toMatchObject({ error: 'invalid_client' });
	});
});

describe('three wrong logins in a row', () => {
	it('lock the account, so that even the right password is refused', async () => {
		for (const answer of [await wrongLogin(), await wrongLogin(), await wrongLogin()]) {
			expect(answer.status).toBe(400);
			expect(answer.json).toEqual(BAD_CREDENTIALS);
		}
		const { status, json } = await at.caller.login();

		expect(status).toBe(400);
		expect(json).toEqual(LOCKED);
		expect(await at.control.logins()).toEqual({
			attempts: 4,
			ok: 0,
			failed: 4,
			consecutiveFailures: 4,
			locked: true,
		});
	});

	it('count a wrong user name and a wrong client like a wrong password', async () => {
		await at.caller.login({ username: 'nobody' });
		await at.caller.login({}, at.caller.basic(undefined, 'wrong'));
		await wrongLogin();

		expect((await at.caller.login()).json).toEqual(LOCKED);
	});

	it('do not count across a success', async () => {
		await wrongLogin();
		await wrongLogin();
		expect((await at.caller.login()).status).toBe(200);
		await wrongLogin();
		await wrongLogin();

		expect((await at.caller.login()).status).toBe(200);
		expect(await at.control.logins()).toMatchObject({ ok: 2, failed: 4, locked: false });
	});

	it('leave tokens that were given out before valid', async () => {
		await at.caller.token();
		await wrongLogin();
		await wrongLogin();
		await wrongLogin();

		expect((await at.caller.call('account')).status).toBe(200);
	});

	it('can be done without, and are forgiven by an unlock', async () => {
		await at.control.lock();
		expect((await at.caller.login()).json).toEqual(LOCKED);

		await at.control.unlock();
		expect((await at.caller.login()).status).toBe(200);
	});

	it('are forgiven by an unlock', async () => {
		await wrongLogin();
		await wrongLogin();
		await wrongLogin();
		await at.control.unlock();

		expect((await at.caller.login()).status).toBe(200);
	});
});

it('takes the new password and no longer the old one after a change', async () => {
	await at.control.changePassword('new one');

	expect((await at.caller.login()).json).toEqual(BAD_CREDENTIALS);
	expect((await at.caller.login({ password: 'new one' })).status).toBe(200);
});
