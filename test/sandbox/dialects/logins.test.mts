import { describe, expect, it } from '@jest/globals';
import { useSpeaker } from './speaking.mts';

const { at, speak } = useSpeaker();

const wrong = async () => await at.caller.login({ password: 'wrong' });

const ONE_FAILED = { attempts: 1, ok: 0, failed: 1, locked: false };

describe('a wrong log-in', () => {
	it.each([
		['login-refused-in-envelope', 200, { code: 1, message: 'Invalid username or password' }],
		['login-refused-in-another-shape', 200, { status: 'FAILED', reason: 'Invalid login details' }],
		['login-refused-500', 500, { status: 500 }],
		['login-refused-empty', 401, undefined],
		['login-refused-html', 403, undefined],
	] as const)('is refused, and counted: %s', async (name, code, body) => {
		await speak(name);
		const { status, json } = await wrong();

		expect([status, json]).toEqual([code, body && expect.objectContaining(body)]);
		expect(await at.control.logins()).toMatchObject(ONE_FAILED);
	});

	it('has no body, or is a web page', async () => {
		await speak('login-refused-empty');
		expect((await wrong()).text).toBe('');

		await speak('login-refused-html');
		expect((await wrong()).headers.get('content-type')).toContain('text/html');
	});

	it('is never answered, and counted: login-refused-time-out', async () => {
		await speak('login-refused-time-out');
		const answer = at.caller.login({ password: 'wrong' }, undefined, AbortSignal.timeout(1_000));

		await expect(answer).rejects.toThrow('timeout');
		expect(await at.control.logins()).toMatchObject(ONE_FAILED);
	});

	it('is told how many attempts are left: login-refused-with-attempts-left', async () => {
		await speak('login-refused-with-attempts-left');
		const words = [];
		for (let n = 0; n < 3; n++) words.push((await wrong()).json);

		expect(words).toEqual(
			['2 attempts left', '1 attempts left', '0 attempts left'].map((left) =>
				expect.objectContaining({
					error: 'invalid_grant',
					error_description: `Bad credentials. ${left} before your account is locked`,
				}),
			),
		);
		expect(await at.control.logins()).toMatchObject({ failed: 3, locked: true });
	});

	it('of a wrong client is refused in the same way', async () => {
		await speak('login-refused-in-another-shape');
		const { json } = await at.caller.login({}, at.caller.basic(undefined, 'wrong'));

		expect(json).toEqual({ status: 'FAILED', reason: 'Invalid login details' });
	});

	it('leaves the right one as it was', async () => {
		await speak('login-refused-500');
		await wrong();

		expect((await at.caller.login()).status).toBe(200);
	});
});

describe('a locked log-in', () => {
	it.each([
		['locked-wording-2', 400, 'Your account has been locked due to 3 consecutive failed attempts'],
		['locked-wording-3', 423, 'Account is locked. Please contact support'],
		['locked-wording-4', 200, 'User account is temporarily locked'],
	] as const)('is told so, also with the right password: %s', async (name, status, words) => {
		await speak(name);
		const before = await at.caller.login();
		await at.control.lock();
		const answer = await at.caller.login();

		expect(before.status).toBe(200);
		expect(answer.status).toBe(status);
		expect(answer.text).toContain(words);
	});
});
