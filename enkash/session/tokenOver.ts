import { isSealed, unseal } from '../api/cipher.ts';
import type { Answer } from '../api/response.ts';
import { openEnvelope, refusesToken, wordsOf } from '../contract/envelope.ts';
import { accessRefusal, saysTokenOver } from '../contract/phrases.ts';

/**
 * Whether an answer says that EnKash does not take the token any more: by its status, in words under
 * a 403, or by an envelope's code or words under a success. `secret` is what payloads are encrypted with.
 */
export function isTokenOver({ status, body }: Answer, secret: string): boolean {
	if (status !== 401 && status !== 403 && status !== 200) return false;
	const opened = isSealed(body) ? unseal(body, secret) : undefined;
	const said = opened?.ok ? opened.value : body;
	if (status === 200) {
		const envelope = openEnvelope(said);
		return envelope !== undefined && refusesToken(envelope);
	}
	const words = wordsOf(said) ?? (typeof said === 'string' ? said : '');
	return status === 401 ? accessRefusal(words) === undefined : saysTokenOver(words);
}
