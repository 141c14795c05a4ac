import { type Failure } from '../../../enkash/failures/failure.ts';
import { sessionFingerprint } from '../../../enkash/session/identity.ts';
import { readState, writeState } from '../../../enkash/session/state.ts';
import {
	BROKEN,
	IDENTITY,
	Installation,
	LOCKED,
	Process,
	REFUSED,
	UNREACHABLE,
	answered,
	token,
} from './installation.mts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

let installation: Installation;
let process: Process;
beforeEach(() => {
	jest.useFakeTimers({ now: Date.UTC(2026, 0, 1), doNotFake: ['performance', 'nextTick'] });
	installation = new Installation();
	process = new Process(installation);
});
afterEach(() => jest.useRealTimers());

const pass = (ms: number) => jest.setSystemTime(jest.now() + ms);
const logIns = () => installation.reached.length;

/** Why there is no session. */
async function refusal(identity = IDENTITY): Promise<Failure> {
	const standing = await process.standing(identity);
	if (standing.use !== 'nothing') throw new Error(`There is a way on: ${standing.use}`);
	return standing.failure;
}

describe('a session', () => {
	it('is opened by one log-in, however many calls want it at once', async () => {
		const calls = Array.from({ length: 50 }, async () => await process.token());
		expect(new Set(await Promise.all(calls))).toEqual(new Set(['token 1']));
		expect(logIns()).toBe(1);
	});

	it('is used until it is due, and then renewed by one log-in', async () => {
		await process.token();
		pass(269 * SECOND);
		expect(await process.token()).toBe('token 1');
		pass(SECOND);
		const calls = Array.from({ length: 50 }, async () => await process.token());
		expect(new Set(await Promise.all(calls))).toEqual(new Set(['token 2']));
		expect(logIns()).toBe(2);
	});

	it('never gives out a token that is over, when tokens live for 65 s', async () => {
		const born = new Map<string, number>();
		const end = jest.now() + 3 * MINUTE;
		for (; jest.now() < end; pass(500)) {
			installation.answers = [token(`token ${logIns() + 1}`, 65)];
			const used = (await process.token()) ?? 'none';
			if (!born.has(used)) born.set(used, jest.now());
			expect(jest.now() - (born.get(used) ?? 0)).toBeLessThan(65 * SECOND);
		}
		expect(logIns()).toBe(4);
	});

	it('is renewed after five minutes at the latest, whatever EnKash says of its life', async () => {
		for (const life of [86_399, undefined, null, 'long', 1e300]) {
			installation = new Installation();
			process = new Process(installation);
			installation.answers = [token('first', life)];
			await process.token();
			pass(5 * MINUTE);
			expect(await process.token()).toBe('token 2');
		}
	});

	it('is of use to its own identity only', async () => {
		await process.token();
		for (const changes of [
			{ baseUrl: 'https://other.example' },
			{ companyId: 'CEK0000000' },
			{ partnerId: 'CROTHER' },
			{ username: 'another' },
			{ password: 'another' },
			{ clientSecret: 'another' },
			{ tokenUrl: 'https://other.example/oauth/token' },
			{ loginAttempt: 2 },
		]) {
			expect((await process.standing({ ...IDENTITY, ...changes })).use).toBe('login');
		}
	});

	it('that one call has renewed is taken over by another that still has the old one', async () => {
		await process.token();
		const old = await installation.read('A');
		pass(5 * MINUTE);
		await process.token();
		installation.stored.set('A', old);
		expect(await process.token()).toBe('token 2');
		expect(logIns()).toBe(2);
	});

	it('of this process does not take the place of a newer one that another process opened', async () => {
		await process.token();
		pass(MINUTE);
		installation.stored.clear();
		await new Process(installation).token();
		installation.stillTaken = true;
		expect(await process.renew()).toEqual({ ok: true, value: undefined });
		expect(await process.token()).toBe('token 2');
	});
});

describe('a token that EnKash refuses before its time', () => {
	it('is replaced when EnKash does not know it any more', async () => {
		await process.token();
		await process.renew();
		expect(await process.token()).toBe('token 2');
	});

	it.each([true, undefined])(
		'is kept when EnKash still takes it, or does not say: %p',
		async (taken) => {
			await process.token();
			installation.stillTaken = taken;
			expect(await process.renew()).toEqual({ ok: true, value: undefined });
			expect(logIns()).toBe(1);
		},
	);

	it('is not replaced a second time within seconds', async () => {
		await process.token();
		await process.renew();
		await process.renew();
		expect(logIns()).toBe(2);
		pass(5 * SECOND);
		await process.renew();
		expect(logIns()).toBe(3);
	});

	it('is not used any more, even if no log-in brings another one', async () => {
		installation.answers = [token('old'), BROKEN];
		await process.token();
		pass(SECOND);
		await process.renew();
		expect(await process.token()).toBeUndefined();
		expect((await refusal()).code).toBe('login-not-understood');
	});
});

