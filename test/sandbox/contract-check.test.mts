import { execFile } from 'node:child_process';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startSandbox } from '../support/sandbox.mts';
import type { Sandbox } from '../support/sandbox.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => {
	await sandbox.stop();
});
afterEach(async () => {
	await sandbox.control.clearFaults();
	await sandbox.control.reset();
});

interface Checked {
	readonly exitCode: number;
	readonly report: string;
	readonly words: string;
}

/** Runs `npm run contract:check` against the sandbox, as a person would. */
async function check(change: Record<string, string> = {}): Promise<Checked> {
	const { credentials, url } = sandbox;
	const env = {
		...process.env,
		ENKASH_PARTNER_ID: credentials.partnerId,
		ENKASH_COMPANY_ID: credentials.companyId,
		ENKASH_CARD_ACCOUNT_ID: credentials.cardAccountId,
		ENKASH_USERNAME: credentials.username,
		ENKASH_PASSWORD: credentials.password,
		ENKASH_CLIENT_ID: credentials.clientId,
		ENKASH_CLIENT_SECRET: credentials.clientSecret,
		...change,
	};
	const script = ['scripts/run.mjs', 'scripts/contract-check.mts', '--base-url', url];
	return await new Promise((settle) => {
		const run = execFile('node', script, { env }, (_error, stdout, stderr) => {
			settle({ exitCode: run.exitCode ?? 1, report: stdout, words: stderr });
		});
	});
}

describe('the contract check', () => {
	it('finds everything ready to pay, without a single value of a person', async () => {
		const { exitCode, report } = await check();
		expect(report).toContain('Ready to pay');
		const { handles } = await sandbox.control.account();
		const personal = handles.flatMap((h) => [h.email, h.mobile, h.firstName, h.enKashCardId]);
		expect(personal.filter((value) => report.includes(value))).toEqual([]);
		expect(exitCode).toBe(0);
	});

	it('names what an account does not tell', async () => {
		await sandbox.control.addFaults({
			endpoint: 'account',
			fault: 'missingFields',
			fields: ['availableBalance'],
		});
		const { exitCode, report } = await check();
		expect(report).toContain('payload.availableBalance');
		expect(report).toContain('Not ready: Account');
		expect(exitCode).toBe(1);
	});

	it('logs in once, pays nothing and sends at most twelve requests', async () => {
		const { commits } = await sandbox.control.account();
		await check();
		const { endpoints } = await sandbox.control.calls();
		const totals = Object.values(endpoints).map(({ total }) => total);
		expect(endpoints.token.total).toBe(1);
		expect(totals.reduce((sum, total) => sum + total, 0)).toBeLessThanOrEqual(12);
		expect((await sandbox.control.account()).commits).toEqual(commits);
	});

	it('does not try a refused log-in again, and says what EnKash said', async () => {
		const { exitCode, report } = await check({ ENKASH_PASSWORD: 'not the password' });
		expect(report).toContain('EnKash refused the log-in');
		expect((await sandbox.control.logins()).failed).toBe(1);
		expect(exitCode).toBe(1);
	});

	it('says which variables to set when there are none', async () => {
		const { exitCode, words } = await check({ ENKASH_PARTNER_ID: '' });
		expect(words).toContain('"Partner ID" in the credential is empty');
		expect(words).toContain('ENKASH_PARTNER_ID');
		expect(exitCode).toBe(1);
	});
});
