import { createClient } from '../client.ts';
import type { Connection } from '../connection.ts';
import type { Account } from '../contract/account.ts';
import type { Sent } from '../contract/list.ts';
import type { Failure } from '../failure.ts';
import { type Result, fail } from '../result.ts';
import { type Request, callsThrough } from './http.ts';

/** Reads the credential's own account with a given token: what Test does, and nothing more. */
export async function readOwnAccount(
	request: Request,
	connection: Connection,
	accessToken: string,
): Promise<Result<Sent<Account>>> {
	const client = createClient({
		send: callsThrough(request, connection, accessToken),
		companyId: connection.companyId,
		payloadEncryption: connection.payloadEncryption,
		encryptionSecret: connection.encryptionSecret,
		now: Date.now,
	});
	const account = await client.account(connection.cardAccountId);
	return account.ok ? account : fail(withHint(account.failure));
}

/** What EnKash's refusals of a first read most likely point at in the credential. */
const HINTS: ReadonlyArray<readonly [RegExp, string]> = [
	[/encrypt/i, 'Check "Payload Encryption" and "Encryption Secret" in the credential.'],
	[
		/account.*(not found|does not exist)/i,
		'Check "Card Account ID" and "Company ID" in the credential.',
	],
	[/company/i, 'Check "Company ID" in the credential.'],
	[/partner/i, 'Check "Partner ID" in the credential.'],
];

function withHint(failure: Failure): Failure {
	const hint = HINTS.find(([words]) => words.test(failure.message));
	return hint && failure.kind !== 'unexpected' ? { ...failure, advice: hint[1] } : failure;
}