/** Whatever may have reached EnKash and brought no token. */
const NO_TOKEN = [
	['a lock', LOCKED],
	['a refusal without a body', answered(401, undefined)],
	['a refusal as a web page', answered(403, '<html>Forbidden</html>')],
	['a refusal in another shape', answered(400, { fault: { faultstring: 'No' } })],
	['a refusal under a success', answered(200, { code: 1, message: 'Not today' })],
	['a success in another shape', answered(200, { code: 0, result: { jwt: 'T' } })],
	['an empty success', answered(200, undefined)],
	['a web page', answered(200, '<html>Sign in</html>')],
	['an empty token', answered(200, { access_token: '' })],
	['status 404', answered(404, { error: 'Not Found' })],
	['status 429', answered(429, { message: 'Too many requests' })],
	['status 500', BROKEN],
	['status 503 in words', answered(503, { message: 'Try again later' })],
	['a redirect', answered(302, '')],
	[
		'no answer in time',
		{ ok: false, failure: { kind: 'unknown', code: 'no-answer-in-time', data: {} } },
	],
	[
		'a lost connection',
		{ ok: false, failure: { kind: 'unknown', code: 'connection-lost', data: {} } },
	],
] as const;

describe.each(NO_TOKEN)('a log-in that ends in %s', (_, outcome) => {
	beforeEach(() => {
		installation.usual = () => outcome;
	});

	it('is sent once, by any number of calls, for 15 minutes', async () => {
		await Promise.all(Array.from({ length: 20 }, async () => await process.token()));
		pass(15 * MINUTE - 1);
		await process.token();
		expect(logIns()).toBe(1);
	});

	it('is sent once more then, and not again', async () => {
		for (let minute = 0; minute < 24 * 60; minute++) {
			await process.token();
			pass(MINUTE);
		}
		expect(logIns()).toBe(2);
		expect((await refusal()).data).toMatchObject({ nextAttempt: 'whenAsked' });
	});

	it('is remembered by the process when it could not be stored, and with the credential when the process ends', async () => {
		await process.token();
		const stored = await installation.read('A');
		installation.stored.clear();
		await process.token();
		installation.stored.set('A', stored);
		await new Process(installation).token();
		expect(logIns()).toBe(1);
	});

	it('says when the next one is sent, and stops the whole batch', async () => {
		await process.token();
		expect(await refusal()).toMatchObject({
			data: { nextAttempt: jest.now() + 15 * MINUTE },
			endpoint: 'Authentication',
			affectsWholeBatch: true,
		});
	});

	it('is sent at once when a person asks for it, with a budget of its own', async () => {
		await process.token();
		await process.token({ ...IDENTITY, loginAttempt: 2 });
		await process.token({ ...IDENTITY, loginAttempt: 2 });
		expect(logIns()).toBe(2);
	});

	it('leaves a token in use that is still good', async () => {
		installation.answers = [token('old', 3_600)];
		await process.token();
		pass(5 * MINUTE);
		expect(await process.token()).toBe('old');
		pass(30 * MINUTE);
		expect(await process.token()).toBe('old');
		expect(await new Process(installation).token()).toBe('old');
		expect(logIns()).toBe(2);
	});

	it('keeps the second attempt for when there is no token any more', async () => {
		installation.answers = [token('old', 3_600), outcome, token('new')];
		await process.token();
		pass(5 * MINUTE);
		await process.token();
		pass(55 * MINUTE);
		expect(await process.token()).toBe('new');
		expect(logIns()).toBe(3);
	});
});

