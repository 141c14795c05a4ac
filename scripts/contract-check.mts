import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { callsThrough, loginThrough } from '../credentials/session/http.ts';
import type { PlainRequest } from '../credentials/session/http.ts';
import { type Connection, readConnection } from '../enkash/connection.ts';
import { type Result, fail, succeed } from '../enkash/result.ts';
import { login } from '../enkash/session/login.ts';
import { checkSetup } from '../enkash/setup/checkSetup.ts';
import type { SetupPorts } from '../enkash/setup/checkSetup.ts';
import { CHECK_NAMES, setupSummary, textOfFinding } from '../texts/setup.ts';
import { textOf } from '../texts/textOf.ts';
import { runScript } from './script.mts';
import { SetupError } from './setup/setup-error.mjs';

/** The fields of the credential, and the environment variables that hold them here. */
const VARIABLES = {
	partnerId: 'ENKASH_PARTNER_ID',
	companyId: 'ENKASH_COMPANY_ID',
	cardAccountId: 'ENKASH_CARD_ACCOUNT_ID',
	username: 'ENKASH_USERNAME',
	password: 'ENKASH_PASSWORD',
	clientId: 'ENKASH_CLIENT_ID',
	clientSecret: 'ENKASH_CLIENT_SECRET',
	payloadEncryption: 'ENKASH_PAYLOAD_ENCRYPTION',
	encryptionSecret: 'ENKASH_ENCRYPTION_SECRET',
} as const;

/**
 * `npm run contract:check -- --env uat|production`, or `--base-url … [--token-url …]`: the checks of
 * Account: Check Setup without an n8n around them. It never pays.
 */
async function check(): Promise<void> {
	const { values } = parseArgs({
		options: {
			env: { type: 'string' },
			'base-url': { type: 'string' },
			'token-url': { type: 'string' },
		},
	});
	const fields = Object.fromEntries(
		Object.entries(VARIABLES).flatMap(([field, variable]) => {
			const value = process.env[variable];
			return value === undefined ? [] : [[field, value]];
		}),
	);
	const connection = readConnection({
		...fields,
		environment: values['base-url'] === undefined ? (values.env ?? 'uat') : 'custom',
		baseUrl: values['base-url'],
		tokenUrl: values['token-url'],
	});
	if (!connection.ok) {
		throw new SetupError(
			`${textOf(connection.failure).message}. Set these environment variables: ${Object.values(VARIABLES).join(', ')} (the last two only if payloads are encrypted).`,
		);
	}
	const findings = await checkSetup(portsOf(connection.value));
	for (const finding of findings) {
		const { advice, found } = textOfFinding(finding);
		console.log(`${finding.result.padEnd(8)} ${CHECK_NAMES[finding.check]}: ${found}`);
		console.log(`${' '.repeat(9)}${advice}`);
	}
	console.log(`\n${setupSummary(findings)}`);
	if (findings.some(({ result }) => result === 'refused')) {
		throw new SetupError('EnKash differs from what this package can work with; see above.');
	}
}

function portsOf(connection: Connection): SetupPorts {
	const { authentication, cardAccountId, companyId, encryptionSecret, paths } = connection;
	let accessToken = authentication.by === 'accessToken' ? authentication.accessToken : '';
	return {
		cardAccountId,
		companyId,
		encryptionSecret,
		paths,
		payloadEncryption: connection.payloadEncryption,
		allocatePath: paths.allocate,
		now: Date.now,
		nonce: randomUUID,
		send: async (call) => await callsThrough(request, connection, accessToken)(call),
		probe: async (path) => await look(`${connection.baseUrl}${path}`, accessToken),
		openSession: async () => {
			if (authentication.by === 'accessToken') return succeed({ isGiven: true });
			const now = Date.now();
			const opened = await login(authentication.identity, loginThrough(request), now);
			if (opened.kind === 'notSent') return fail(opened.failure);
			if (opened.kind === 'noToken') {
				const { code, ...told } = opened.reason;
				return fail({ kind: 'credential', code, data: told });
			}
			({ accessToken } = opened.session);
			return succeed({ isGiven: false, lifeMs: opened.session.expiresAt - now });
		},
	};
}

/** Node's own fetch, in the shape of n8n's plain request helper. */
async function request({ body, headers, method, timeout, url }: PlainRequest) {
	return await fetched(url, { method, headers, body, signal: AbortSignal.timeout(timeout) });
}

const LOOK_WITHIN_MS = 30_000;

async function look(url: string, accessToken: string): Promise<Result<Look>> {
	const headers = { Authorization: `Bearer ${accessToken}` };
	const signal = AbortSignal.timeout(LOOK_WITHIN_MS);
	try {
		const { statusCode, ...answer } = await fetched(url, { headers, signal });
		return succeed({ status: statusCode, ...answer });
	} catch {
		return fail({ kind: 'unknown', code: 'connection-lost', data: {} });
	}
}

interface Look {
	readonly status: number;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly body: unknown;
}

async function fetched(url: string, init: RequestInit) {
	const response = await fetch(url, { ...init, redirect: 'manual' });
	return {
		statusCode: response.status,
		headers: Object.fromEntries(response.headers),
		body: parsed(await response.text()),
	};
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

await runScript(check, { whenInterrupted: 130 });
