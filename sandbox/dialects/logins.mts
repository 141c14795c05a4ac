import { oauthError, refusal, success } from '../answers.mts';
import { gatewayError, webPage } from '../deliveries.mts';
import type { Dialects } from './dialect.mts';

/** How a log-in that succeeds is answered. */
export const TOKENS = {
	'token-in-camel-case': {
		description: 'A token comes as `accessToken`, its life as `expiresIn`.',
		changes: {
			tokenAnswer: ({ access_token, token_type, refresh_token, expires_in }) => ({
				status: 200,
				body: {
					accessToken: access_token,
					tokenType: token_type,
					expiresIn: expires_in,
					refreshToken: refresh_token,
				},
			}),
		},
	},
	'token-called-token': {
		description: 'A token comes as `token`, its life as `expiresIn`.',
		changes: {
			tokenAnswer: ({ access_token, expires_in }) => ({
				status: 200,
				body: { token: access_token, expiresIn: expires_in },
			}),
		},
	},
	'token-in-payload': {
		description: 'A token comes in the payload of an envelope.',
		changes: {
			tokenAnswer: ({ access_token, expires_in }) => success({ access_token, expires_in }),
		},
	},
	'token-in-an-unknown-shape': {
		description: 'A token comes as `data.jwt`, and nothing is called a token.',
		changes: {
			tokenAnswer: ({ access_token, expires_in }) => ({
				status: 200,
				body: { status: 'SUCCESS', data: { jwt: access_token, validity: expires_in } },
			}),
		},
	},
	'token-as-text': {
		description: 'A token comes as it is, as plain text.',
		changes: {
			tokenAnswer: ({ access_token }) => ({
				status: 200,
				headers: { 'content-type': 'text/plain;charset=UTF-8' },
				text: String(access_token),
			}),
		},
	},
	'token-in-message': {
		description: 'A token comes as `response_message`.',
		changes: {
			tokenAnswer: ({ access_token }) => ({
				status: 200,
				body: { response_code: 0, response_message: access_token, payload: null },
			}),
		},
	},
	'token-without-life': {
		description: 'A token comes without its life.',
		changes: { tokenAnswer: ({ access_token }) => ({ status: 200, body: { access_token } }) },
	},
} satisfies Dialects;

/** How a log-in is refused. */
export const LOGIN_REFUSALS = {
	'login-refused-with-attempts-left': {
		description: 'A wrong log-in is told how many attempts are left before the account is locked.',
		changes: {
			loginRefused: (left) =>
				oauthError(
					400,
					'invalid_grant',
					`Bad credentials. ${left} attempts left before your account is locked`,
				),
		},
	},
	'login-refused-in-envelope': {
		description: 'A wrong log-in gets HTTP 200 and code 1, "Invalid username or password".',
		changes: { loginRefused: () => refusal(200, 'Invalid username or password') },
	},
	'login-refused-in-another-shape': {
		description: 'A wrong log-in gets HTTP 200 and `{"status": "FAILED", "reason": …}`.',
		changes: {
			loginRefused: () => ({
				status: 200,
				body: { status: 'FAILED', reason: 'Invalid login details' },
			}),
		},
	},
	'login-refused-empty': {
		description: 'A wrong log-in gets HTTP 401 with no body.',
		changes: { loginRefused: () => ({ status: 401, headers: {}, text: '' }) },
	},
	'login-refused-html': {
		description: 'A wrong log-in gets a web page with HTTP 403.',
		changes: { loginRefused: () => webPage(403, 'Forbidden') },
	},
	'login-refused-500': {
		description: 'A wrong log-in gets HTTP 500.',
		changes: { loginRefused: () => gatewayError(500) },
	},
	'login-refused-time-out': {
		description: 'A wrong log-in is never answered.',
		changes: { loginRefused: () => 'never' },
	},
	'locked-wording-2': {
		description: 'A locked log-in is told "Your account has been locked due to …".',
		changes: {
			loginLocked: () =>
				oauthError(
					400,
					'invalid_grant',
					'Your account has been locked due to 3 consecutive failed attempts',
				),
		},
	},
	'locked-wording-3': {
		description: 'A locked log-in gets HTTP 423 and "Account is locked. Please contact support".',
		changes: {
			loginLocked: () => ({
				status: 423,
				body: { code: 1, message: 'Account is locked. Please contact support' },
			}),
		},
	},
	'locked-wording-4': {
		description: 'A locked log-in gets HTTP 200 and code 1, "User account is temporarily locked".',
		changes: { loginLocked: () => refusal(200, 'User account is temporarily locked') },
	},
} satisfies Dialects;
