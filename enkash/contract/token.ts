import { z } from 'zod';

/** The form of a login: a password grant. Note `clientId`, not `client_id`. */
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

/** The names of a token and of its life, of which one is enough. */
const bare = z
	.object({
		access_token: text.optional().catch(undefined),
		accessToken: text.optional().catch(undefined),
		token: text.optional().catch(undefined),
		expires_in: seconds,
		expiresIn: seconds,
	})
	.transform((t, context) => {
		const accessToken = t.access_token ?? t.accessToken ?? t.token;
		if (accessToken !== undefined) return { accessToken, expiresIn: t.expires_in ?? t.expiresIn };
		context.addIssue({ code: z.ZodIssueCode.custom, message: 'Expected a token' });
		return z.NEVER;
	});

/**
 * A token and its life in seconds, as far as EnKash told: spelled as on the page of petty cash, as on
 * that of Payouts, or `token`, as code of others reads it; inside a payload or not.
 */
export const tokenResponse = z.union([
	bare,
	z.object({ payload: bare }).transform(({ payload }) => payload),
	z.object({ data: bare }).transform(({ data }) => data),
]);
