import { loginFingerprint, sessionFingerprint } from '../../../enkash/session/identity.ts';
import {
	type SessionState,
	readState,
	sessionOf,
	writeState,
} from '../../../enkash/session/state.ts';
import { IDENTITY } from './installation.mts';

const SESSION = { identity: 'i', accessToken: 'T', renewAt: 1, expiresAt: 2 };
const LOGIN = {
	login: 'l',
	succeededAt: 3,
	attempts: [{ id: 'a', at: 5, reason: { code: 'login-locked', words: 'No', status: 400 } }],
} as const;
const STATES: readonly SessionState[] = [
	{ logins: [] },
	{ session: SESSION, logins: [] },
	{ session: SESSION, logins: [{ login: 'l', attempts: [{ id: 'a', at: 5 }] }] },
	{ logins: [{ ...LOGIN, attempts: [...LOGIN.attempts] }] },
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
	'{"logins":{}}',
	'{"logins":[{"login":"l"}]}',
	'{"logins":[],"session":{"identity":"i","accessToken":"T","renewAt":"1","expiresAt":2}}',
	writeState(STATES[1] ?? { logins: [] }).slice(0, -1),
])('takes %p for nothing stored', (stored) => {
	expect(readState(stored)).toEqual({ logins: [] });
});

it('has a session for its identity, until it is over', () => {
	const session = { ...SESSION, identity: sessionFingerprint(IDENTITY) };
	const state = { session, logins: [] };
	expect(sessionOf(state, IDENTITY, 1)).toBe(session);
	expect(sessionOf(state, IDENTITY, 2)).toBeUndefined();
	expect(sessionOf(state, IDENTITY, 1, 'T')).toBeUndefined();
	expect(sessionOf(state, IDENTITY, 1, 'another')).toBe(session);
	expect(sessionOf(state, { ...IDENTITY, companyId: 'another' }, 1)).toBeUndefined();
});

it('fingerprints show no part of a log-in, and tell swapped parts apart', () => {
	const swapped = { ...IDENTITY, username: IDENTITY.password, password: IDENTITY.username };
	expect(loginFingerprint(swapped)).not.toBe(loginFingerprint(IDENTITY));
	for (const print of [loginFingerprint(IDENTITY), sessionFingerprint(IDENTITY)]) {
		for (const part of Object.values(IDENTITY)) {
			if (typeof part === 'string') expect(print).not.toContain(part);
		}
	}
});
