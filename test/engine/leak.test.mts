import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { FaultInput } from '../../sandbox/faults.mts';
import { Caller } from '../sandbox/caller.mts';
import { Engine } from '../support/engine.mts';
import { useBench } from './bench.mts';
import { OPERATIONS } from './everyOperation.mts';
import type { Operation } from './everyOperation.mts';
import { allocate, getAccount, getHandles, getTransactions, getUsers } from './operations.mts';
import { Recorder } from '../support/recorder.mts';

const bench = useBench();

const ENCRYPTION_SECRET = 'distinctive-encryption-secret';

/** Logs whatever n8n and the package have to say. */
let talkative: Engine | undefined;

/** All that must appear nowhere. Grows as sessions are opened. */
const secrets = new Set<string>([ENCRYPTION_SECRET]);

/** Everything that the workflows and clicks of one test have shown. */
let shown: string[] = [];
beforeEach(() => {
	shown = [];
});

const told = z.object({ session: z.object({ accessToken: z.string() }) });

function noteSecrets(): void {
	const { clientId, clientSecret, password, sessionToken } = bench().credential.data;
	const basic = Buffer.from(`${String(clientId)}:${String(clientSecret)}`).toString('base64');
	for (const secret of [password, clientSecret, basic]) secrets.add(String(secret));
	try {
		secrets.add(told.parse(JSON.parse(String(sessionToken))).session.accessToken);
	} catch {
		// No session is open.
	}
}

/** The `token` of every handle, which only raw reads pass on. */
async function noteHandleTokens(): Promise<void> {
	const { sandbox } = bench();
	const password = String(bench().credential.data.password);
	const caller = new Caller({ ...sandbox, credentials: { ...sandbox.credentials, password } });
	const answers = await Promise.all([caller.call('account'), caller.call('search')]);
	for (const [, token] of answers.flatMap(({ text }) => [...text.matchAll(/"token":"(\w+)"/g)])) {
		secrets.add(token ?? '');
	}
	secrets.add(await caller.token());
}

/** Runs an operation, whatever the workflow does on errors, and keeps everything that it leaves. */
async function show({ parameters, rows }: Shown): Promise<void> {
	for (const onError of ['stopWorkflow', 'continueRegularOutput'] as const) {
		const engine = talkative ?? bench().engine;
		const run = await bench().run(parameters, await rows(bench(), onError), {
			onError,
			engine,
			dump: true,
		});
		shown.push(JSON.stringify(run.execution), run.execution.dump);
		noteSecrets();
	}
}

type Shown = Pick<Operation, 'parameters' | 'rows'>;

async function showTest(fields = {}): Promise<void> {
	shown.push(JSON.stringify(await bench().testCredential(fields, talkative)));
	noteSecrets();
}

function expectNoSecret(sought: Iterable<string> = secrets): void {
	const everything = [...shown, talkative?.output ?? '', bench().engine.output].join('\n');
	expect(everything.length).toBeGreaterThan(1_000);
	for (const secret of sought) {
		const at = everything.indexOf(secret);
		expect(at === -1 ? 'nowhere' : everything.slice(Math.max(0, at - 200), at + 100)).toBe(
			'nowhere',
		);
	}
	expect(everything).not.toMatch(/\bB(earer|asic) [\w+/=-]{8}/);
}

beforeAll(async () => {
	talkative = await Engine.start({
		database: bench().database,
		env: { N8N_LOG_LEVEL: 'debug', N8N_LOG_OUTPUT: 'console' },
	});
});
afterAll(async () => await talkative?.stop());

test.each(Object.entries(OPERATIONS))('%s shows no secret', async (_, operation) => {
	await noteHandleTokens();
	await show(operation);
	expectNoSecret();
	// Or else the test would pass without having seen anything.
	expect(secrets.size).toBeGreaterThan(25);
});

const payment: Shown = {
	parameters: allocate({ options: { timeout: 300, confirmationWindow: 0 } }),
	rows: OPERATIONS.allocate.rows,
};

const ENDPOINTS = ['token', 'account', 'search', 'transactions', 'allocate'] as const;

const faultsAt = (endpoint: (typeof ENDPOINTS)[number]): FaultInput[] => [
	{ endpoint, fault: 'dropBeforeCommit' },
	{ endpoint, fault: 'statusBeforeCommit', status: 500 },
	{ endpoint, fault: 'malformedJson' },
	{ endpoint, fault: 'undecryptable' },
	{
		endpoint,
		fault: 'missingFields',
		fields: ['access_token', 'availableBalance', 'enKashCardId'],
	},
	{ endpoint, fault: 'wrongReference' },
];

