import { createClient } from '../../enkash/api/client.ts';
import type { Connection } from '../../enkash/connection.ts';
import type { Account } from '../../enkash/contract/account.ts';
import type { Sent } from '../../enkash/contract/list.ts';
import type { Failure } from '../../enkash/failures/failure.ts';
import { redactor } from '../../enkash/redact.ts';
import { type Result, fail } from '../../enkash/result.ts';
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
		paths: connection.paths,
		payloadEncryption: connection.payloadEncryption,
		encryptionSecret: connection.encryptionSecret,
		now: Date.now,
	});
	const account = await client.account(connection.cardAccountId);
	if (account.ok) return account;
	const { failure } = account;
	// EnKash repeats a token that it does not know, and what it says is shown.
	const message = redactor([...connection.secrets, accessToken]).text(failure.message ?? '');
	return fail(withHint({ ...failure, message }, connection));
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

const ENCRYPTED =
	'The request was encrypted, which EnKash may not expect: check "Payload Encryption" in the credential.';

function withHint(failure: Failure, { payloadEncryption }: Connection): Failure {
	if (failure.kind === 'unexpected') return failure;
	const [, hint] = HINTS.find(([words]) => words.test(failure.message ?? '')) ?? [];
	const isOnlyMisunderstood = failure.kind === 'rejected' && payloadEncryption !== 'off';
	const advice = hint ?? (isOnlyMisunderstood ? ENCRYPTED : failure.advice);
	return { ...failure, advice };
}
