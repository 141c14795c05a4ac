import type { Answer } from '../api/response.ts';
import { wordsOf } from '../contract/envelope.ts';
import { type TokenRequest, tokenResponse } from '../contract/token.ts';
import type { Failure } from '../failures/failure.ts';
import { redactor } from '../redact.ts';
import { type Result, fail, succeed } from '../result.ts';
import {
	type Identity,
	type Login,
	type OpenSession,
	type RefusedLogin,
	loginFingerprint,
	sessionFingerprint,
} from './state.ts';

/**
 * EnKash says in one place that a token lives five minutes and in another a day (contract, section
 * 2.4). Until that is settled a session is renewed after the shorter one, in ms.
 */
export const TOKEN_LIFE_CEILING_MS = 300_000;

/** Carries one POST of a form to the token URL, with the client's id and secret as Basic. */
export type SendLogin = (login: {
	readonly url: string;
	readonly form: TokenRequest;
	readonly clientId: string;
	readonly clientSecret: string;
}) => Promise<Result<Answer>>;

/** What a log-in came to: a session, a refusal to remember, or no answer worth remembering. */
export type LoginResult = Result<OpenSession | RefusedLogin>;

/** Logs in once (contract, section 2). Never repeats anything. */
export async function login(
	identity: Identity,
	send: SendLogin,
	now: () => number,
): Promise<LoginResult> {
	const sentAt = now();
	const answer = await send({
		url: identity.tokenUrl,
		form: {
			username: identity.username,
			password: identity.password,
			grant_type: 'password',
			clientId: identity.clientId,
		},
		clientId: identity.clientId,
		clientSecret: identity.clientSecret,
	});
	if (!answer.ok) return fail(noSession(answer.failure));
	const { status, body } = answer.value;
	const token = status < 300 ? tokenResponse.safeParse(body) : undefined;
	if (token?.success) {
		const lifeMs = (token.data.expiresIn ?? TOKEN_LIFE_CEILING_MS / 1000) * 1000;
		return succeed({
			kind: 'open',
			identity: sessionFingerprint(identity),
			accessToken: token.data.accessToken,
			issuedAt: sentAt,
			expiresAt: sentAt + lifeMs,
			renewAt: sentAt + renewalAfter(lifeMs),
		});
	}
	const words = wordsFor(identity, body);
	if (!isRefusal(status, words)) return fail(noSession(unusable(status, words)));
	return succeed({
		kind: 'refused',
		login: loginFingerprint(identity),
		words: words ?? `HTTP status ${status}`,
		status,
		locked: /lock/i.test(words ?? ''),
		refusedAt: sentAt,
	});
}

/** EnKash's own words. They are stored and shown, so that no secret may be repeated in them. */
function wordsFor({ clientSecret, password }: Login, body: unknown): string | undefined {
	const words = wordsOf(body);
	return words && redactor([password, clientSecret]).text(words);
}

/** Renews with a fifth of the token's life to spare, and at most 30 s. */
function renewalAfter(lifeMs: number): number {
	const believed = Math.min(lifeMs, TOKEN_LIFE_CEILING_MS);
	return believed - Math.min(30_000, believed / 5);
}

/** Statuses that speak of the request or the moment, not of who is asking. */
const NO_REFUSAL = new Set([404, 405, 408, 415, 429]);

/**
 * A refusal may have counted towards EnKash's lock after three. 401 always is one; other answers
 * are if EnKash gave a reason, while a web page comes from something in between.
 */
const isRefusal = (status: number, words: string | undefined) =>
	status === 401 || (status < 500 && words !== undefined && !NO_REFUSAL.has(status));

const unusable = (status: number, words: string | undefined): Failure => ({
	kind: 'unexpected',
	message: `The log-in got no usable answer from EnKash (HTTP status ${status}${
		words ? `: ${words}` : ''
	})`,
	advice:
		'This does not count as a refused log-in, and the next run tries again. If it goes on, check the token URL in the credential.',
	status,
});

/** Without a session no call is sent, so that the payment surely was not made. */
const noSession = (failure: Failure): Failure => ({
	...failure,
	kind: 'notSent',
	endpoint: 'Authentication',
	affectsWholeBatch: true,
});
