import type { Answer } from '../api/response.ts';
import { openEnvelope } from '../contract/envelope.ts';
import { loginRefusal } from '../contract/phrases.ts';
import { isRecord } from '../contract/spelling.ts';
import { type TokenRequest, tokenResponse } from '../contract/token.ts';
import type { Failure } from '../failures/failure.ts';
import { basicOf, redactor } from '../redact.ts';
import type { Result } from '../result.ts';
import type { NoTokenReason } from './attempts.ts';
import { type Identity, sessionFingerprint } from './identity.ts';
import { isWebPage, mayBeToken, saidIn, shownWords } from './shownWords.ts';
import type { OpenSession } from './state.ts';

/**
 * EnKash's page on authentication says in its text that a token lives five minutes, and in its example a
 * day. Until that is settled a session is renewed after the shorter one, in ms.
 */
export const TOKEN_LIFE_CEILING_MS = 300_000;

/** Carries one POST of a form to the token URL, with the client's id and secret as Basic. */
export type SendLogin = (login: {
	readonly url: string;
	readonly form: TokenRequest;
	readonly clientId: string;
	readonly clientSecret: string;
}) => Promise<Result<Answer>>;

export type LoginResult =
	| { readonly kind: 'token'; readonly session: OpenSession }
	/** It may have reached EnKash, and brought no token. */
	| { readonly kind: 'noToken'; readonly reason: NoTokenReason }
	/** It surely never left, so that it is no attempt. */
	| { readonly kind: 'notSent'; readonly failure: Failure };

/** Logs in once. Never repeats anything. `sentAt` in ms since the epoch. */
export async function login(
	identity: Identity,
	send: SendLogin,
	sentAt: number,
): Promise<LoginResult> {
	const { clientId, clientSecret, password, tokenUrl, username } = identity;
	const answer = await send({
		url: tokenUrl,
		form: { username, password, grant_type: 'password', clientId },
		clientId,
		clientSecret,
	});
	if (!answer.ok) {
		return answer.failure.kind === 'notSent'
			? { kind: 'notSent', failure: notSent(answer.failure) }
			: { kind: 'noToken', reason: { code: 'login-unanswered' } };
	}
	const { status, body } = answer.value;
	const token = status < 300 ? tokenResponse.safeParse(body) : undefined;
	if (!token?.success) return { kind: 'noToken', reason: reasonIn(answer.value, identity) };
	const lifeMs = (token.data.expiresIn ?? TOKEN_LIFE_CEILING_MS / 1000) * 1000;
	return {
		kind: 'token',
		session: {
			identity: sessionFingerprint(identity),
			accessToken: token.data.accessToken,
			expiresAt: sentAt + lifeMs,
			renewAt: sentAt + renewalAfter(lifeMs),
		},
	};
}

/** Renews with a fifth of the token's life to spare, and at most 30 s. */
function renewalAfter(lifeMs: number): number {
	const believed = Math.min(lifeMs, TOKEN_LIFE_CEILING_MS);
	return believed - Math.min(30_000, believed / 5);
}

/** Why there is no token. EnKash's words are stored and shown, so that no secret may stand in them. */
function reasonIn(answer: Answer, { clientId, clientSecret, password }: Identity): NoTokenReason {
	const { body, status } = answer;
	const redact = redactor([password, clientSecret, basicOf(clientId, clientSecret)]);
	const said = redact.text(saidIn(answer));
	const known = loginRefusal(said);
	const accepted = isAccepted(answer);
	const isQuoted = known !== undefined || !(accepted || mayBeToken(answer));
	const words = isQuoted ? shownWords(said) : '';
	return {
		code: known ?? (accepted ? 'login-without-token' : 'login-not-understood'),
		status,
		...(words === '' ? {} : { words }),
		...(isWebPage(body) ? { isWebPage: true } : {}),
	};
}

/** A success in a shape that holds no token where we look for it, or a bare word, which may be one. */
function isAccepted({ body, status }: Answer): boolean {
	if (status < 200 || status >= 300) return false;
	if (typeof body === 'string') return /^[^\s<]+$/.test(body.trim());
	return (
		isRecord(body) &&
		(openEnvelope(body)?.code ?? 0) === 0 &&
		!['error', 'errorResponse', 'errorMessage', 'reason'].some((name) => name in body) &&
		!/fail|error|denied/i.test(String(body.status))
	);
}

/** Without a session no call is sent, so that the payment surely was not made. */
const notSent = (failure: Failure): Failure => ({
	...failure,
	endpoint: 'Authentication',
	affectsWholeBatch: true,
});
