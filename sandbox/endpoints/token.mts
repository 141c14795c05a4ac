import { tokenRequest } from '../../enkash/contract/token.ts';
import type { TokenRequest } from '../../enkash/contract/token.ts';
import type { Received } from '../admission.mts';
import { oauthError, Refused, refuseOAuth } from '../answers.mts';
import type { Answer } from '../answers.mts';
import type { Fields } from '../fields.mts';
import { opaque } from '../tokens.mts';
import type { World } from '../world.mts';

/**
 * The password grant. A wrong client, user name or password counts as a failed login; three in a row
 * lock the account, and then even the right password is refused.
 */
export function issueToken(world: World, { headers, text }: Received): Answer {
	const { behaviour, tokens } = world;
	const clientId = checkClient(world, headers.authorization);
	const form = readForm(headers['content-type'], text);
	if (form.clientId !== clientId) refuseClient(world, 'clientId is not that of the client');
	checkUser(world, form);
	const { tokenTtl, reuseTokens, expiresIn } = behaviour;
	const { value, secondsLeft } = tokens.issue(form.username, tokenTtl, reuseTokens);
	return (behaviour.tokenAnswer ?? asDocumented)({
		access_token: value,
		token_type: 'bearer',
		refresh_token: opaque(),
		expires_in: expiresIn ?? secondsLeft,
		scope: 'read write trust',
	});
}

const asDocumented = (token: Fields): Answer => ({
	status: 200,
	headers: { 'cache-control': 'no-store', pragma: 'no-cache' },
	body: token,
});

/** Who the Basic header says is asking: the client's id. */
function checkClient(world: World, authorization = ''): string {
	const encoded = /^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(authorization)?.[1];
	if (encoded === undefined) {
		refuseClient(world, 'Full authentication is required', 'unauthorized');
	}
	const [id, ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
	if (id === undefined || !world.logins.isClient(id, secret.join(':'))) {
		refuseClient(world, 'Bad client credentials');
	}
	return id;
}

function refuseClient(world: World, description: string, error = 'invalid_client'): never {
	return refuseLogin(world, oauthError(401, error, description, 'Basic'));
}

/** Counts a failed log-in, and says so as the documentation lets one guess, or otherwise. */
function refuseLogin({ logins, behaviour }: World, usual: Answer): never {
	logins.failed();
	throw new Refused(behaviour.loginRefused?.(logins.attemptsLeft) ?? usual);
}

/** A form that is not one of a password grant is refused without counting as a login. */
function readForm(contentType = '', text: string): TokenRequest {
	if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(contentType)) {
		refuseOAuth(400, 'invalid_request', 'Content-Type must be application/x-www-form-urlencoded');
	}
	const fields = Object.fromEntries(new URLSearchParams(text));
	const form = tokenRequest.safeParse(fields);
	if (form.success) return form.data;
	const names = form.error.issues.map(({ path }) => path.join('.'));
	if (names.includes('grant_type') && fields.grant_type !== undefined) {
		refuseOAuth(400, 'unsupported_grant_type', `Unsupported grant type: ${fields.grant_type}`);
	}
	return refuseOAuth(400, 'invalid_request', `Missing: ${names.join(', ')}`);
}

function checkUser(world: World, { username, password }: TokenRequest): void {
	const { logins, behaviour } = world;
	if (logins.locked) {
		logins.failed();
		const usual = oauthError(400, 'invalid_grant', 'User account is locked');
		throw new Refused(behaviour.loginLocked?.() ?? usual);
	}
	if (!logins.isUser(username, password)) {
		refuseLogin(world, oauthError(400, 'invalid_grant', 'Bad credentials'));
	}
	logins.succeeded();
}
