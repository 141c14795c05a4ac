import { z } from 'zod';
import { TOKEN_PATH } from '../enkash/contract/endpoints.ts';
import { DEMO } from '../sandbox/company.mts';
import type { CredentialDraft } from './n8n/rest.mts';

const tokenAnswer = z.object({ access_token: z.string() });

/**
 * A token as anybody would get one by hand.
 *
 * @param url where the sandbox listens
 */
export async function tokenFrom(url: string): Promise<string> {
	const { clientId, clientSecret, username, password } = DEMO;
	const response = await fetch(`${url}${TOKEN_PATH}`, {
		method: 'POST',
		headers: {
			authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
		},
		body: new URLSearchParams({ grant_type: 'password', username, password, clientId }),
	});
	return tokenAnswer.parse(await response.json()).access_token;
}

/** n8n's own Header Auth credential with a token, which nobody renews. */
export const tokenCredential = (token: string): CredentialDraft => ({
	name: 'Token',
	type: 'httpHeaderAuth',
	data: { name: 'Authorization', value: `Bearer ${token}` },
});
