import { parseArgs } from 'node:util';
import { readConnection } from '../enkash/connection.ts';
import { fits, reportOf } from './contract/report.mts';
import { walk } from './contract/walk.mts';
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
 * `npm run contract:check -- --env uat|production`, or `--base-url … [--token-url …]`: reads a real
 * account and reports where EnKash differs from what this package expects. It never pays.
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
			`${connection.failure.message}. Set these environment variables: ${Object.values(VARIABLES).join(', ')} (the last two only if payloads are encrypted).`,
		);
	}
	const walked = await walk(connection.value);
	console.log(reportOf(walked));
	if (!fits(walked))
		throw new SetupError('EnKash differs from what this package expects; see above.');
}

await runScript(check, { whenInterrupted: 130 });
