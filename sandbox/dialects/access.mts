import { refusal } from '../answers.mts';
import type { Answer } from '../answers.mts';
import type { CalledEndpoint } from '../calls.mts';
import { webPage } from '../deliveries.mts';
import type { Dialects } from './dialect.mts';

const everywhere = (answer: Answer) => ({ gate: () => answer });
const atLogin = (answer: Answer) => ({
	gate: (endpoint: CalledEndpoint) => (endpoint === 'token' ? answer : undefined),
});
const afterLogin = (answer: Answer) => ({
	gate: (endpoint: CalledEndpoint) => (endpoint === 'token' ? undefined : answer),
});
const atTransactions = (answer: Answer) => ({
	gate: (endpoint: CalledEndpoint) => (endpoint === 'transactions' ? answer : undefined),
});

const NOT_LISTED = {
	status: 403,
	body: { response_code: 1, response_message: 'IP address not whitelisted' },
} as const;

/** Who is let in at all. */
export const ACCESS = {
	'ip-not-listed': {
		description: 'Every call is refused: HTTP 403, "IP address not whitelisted".',
		changes: everywhere(NOT_LISTED),
	},
	'ip-not-listed-wording-2': {
		description: 'Every call is refused: HTTP 403, "… is not allowed to access this resource".',
		changes: everywhere({
			status: 403,
			body: { message: 'Your IP 203.0.113.7 is not allowed to access this resource' },
		}),
	},
	'ip-not-listed-wording-3': {
		description: 'Every call is refused: HTTP 401, "Request from unauthorized IP".',
		changes: everywhere({
			status: 401,
			body: { error: 'access_denied', error_description: 'Request from unauthorized IP' },
		}),
	},
	'ip-not-listed-html': {
		description: "Every call is refused with a firewall's page, HTTP 403.",
		changes: everywhere(webPage(403, 'Sorry, you have been blocked')),
	},
	'ip-not-listed-after-login': {
		description: 'A log-in succeeds, all other calls are refused: "IP address not whitelisted".',
		changes: afterLogin(NOT_LISTED),
	},
	'api-not-enabled': {
		description: 'A log-in succeeds, all other calls are refused: HTTP 403, "APIs not enabled."',
		changes: afterLogin(refusal(403, 'APIs not enabled.')),
	},
	'api-not-enabled-at-login': {
		description: 'The log-in is refused: HTTP 403, "APIs not enabled."',
		changes: atLogin({ status: 403, body: { code: 1, message: 'APIs not enabled.' } }),
	},
	'no-data-permission': {
		description: 'Every question for transactions is refused: code 1, "… no data permission".',
		changes: atTransactions(refusal(200, 'You have no data permission')),
	},
	'no-data-permission-as-403': {
		description: 'Every question for transactions is refused: HTTP 403, "Access is denied".',
		changes: atTransactions({
			status: 403,
			body: { error: 'access_denied', error_description: 'Access is denied' },
		}),
	},
	'partner-unknown': {
		description: 'Every partner call is refused: the partner is not known.',
		changes: { refusePartner: true },
	},
	'account-unknown': {
		description: 'Every partner call is refused: the account is not there.',
		changes: { refuseAccount: true },
	},
	'token-over-as-403': {
		description: 'A token that is over is refused with HTTP 403, "invalid access token".',
		changes: {
			tokenRefused: () => ({ status: 403, body: { message: 'invalid access token' } }),
		},
	},
	'token-over-as-code-401': {
		description: 'A token that is over is refused with HTTP 200 and code 401.',
		changes: {
			tokenRefused: () => ({ ...refusal(200, 'Unauthorized: token expired'), code: 401 }),
		},
	},
	'token-over-as-code-1': {
		description: 'A token that is over is refused with HTTP 200 and code 1, "Session expired …".',
		changes: { tokenRefused: () => refusal(200, 'Session expired. Please login again') },
	},
} satisfies Dialects;
