import { z } from 'zod';

/** The form of a login: a password grant (contract, section 2.1). Note `clientId`, not `client_id`. */
export const tokenRequest = z.object({
	username: z.string().min(1),
	password: z.string().min(1),
	grant_type: z.literal('password'),
	clientId: z.string().min(1),
});
export type TokenRequest = z.infer<typeof tokenRequest>;

const text = z.string().trim().min(1);
/** A life of nothing, or less, tells nothing: the token was given to be used. */
const seconds = z.unknown().transform((life) => {
	const told = typeof life === 'string' && life.trim() !== '' ? Number(life) : life;
	return typeof told === 'number' && Number.isFinite(told) && told > 0 ? told : undefined;
});

const snakeCase = z
	.object({ access_token: text, expires_in: seconds })
	.transform((t) => ({ accessToken: t.access_token, expiresIn: t.expires_in }));
const camelCase = z
	.object({ accessToken: text, expiresIn: seconds })
	.transform((t) => ({ accessToken: t.accessToken, expiresIn: t.expiresIn }));
const bare = z.union([snakeCase, camelCase]);

/**
 * A token and its life in seconds, as far as EnKash told (contract, section 2.3): the petty-cash
 * spelling, the payouts spelling, or either one inside a payload.
 */
export const tokenResponse = z.union([
	bare,
	z.object({ payload: bare }).transform(({ payload }) => payload),
]);
export type TokenResponse = z.infer<typeof tokenResponse>;
