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
	it('reports that everything fits, without a single value of a person', async () => {
		const { exitCode, report } = await check();
		expect(report).toContain('fits the schema of this package');
		expect(report).not.toContain('does not fit');
		const { handles } = await sandbox.control.account();
		const personal = handles.flatMap((h) => [h.email, h.mobile, h.firstName, h.enKashCardId]);
		expect(personal.filter((value) => report.includes(value))).toEqual([]);
		expect(exitCode).toBe(0);
	});

	it('names a field that does not come, and one that is not documented', async () => {
		await sandbox.control.addFaults(
			{ endpoint: 'account', fault: 'missingFields', fields: ['availableBalance'] },
			{ endpoint: 'search', fault: 'extraFields' },
		);
		const { exitCode, report } = await check();
		expect(report).toContain('does not fit: unexpected at payload.availableBalance');
		expect(report).toMatch(/fields not documented: `\w+`/);
		expect(exitCode).toBe(1);
	});

	it('tells which envelope and which shape of list came', async () => {
		await sandbox.control.settings({ dialects: ['envelope-swapped', 'handles-bare', 'list-bare'] });
		const { report } = await check();
		expect(report).toContain('envelope B (code, message, payload)');
		expect(report).toContain('envelope A (response_code, response_message, payload)');
	});

	it('logs in once, pays nothing and reads three times', async () => {
		await check();
		const { endpoints } = await sandbox.control.calls();
		const totals = Object.entries(endpoints).map(([name, { total }]) => [name, total]);
		expect(Object.fromEntries(totals)).toEqual({
			token: 1,
			account: 1,
			search: 1,
			transactions: 1,
			allocate: 0,
			elsewhere: 0,
		});
	});

	it('does not try a refused log-in again, and says what EnKash said', async () => {
		const { exitCode, report } = await check({ ENKASH_PASSWORD: 'not the password' });
		expect(report).toContain('did not log in');
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
