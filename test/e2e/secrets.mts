import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { DEMO } from '../../sandbox/company.mts';
import type { FaultInput } from '../../sandbox/faults.mts';
import { CONTINUE, Flow, RETRY } from '../support/e2e/flow.mts';
import type { StepOfFlow } from '../support/e2e/flow.mts';
import type { CredentialReference, Stage } from '../support/e2e/stage.mts';
import { MISTYPED_PASSWORD } from './editor.mts';

/** Looks different in a form, in a URL and in Base64. */
const PASSWORD = 'right+pass/word 41%';
const WRONG_PASSWORD = 'wrong+pass/word 42%';
const ENCRYPTION_SECRET = 'encryption+secret/43%';
const FOREIGN_TOKEN = 'token-issued-elsewhere-44';
/** No secret: what must be found, if the search looks where n8n keeps executions. */
const CANARY = 'CANARY-45';

const FAILURES: readonly FaultInput[] = [
	{ endpoint: 'allocate', fault: 'statusBeforeCommit', status: 500, body: 'html' },
	{ endpoint: 'allocate', fault: 'dropAfterCommit' },
	{ endpoint: 'allocate', fault: 'malformedJson' },
	{ endpoint: 'allocate', fault: 'rateLimited', retryAfter: 1 },
];

/** Whatever was done with credentials before: n8n's database and logs tell none of their secrets. */
export function keepsSecrets(theStage: () => Stage): void {
	let accessToken: string;

	beforeAll(async () => {
		const { control, sandbox } = theStage();
		await control.reset();
		await control.changePassword(PASSWORD);
		await control.settings({ reuseTokens: true });
		accessToken = await tokenOf(sandbox.url);
	});

	const run = async (
		credential: CredentialReference,
		step: Partial<StepOfFlow> & Pick<StepOfFlow, 'parameters'>,
	): Promise<string> => {
		const flow = await Flow.put(theStage(), 'With a secret', { credential, ...step });
		return (await flow.run()).status;
	};

	const allocation = async () => {
		const { handles } = await theStage().control.account();
		return {
			resource: 'handle',
			operation: 'allocate',
			handleId: { __rl: true, mode: 'id', value: handles[1]?.enKashCardId },
			amount: '1',
			referenceNumber: CANARY,
			options: { confirmationWindow: 0, timeout: 2_000 },
		};
	};
	const accountInFull = { resource: 'account', operation: 'get', simplify: false };

	test('payments and reads that work, and payments that do not', async () => {
		const { control } = theStage();
		const credential = await theStage().addCredential('Right', { password: PASSWORD });
		expect(await run(credential, { parameters: accountInFull })).toBe('success');
		for (const fault of FAILURES) {
			await control.addFaults({ ...fault, times: 2 });
			const parameters = { ...(await allocation()), referenceNumber: `NOT-${fault.fault}` };
			await run(credential, { parameters });
			await run(credential, { parameters, settings: CONTINUE });
			await control.clearFaults();
		}
		expect(await run(credential, { parameters: await allocation() })).toBe('success');
	});

	test('log-ins that are refused, clicked and run', async () => {
		const fields = { password: WRONG_PASSWORD };
		const credential = await theStage().addCredential('Wrong', fields);
		const form = theStage().credential('Wrong', fields);
		expect(await theStage().rest.testCredential(credential.id, form)).toMatchObject({
			status: 'Error',
		});
		const settings = { ...RETRY, ...CONTINUE };
		expect(await run(credential, { parameters: accountInFull })).toBe('error');
		expect(await run(credential, { parameters: accountInFull, settings })).toBe('success');
	});

	test('a token that was issued elsewhere and is refused', async () => {
		const credential = await theStage().addCredential('Token', {
			authentication: 'accessToken',
			accessToken: FOREIGN_TOKEN,
		});
		expect(await run(credential, { parameters: accountInFull })).toBe('error');
	});

	test('answers that cannot be decrypted', async () => {
		const credential = await theStage().addCredential('Encrypted', {
			password: PASSWORD,
			payloadEncryption: 'requestAndResponse',
			encryptionSecret: ENCRYPTION_SECRET,
		});
		await theStage().control.settings({ encryption: 'both' });
		expect(await run(credential, { parameters: accountInFull })).toBe('error');
		await theStage().control.settings({ encryption: 'off' });
	});

	test('HTTP requests that fail', async () => {
		const credential = await theStage().addCredential('Custom', { password: PASSWORD });
		const parameters = {
			method: 'POST',
			url: `${theStage().sandbox.url}/api/v0/partner/enKashCard/nowhere`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'enKashApi',
			sendBody: true,
			specifyBody: 'json',
			jsonBody: '{}',
			options: {},
		};
		const node = { type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2 };
		expect(await run(credential, { ...node, parameters })).toBe('error');
	});

	test('leave no secret in any file, in whatever way it is written', async () => {
		const { userFolder } = theStage().home;
		const secrets = [
			DEMO.clientSecret,
			DEMO.password,
			MISTYPED_PASSWORD,
			PASSWORD,
			WRONG_PASSWORD,
			ENCRYPTION_SECRET,
			FOREIGN_TOKEN,
			accessToken,
			`${DEMO.clientId}:${DEMO.clientSecret}`,
		];
		expect((await filesWith(userFolder, [CANARY])).join()).toMatch(/database\.sqlite/);
		expect(await filesWith(userFolder, [...new Set(secrets.flatMap(writings))])).toEqual([]);
	});
}

/** The sandbox answers any log-in with the token that it gave to n8n. */
async function tokenOf(sandboxUrl: string): Promise<string> {
	const { clientId, clientSecret, username } = DEMO;
	const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
	const response = await fetch(`${sandboxUrl}/oauth/token`, {
		method: 'POST',
		headers: { Authorization: `Basic ${basic}` },
		body: new URLSearchParams({ username, password: PASSWORD, grant_type: 'password', clientId }),
	});
	return z.object({ access_token: z.string() }).parse(await response.json()).access_token;
}

/** A text as it is, in a form, in a URL, in JSON and in Base64. */
const writings = (text: string): string[] => [
	text,
	new URLSearchParams({ text }).toString().slice('text='.length),
	encodeURIComponent(text),
	JSON.stringify(text).slice(1, -1),
	Buffer.from(text).toString('base64'),
];

/** Which files of n8n's folder, its packages aside, hold one of the texts. */
async function filesWith(folder: string, texts: readonly string[]): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = entries
		.filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
		.map(({ parentPath, name }) => join(parentPath, name));
	const found: string[] = [];
	for (const file of files) {
		const content = await readFile(file);
		for (const text of texts) if (content.includes(text)) found.push(`${text} in ${file}`);
	}
	return found;
}