describe.each(ENDPOINTS)('when something goes wrong at %s', (endpoint) => {
	test.each(faultsAt(endpoint).map((fault) => [fault.fault, fault] as const))(
		'%s shows no secret',
		async (_, fault) => {
			await bench().control.addFaults({ ...fault, times: 'always' });
			await show(endpoint === 'search' ? OPERATIONS.getHandle : OPERATIONS.getAccount);
			await show(payment);
			await showTest();
			expectNoSecret();
		},
	);
});

const RAW = { simplify: false };
const IN_FULL: Shown['parameters'][] = [
	...[getAccount(RAW), getHandles(RAW), getTransactions(RAW), getUsers(RAW)],
	...[getHandles(), getTransactions(), { resource: 'account', operation: 'checkSetup' }],
];

const WRITINGS: Readonly<Record<string, (secret: string) => string>> = {
	'as they are': (secret) => secret,
	'in capitals': (secret) => secret.toUpperCase(),
	'in Base64': (secret) => Buffer.from(secret).toString('base64'),
	'in hexadecimal digits': (secret) => Buffer.from(secret).toString('hex'),
};

test.each(Object.entries(WRITINGS))(
	'successes that repeat secrets %s show none',
	async (_, written) => {
		const { control, credential, sandbox } = bench();
		await control.settings({ reuseTokens: true });
		const password = String(credential.data.password);
		const caller = new Caller({ ...sandbox, credentials: { ...sandbox.credentials, password } });
		const { clientSecret } = sandbox.credentials;
		const told = [password, clientSecret, await caller.token()].map(written);
		const fault: FaultInput = {
			...{ endpoint: 'account', fault: 'longerTexts', times: 'always', text: told.join(' ') },
			fields: ['status', 'label', 'companyName', 'cardHolderName', 'maskedNumber', 'createdOn'],
		};
		for (const endpoint of ENDPOINTS) await control.addFaults({ ...fault, endpoint });

		const rows = async () => await Promise.resolve([{}]);
		for (const parameters of IN_FULL) await show({ parameters, rows });
		for (const output of ['items', 'summary']) {
			const options = { output, confirmationWindow: 0 };
			await show({
				parameters: allocate({ options }),
				rows: async (own, onError) => await OPERATIONS.allocate.rows(own, `${output}-${onError}`),
			});
		}
		expect(shown.join()).toContain('Demo Trading Private Limited *** *** ***');
		// No secret of the credential's: raw output is otherwise as EnKash sent it.
		expect(shown.join()).toMatch(/"token":"\w+"/);
		expectNoSecret(told);
	},
);

describe('a refusal shows no secret', () => {
	test('of the log-in', async () => {
		bench().editCredential({ password: 'distinctive-wrong-password' });
		await show(OPERATIONS.getAccount);
		await showTest();
		await showTest({ clientSecret: 'distinctive-wrong-client-secret' });
		secrets.add('distinctive-wrong-client-secret');
		expectNoSecret();
	});

	test('of a token that was issued elsewhere', async () => {
		secrets.add('distinctive-access-token');
		bench().editCredential({
			authentication: 'accessToken',
			accessToken: 'distinctive-access-token',
		});
		await show(OPERATIONS.getAccount);
		await show(payment);
		await showTest();
		expectNoSecret();
	});

	test('of an encrypted payload', async () => {
		await bench().control.settings({ encryption: 'both' });
		bench().editCredential({
			payloadEncryption: 'requestAndResponse',
			encryptionSecret: ENCRYPTION_SECRET,
		});
		await show(OPERATIONS.getAccount);
		await show(payment);
		await showTest();
		expectNoSecret();
	});

	test('by somebody who repeats everything that was sent', async () => {
		const parrot = await Recorder.start('echo');
		try {
			bench().editCredential({
				tokenUrl: `${bench().sandbox.url}/oauth/token`,
				baseUrl: parrot.url,
			});
			await show(OPERATIONS.getAccount);
			await show(payment);
			await showTest();
			bench().editCredential({
				tokenUrl: `${parrot.url}/oauth/token`,
				baseUrl: bench().sandbox.url,
			});
			await show(OPERATIONS.getAccount);
			await show(payment);
			await showTest();
			expect(parrot.everything).toContain('Bearer');
			expect(parrot.everything).toContain('Basic');
		} finally {
			await parrot.stop();
		}
		expectNoSecret();
	});
});
