import type { Answer } from '../../../enkash/api/response.ts';
import type { Result } from '../../../enkash/result.ts';
import { isTokenOver } from '../../../enkash/session/tokenOver.ts';
import type { EnsureToken } from './ensureToken.ts';

/**
 * Sends with a token. One that is over is renewed, and a read is sent again; a payment never is, since
 * only who looks it up first can tell whether it was made.
 */
export async function sendWithToken(
	ensureToken: EnsureToken,
	{ isPayment, encryptionSecret }: { isPayment: boolean; encryptionSecret: string },
	send: () => Promise<Result<Answer>>,
): Promise<Result<Answer>> {
	// It is sent by way of the credential; here it only tells which one was over.
	const token = await ensureToken();
	if (!token.ok) return token;
	const answer = await send();
	if (!answer.ok || !isTokenOver(answer.value, encryptionSecret)) return answer;
	const renewed = await ensureToken(token.value);
	if (isPayment) return answer;
	if (!renewed.ok) return renewed;
	return renewed.value === token.value ? answer : await send();
}
