import { createClient } from '../../enkash/api/client.ts';
import type { Connection } from '../../enkash/connection.ts';
import type { Account } from '../../enkash/contract/account.ts';
import type { Sent } from '../../enkash/contract/list.ts';
import type { Failure } from '../../enkash/failures/failure.ts';
import { type Result, fail } from '../../enkash/result.ts';
import { isTokenOver } from '../../enkash/session/tokenOver.ts';
import { type Request, callsThrough } from './http.ts';

/** Reads the credential's own account with a given token: what Test does, and nothing more. */
export async function readOwnAccount(
	request: Request,
	connection: Connection,
	accessToken: string,
): Promise<{ account: Result<Sent<Account>>; isTokenOver: boolean }> {
	const { cardAccountId, companyId, encryptionSecret, paths, payloadEncryption } = connection;
	const send = callsThrough(request, connection, accessToken);
	let isOver = false;
	const client = createClient({
		send: async (call) => {
			const answer = await send(call);
			isOver = answer.ok && isTokenOver(answer.value, encryptionSecret);
			return answer;
		},
		companyId,
		paths,
		payloadEncryption,
		encryptionSecret,
		now: Date.now,
	});
	const account = await client.account(cardAccountId);
	return {
		account: account.ok ? account : fail(explained(account.failure, connection)),
		isTokenOver: isOver,
	};
}

/** An encrypted request that EnKash does not expect is refused for whatever seems to be missing. */
function explained(failure: Failure, { payloadEncryption }: Connection): Failure {
	const isMisunderstood = failure.code === 'refused' || failure.code === 'field-refused';
	if (payloadEncryption === 'off' || !isMisunderstood) return failure;
	return { ...failure, code: 'encryption-differs', data: failure.data };
}
