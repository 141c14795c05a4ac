import { fail } from '../../../enkash/result.ts';
import { Sessions, refusalFailure } from '../../../enkash/session/sessions.ts';
import { IDENTITY, LOCKED, Office, REFUSED, answered, token } from './office.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

describe('a session', () => {
	it('is opened by one log-in, however many calls want it at once', async () => {
		const office = new Office();
		const tokens = await Promise.all(Array.from({ length: 50 }, async () => await office.token()));
		expect(new Set(tokens)).toEqual(new Set(['token 1']));
		expect(office.logIns).toBe(1);
	});

	it('is used until it is due, and then renewed by one log-in', async () => {
		const office = new Office();
		await office.token();
		office.now += 269 * SECOND;
		expect(await office.token()).toBe('token 1');
		office.now += SECOND;
		const tokens = await Promise.all(Array.from({ length: 50 }, async () => await office.token()));
		expect(new Set(tokens)).toEqual(new Set(['token 2']));
		expect(office.logIns).toBe(2);
	});

	it('never gives out a token that is over, when tokens live for 65 s', async () => {
		const office = new Office();
		const born = new Map<string, number>();
		const end = office.now + 3 * MINUTE;
		for (; office.now < end; office.now += 500) {
			office.answers = [token(`token ${office.logIns + 1}`, 65)];
			const used = (await office.token()) ?? 'none';
			if (!born.has(used)) born.set(used, office.now);
			expect(office.now - (born.get(used) ?? 0)).toBeLessThan(65 * SECOND);
		}
		expect(office.logIns).toBe(4);
	});

	it('is renewed after five minutes at the latest, whatever EnKash says of its life', async () => {
		for (const life of [86_399, undefined, null, 'long', 1e300]) {
			const office = new Office();
			office.answers = [token('first', life)];
			await office.token();
			office.now += 5 * MINUTE;
			expect(await office.token()).toBe('token 2');
		}
	});

	it('is of use to its own identity only', async () => {
		const office = new Office();
		await office.token();
		for (const changes of [
			{ baseUrl: 'https://other.example' },
			{ companyId: 'CEK0000000' },
			{ partnerId: 'CROTHER' },
			{ username: 'another' },
			{ password: 'another' },
			{ clientSecret: 'another' },
			{ tokenUrl: 'https://other.example/oauth/token' },
		]) {
			expect(office.standing({ ...IDENTITY, ...changes }).use).toBe('nothing');
		}
	});

	it('that one call has renewed is taken over by another that still has the old one', async () => {
		const office = new Office();
		await office.token();
		const old = office.stored;
		office.now += 5 * MINUTE;
		await office.token();
		office.stored = old;
		expect(await office.token()).toBe('token 2');
		expect(office.logIns).toBe(2);
	});
});

describe('a token that EnKash refuses before its time', () => {
	it('is replaced when EnKash does not know it any more', async () => {
		const office = new Office();
		await office.token();
		office.stillTaken = false;
		await office.renew();
		expect(await office.token()).toBe('token 2');
	});

	it.each([true, undefined])(
		'is kept when EnKash still takes it, or does not say: %p',
		async (taken) => {
			const office = new Office();
			await office.token();
			office.stillTaken = taken;
			expect(await office.renew()).toEqual({ ok: true, value: undefined });
			expect(office.logIns).toBe(1);
		},
	);

	it('is not replaced a second time within seconds', async () => {
		const office = new Office();
		await office.token();
		await office.renew();
		await office.renew();
		expect(office.logIns).toBe(2);
		office.now += 5 * SECOND;
		await office.renew();
		expect(office.logIns).toBe(3);
	});
});

describe('a refused log-in', () => {
	it('is not sent again, by any call, for as long as it is the same', async () => {
		const office = new Office();
		office.answers = [REFUSED];
		await Promise.all(Array.from({ length: 20 }, async () => await office.token()));
		office.now += 24 * 60 * MINUTE;
		await office.token();
		expect(office.logIns).toBe(1);
		expect(office.standing()).toMatchObject({
			use: 'refusal',
			refusal: { words: 'Bad credentials' },
		});
	});

	it('is remembered by the process when it could not be stored', async () => {
		const office = new Office();
		office.answers = [REFUSED];
		await office.renew();
		office.stored = '';
		await office.renew();
		expect(office.logIns).toBe(1);
	});

	it('is remembered with the credential when the process was restarted', async () => {
		const office = new Office();
		office.answers = [REFUSED];
		await office.renew();
		const renewed = await new Sessions().renew(office.stored, IDENTITY, office.ports);
		expect(renewed).toMatchObject({ ok: true, value: { kind: 'refused' } });
		expect(office.logIns).toBe(1);
	});

	it.each([
		{ username: 'right' },
		{ password: 'right' },
		{ clientId: 'right' },
		{ clientSecret: 'right' },
		{ tokenUrl: 'https://right.example' },
	])('is tried again once it was edited: %p', async (changes) => {
		const office = new Office();
		office.answers = [REFUSED];
		await office.token();
		expect(await office.token({ ...IDENTITY, ...changes })).toBe('token 2');
	});

	it('is not tried again when only the company was edited', async () => {
		const office = new Office();
		office.answers = [REFUSED];
		await office.token();
		await office.token({ ...IDENTITY, companyId: 'CEK0000000' });
		expect(office.logIns).toBe(1);
	});

	it('says what EnKash said, and what to do', async () => {
		const office = new Office();
		office.answers = [REFUSED];
		await office.token();
		const state = office.standing();
		const failure = state.use === 'refusal' ? refusalFailure(state.refusal) : undefined;
		expect(failure).toMatchObject({ kind: 'credential', status: 400, affectsWholeBatch: true });
		expect(failure?.message).toContain('Bad credentials');
	});
});