describe('a log-in that EnKash clearly refuses', () => {
	beforeEach(() => {
		installation.usual = () => REFUSED;
	});

	it('is not sent again by itself', async () => {
		await process.token();
		pass(24 * 60 * MINUTE);
		await process.token();
		expect(logIns()).toBe(1);
		expect(await refusal()).toMatchObject({
			kind: 'credential',
			code: 'login-refused',
			data: { words: 'Bad credentials', nextAttempt: 'whenAsked' },
			status: 400,
		});
	});

	it.each([
		{ username: 'right' },
		{ password: 'right' },
		{ clientId: 'right' },
		{ clientSecret: 'right' },
		{ tokenUrl: 'https://right.example' },
		{ loginAttempt: 2 },
	])('is sent again once it was edited: %p', async (changes) => {
		installation.answers = [REFUSED, token('T')];
		await process.token();
		expect(await process.token({ ...IDENTITY, ...changes })).toBe('T');
	});

	it('is not sent again when only the company was edited', async () => {
		await process.token();
		await process.token({ ...IDENTITY, companyId: 'CEK0000000' });
		expect(logIns()).toBe(1);
	});

	it('is not sent again when it was edited and then edited back', async () => {
		await process.token();
		await process.token({ ...IDENTITY, password: 'another' });
		await process.token();
		await new Process(installation).token();
		expect(logIns()).toBe(2);
	});
});

it('sends the same log-in for three credentials once', async () => {
	installation.usual = () => BROKEN;
	const companies = ['CEK1', 'CEK2', 'CEK3'].map((companyId) => ({ ...IDENTITY, companyId }));
	await Promise.all(
		companies.map(async (identity) => await process.token(identity, identity.companyId)),
	);
	expect(logIns()).toBe(1);
	for (const identity of companies) {
		expect((await process.standing(identity, identity.companyId)).use).toBe('nothing');
	}
});

it('stores nothing of other log-ins with a credential', async () => {
	installation.usual = () => BROKEN;
	await process.token({ ...IDENTITY, username: 'another' }, 'B');
	await process.token();
	expect(readState(await installation.read('A')).logins).toHaveLength(1);
});

it('forgets attempts after a success', async () => {
	installation.answers = [BROKEN, token('first', 60), BROKEN, token('second')];
	await process.token();
	pass(15 * MINUTE);
	expect(await process.token()).toBe('first');
	pass(MINUTE);
	expect(await process.token()).toBeUndefined();
	pass(15 * MINUTE);
	expect(await process.token()).toBe('second');
});

describe('a log-in that surely never left', () => {
	it('does not count', async () => {
		installation.answers = [UNREACHABLE, UNREACHABLE, UNREACHABLE];
		for (let n = 0; n < 3; n++) {
			expect(await process.renew()).toMatchObject({
				failure: { kind: 'notSent', code: 'unreachable', endpoint: 'Authentication' },
			});
		}
		expect(await process.token()).toBe('token 1');
	});

	it('is tried again half a minute later while a token is still good', async () => {
		installation.answers = [token('old')];
		await process.token();
		pass(5 * MINUTE);
		installation.usual = () => UNREACHABLE;
		expect(await process.token()).toBe('old');
		pass(29 * SECOND);
		installation.usual = () => token('new');
		expect(await process.token()).toBe('old');
		pass(SECOND);
		expect(await process.token()).toBe('new');
	});
});

it('knows when less is stored than it knows', async () => {
	installation.usual = () => BROKEN;
	await process.token();
	const stored = readState(await installation.read('A'));
	expect(process.sessions.knowsMore(stored, IDENTITY)).toBe(false);
	expect(process.sessions.knowsMore({ logins: [] }, IDENTITY)).toBe(true);
	expect(process.sessions.complete({ logins: [] }, IDENTITY)).toEqual(stored);
});

it('does not bring a token back to life that is over', async () => {
	installation.answers = [token('old', 60), BROKEN];
	await process.token();
	pass(MINUTE);
	expect(await process.token()).toBeUndefined();
});

it('remembers two hundred sessions', async () => {
	for (let person = 0; person < 201; person++) {
		installation.stored.clear();
		await process.token({ ...IDENTITY, username: `person ${person}` });
	}
	installation.stored.clear();
	await process.token({ ...IDENTITY, username: 'person 200' });
	expect(logIns()).toBe(201);
	installation.stored.clear();
	await process.token({ ...IDENTITY, username: 'person 0' });
	expect(logIns()).toBe(202);
});

it('takes what was stored for another identity for none', async () => {
	const session = { identity: 'another', accessToken: 'T', renewAt: 1e15, expiresAt: 1e15 };
	installation.stored.set('A', writeState({ session, logins: [] }));
	expect((await process.standing()).use).toBe('login');
	const own = { ...session, identity: sessionFingerprint(IDENTITY) };
	installation.stored.set('A', writeState({ session: own, logins: [] }));
	expect((await process.standing()).use).toBe('session');
});
