import { tokenRequest } from '../../enkash/contract/token.ts';
import type { TokenRequest } from '../../enkash/contract/token.ts';
import type { Received } from '../admission.mts';
import { refuseOAuth } from '../answers.mts';
import type { Bare } from '../answers.mts';
import type { Logins } from '../logins.mts';
import { opaque } from '../tokens.mts';
import type { World } from '../world.mts';

/**
 * The password grant (contract, section 2). A wrong client, user name or password counts as a failed
 * login; three in a row lock the account, and then even the right password is refused.
 */
export function issueToken(world: World, { headers, text }: Received): Bare {
	const clientId = checkClient(world.logins, headers.authorization);
	const form = readForm(headers['content-type'], text);
	if (form.clientId !== clientId) refuseClient(world.logins, 'clientId is not that of the client');
	checkUser(world.logins, form);
	const { tokenTtl, reuseTokens, expiresIn } = world.settings;
	const { value, secondsLeft } = world.tokens.issue(tokenTtl, reuseTokens);
	return {
		status: 200,
		headers: { 'cache-control': 'no-store', pragma: 'no-cache' },
		body: {
			access_token: value,
			token_type: 'bearer',
			refresh_token: opaque(),
			expires_in: expiresIn ?? secondsLeft,
			scope: 'read write trust',
		},
	};
}

/** Who the Basic header says is asking: the client's id. */
function checkClient(logins: Logins, authorization = ''): string {
	const encoded = /^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(authorization)?.[1];
	if (encoded === undefined)
		refuseClient(logins, 'Full authentication is required', 'unauthorized');
	const [id, ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
	if (id === undefined || !logins.isClient(id, secret.join(':'))) {
		refuseClient(logins, 'Bad client credentials');
	}
	return id;
}

function refuseClient(logins: Logins, description: string, error = 'invalid_client'): never {
	logins.failed();
	return refuseOAuth(401, error, description, 'Basic');
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

function checkUser(logins: Logins, { username, password }: TokenRequest): void {
	const isRight = logins.isUser(username, password);
	if (logins.locked || !isRight) {
		const description = logins.locked ? 'User account is locked' : 'Bad credentials';
		logins.failed();
		refuseOAuth(400, 'invalid_grant', description);
	}
	logins.succeeded();
}