describe('a locked account', () => {
	it('is left alone for half an hour, and then tried once', async () => {
		const office = new Office();
		office.answers = [LOCKED, LOCKED];
		await office.token();
		office.now += 30 * MINUTE - 1;
		await office.token();
		expect(office.logIns).toBe(1);
		office.now += 1;
		await office.token();
		await office.token();
		expect(office.logIns).toBe(2);
		office.now += 30 * MINUTE;
		expect(await office.token()).toBe('token 3');
	});

	it('is called locked', async () => {
		const office = new Office();
		office.answers = [LOCKED];
		await office.token();
		const state = office.standing();
		expect(state.use === 'refusal' && refusalFailure(state.refusal).message).toContain('locked');
	});
});

describe('a log-in without a usable answer', () => {
	const UNUSABLE = [
		['status 500', answered(500, { message: 'Internal error' })],
		['status 503 with words of a refusal', answered(503, { error_description: 'Bad credentials' })],
		['a web page', answered(200, '<html>Sign in</html>')],
		['a web page with status 400', answered(400, '<html>Bad request</html>')],
		['nothing', answered(200, undefined)],
		['no token', answered(200, { token_type: 'bearer' })],
		['an empty token', answered(200, { access_token: '' })],
		['status 404', answered(404, { error: 'Not Found' })],
		['status 429', answered(429, { message: 'Too many requests' })],
		['a time-out', fail({ kind: 'unknown', message: 'EnKash did not answer in time' })],
		['no connection', fail({ kind: 'notSent', message: 'EnKash could not be reached' })],
	] as const;

	it.each(UNUSABLE)('does not count as refused: %s', async (_, unusable) => {
		const office = new Office();
		office.answers = [unusable];
		expect(await office.renew()).toMatchObject({
			ok: false,
			failure: { kind: 'notSent', affectsWholeBatch: true, endpoint: 'Authentication' },
		});
		expect(await office.token()).toBe('token 2');
	});

	it.each(UNUSABLE)('leaves the old token in use as long as it lives: %s', async (_, unusable) => {
		const office = new Office();
		office.answers = [token('old', 86_399), unusable, unusable];
		await office.token();
		office.now += 10 * MINUTE;
		expect(await office.token()).toBe('old');
		office.now += 29 * SECOND;
		expect(await office.token()).toBe('old');
		expect(office.logIns).toBe(2);
		office.now += SECOND;
		expect(await office.token()).toBe('old');
		expect(office.logIns).toBe(3);
	});

	it('does not bring a token back to life that is over', async () => {
		const office = new Office();
		office.answers = [token('old', 60), answered(500, undefined)];
		await office.token();
		office.now += MINUTE;
		expect(await office.token()).toBeUndefined();
	});
});

describe('an answer that refuses', () => {
	it.each([
		[400, { error: 'invalid_grant' }],
		[401, { error: 'unauthorized', error_description: 'Bad client' }],
		[401, undefined],
		[401, '<html>Unauthorized</html>'],
		[403, { message: 'Forbidden' }],
		[422, { message: 'Invalid Client ID.' }],
		[200, { code: 1, message: 'Invalid user' }],
	])('is remembered: status %p and %p', async (status, body) => {
		const office = new Office();
		office.answers = [answered(status, body)];
		await office.token();
		await office.token();
		expect(office.logIns).toBe(1);
	});
});

it('remembers two hundred log-ins, the oldest go first', async () => {
	const office = new Office();
	for (let person = 0; person < 201; person++) {
		office.stored = '';
		office.answers = [REFUSED];
		await office.renew({ ...IDENTITY, username: `person ${person}` });
	}
	office.stored = '';
	await office.renew({ ...IDENTITY, username: 'person 200' });
	expect(office.logIns).toBe(201);
	await office.renew({ ...IDENTITY, username: 'person 0' });
	expect(office.logIns).toBe(202);
});
