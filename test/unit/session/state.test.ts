import { login } from '../../../enkash/session/login.ts';
import {
	type SessionState,
	loginFingerprint,
	readState,
	sessionFingerprint,
	writeState,
} from '../../../enkash/session/state.ts';
import { IDENTITY, token } from './office.ts';

const STATES: readonly SessionState[] = [
	{ kind: 'open', identity: 'i', accessToken: 'T', renewAt: 1, expiresAt: 2, issuedAt: 0 },
	{ kind: 'refused', login: 'l', words: 'No', status: 400, locked: false, refusedAt: 5 },
	{ kind: 'announced', login: 'l', by: 'me' },
];

it.each(STATES)('reads what it has written: %p', (state) => {
	expect(readState(writeState(state))).toEqual(state);
});

it.each([
	undefined,
	null,
	'',
	5,
	{},
	'T0ken',
	'{}',
	'null',
	'[]',
	'{"kind":"open"}',
	'{"kind":"another"}',
	writeState(STATES[0] ?? { kind: 'announced', login: '', by: '' }).slice(0, -1),
	'{"kind":"open","identity":"i","accessToken":"T","renewAt":"1","expiresAt":2,"issuedAt":0}',
])('takes %p for nothing stored', (stored) => {
	expect(readState(stored)).toBeUndefined();
});

it('fingerprints show no part of a log-in, and tell swapped parts apart', () => {
	const swapped = { ...IDENTITY, username: IDENTITY.password, password: IDENTITY.username };
	expect(loginFingerprint(swapped)).not.toBe(loginFingerprint(IDENTITY));
	for (const print of [loginFingerprint(IDENTITY), sessionFingerprint(IDENTITY)]) {
		for (const part of Object.values(IDENTITY)) expect(print).not.toContain(part);
	}
});

it('logs in with the form of the contract', async () => {
	const sent: unknown[] = [];
	await login(
		IDENTITY,
		async (request) => {
			sent.push(request);
			return await Promise.resolve(token('T'));
		},
		() => 0,
	);
	expect(sent).toEqual([
		{
			url: IDENTITY.tokenUrl,
			form: {
				username: IDENTITY.username,
				password: IDENTITY.password,
				grant_type: 'password',
				clientId: IDENTITY.clientId,
			},
			clientId: IDENTITY.clientId,
			clientSecret: IDENTITY.clientSecret,
		},
	]);
});

it.each([
	[86_399, 270_000],
	[300, 270_000],
	[100, 80_000],
	[65, 52_000],
	[1, 800],
	[undefined, 270_000],
])('renews a token that lives %p s after %p ms', async (life, renewAt) => {
	const opened = await login(
		IDENTITY,
		async () => await Promise.resolve(token('T', life)),
		() => 0,
	);
	expect(opened).toMatchObject({ ok: true, value: { kind: 'open', renewAt } });
});
