import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { CredentialRow } from '../support/engine/database.mts';
import { useBench } from './bench.mts';

const bench = useBench();

/** Nobody listens here. */
const NOWHERE = 'http://127.0.0.1:9';

test('says that all is well with one log-in and no movement of money', async () => {
	expect(await bench().testCredential()).toEqual({
		status: 'OK',
		message: 'Connection successful!',
	});
	const { endpoints } = await bench().control.calls();
	expect(endpoints).toMatchObject({ token: { total: 1 }, allocate: { total: 0 } });
});

test('keeps the session that it opened for the next run and the next test', async () => {
	for (let click = 0; click < 3; click++)
		expect((await bench().testCredential()).status).toBe('OK');
	expect(await bench().control.logins()).toMatchObject({ ok: 1 });
});

test('logs in again when EnKash has forgotten the session', async () => {
	await bench().testCredential();
	await bench().control.forgetTokens();
	expect((await bench().testCredential()).status).toBe('OK');
	expect(await bench().control.logins()).toMatchObject({ ok: 2, failed: 0 });
});

type Wrong = readonly [what: string, fields: CredentialRow['data'], words: RegExp];

const WRONG: readonly Wrong[] = [
	['password', { password: 'mistyped' }, /log-in.*Bad credentials.*password/s],
	['user name', { username: '9999999999' }, /log-in.*Bad credentials.*user name/s],
	['client secret', { clientSecret: 'mistyped' }, /log-in.*Bad client credentials.*client secret/s],
	['partner', { partnerId: 'CR9OTHERS' }, /does not exist for this partner/],
	['account', { cardAccountId: 'CA9OTHERS' }, /not found.*CA9OTHERS.*"Card Account ID"/s],
	['company', { companyId: 'CEK9OTHERS' }, /not found.*CEK9OTHERS.*"Company ID"/s],
	['base URL', { baseUrl: NOWHERE }, /could not be reached.*refused.*base URL/s],
	['token URL', { tokenUrl: `${NOWHERE}/oauth/token` }, /could not be reached.*refused/s],
	['scheme', { baseUrl: 'http://enkash.example' }, /"Base URL".*https:/s],
	['empty field', { partnerId: ' ' }, /"Partner ID" in the credential is empty/],
	[
		'access token',
		{ authentication: 'accessToken', accessToken: 'stale' },
		/Invalid access token: \*\*\*/,
	],
];

test.each(WRONG)('tells what is wrong: the %s', async (_, fields, words) => {
	const tokenUrl = `${bench().sandbox.url}/oauth/token`;
	const verdict = await bench().testCredential({ tokenUrl, ...fields });
	expect(verdict).toEqual({ status: 'Error', message: expect.stringMatching(words) });
});

test('tells that the account is locked', async () => {
	for (let n = 0; n < 3; n++) await bench().testCredential({ password: randomUUID() });
	const { message } = await bench().testCredential();
	expect(message).toMatch(/locked this user.*unlock/s);
});

test('tells that EnKash wants encrypted requests', async () => {
	await bench().control.settings({ encryption: 'request' });
	const { message } = await bench().testCredential();
	expect(message).toMatch(/Invalid encrypted request.*"Payload Encryption"/s);
});

test('tells that EnKash does not take encrypted requests', async () => {
	const { message } = await bench().testCredential({ payloadEncryption: 'request' });
	expect(message).toContain('"Payload Encryption"');
});

test('tells that the encryption secret is another one, and shows none', async () => {
	await bench().control.settings({ encryption: 'both' });
	const encryptionSecret = 'not-the-one-that-enkash-has';
	const verdict = await bench().testCredential({
		payloadEncryption: 'requestAndResponse',
		encryptionSecret,
	});
	expect(verdict.message).toContain('"Encryption Secret"');
	expect(verdict.message).not.toContain(encryptionSecret);
});

test('passes with encryption both ways', async () => {
	await bench().control.settings({ encryption: 'both' });
	const payloadEncryption = 'requestAndResponse';
	expect((await bench().testCredential({ payloadEncryption })).status).toBe('OK');
});
