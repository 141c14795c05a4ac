import type { SessionFailures } from '../../enkash/failures/session.ts';
import { LABELS } from '../../enkash/connection.ts';
import { type Texts, timeOf } from '../text.ts';

type Refused = SessionFailures['login-refused'];

const answered = ({ isWebPage, status, words }: Refused): string =>
	words ?? `HTTP status ${status}${isWebPage ? ', a web page' : ''}`;

const FIRST_PART = 'To keep EnKash from locking the account, the same log-in is';
const ASK = `to send it now, raise "${LABELS.loginAttempt}" in the credential.`;

/** When the same log-in is sent again; nothing where it was no log-in. */
function again({ nextAttempt }: Refused): string {
	if (nextAttempt === undefined) return '';
	return nextAttempt === 'whenAsked'
		? ` ${FIRST_PART} not sent again automatically; ${ASK}`
		: ` ${FIRST_PART} not sent again before ${timeOf(nextAttempt)}; ${ASK}`;
}

const field = (what: string, advice: string) => (data: { readonly field: string }) => ({
	message: `"${data.field}" in the credential ${what}`,
	advice,
});

export const sessionTexts: Texts<SessionFailures> = {
	'login-refused': (data) => ({
		message: `EnKash refused the log-in: ${answered(data)}`,
		advice: `Correct the user name, password, client ID or client secret in the credential: a corrected log-in is sent at once.${again(data)}`,
	}),
	'login-locked': (data) => ({
		message: `EnKash has locked this user: ${answered(data)}`,
		advice: `Ask EnKash to unlock the user.${again(data)}`,
	}),
	'ip-not-allowed': (data) => ({
		message: `EnKash does not accept requests from this server: ${answered(data)}`,
		advice: `Ask EnKash to allow the IP address from which this n8n reaches the internet.${again(data)}`,
	}),
	'api-not-enabled': (data) => ({
		message: `EnKash has not enabled its API for this company: ${answered(data)}`,
		advice: `Ask EnKash to enable the API for your company.${again(data)}`,
	}),
	'partner-unknown': (data) => ({
		message: `EnKash does not accept this partner: ${answered(data)}`,
		advice: `Check "${LABELS.partnerId}" and "${LABELS.companyId}" in the credential, and ask EnKash which ones are yours.${again(data)}`,
	}),
	'encryption-differs': (data) => ({
		message: answered(data),
		advice: `Choose a different "${LABELS.payloadEncryption}" in the credential, most likely "Requests and Responses". If that does not help, check "${LABELS.encryptionSecret}".`,
	}),
	'login-without-token': (data) => ({
		message: 'EnKash accepted the log-in, but its answer contains no token in a known form',
		advice: `Please report it, or use a token that was issued elsewhere ("${LABELS.authentication}" in the credential).${again(data)}`,
	}),
	'login-not-understood': (data) => ({
		message: `EnKash answered the log-in without a token: ${answered(data)}`,
		advice: `Check "${LABELS.environment}" and "${LABELS.tokenUrl}" in the credential, and whether a proxy or a firewall answers in place of EnKash. If all of that is right, ask EnKash.${again(data)}`,
	}),
	'login-unanswered': (data) => ({
		message: 'EnKash did not answer the log-in',
		advice: `EnKash may be down or unreachable. Nothing else was sent.${again(data)}`,
	}),
	'session-expired-at-once': () => ({
		message: 'EnKash issued a session that had already expired',
		advice: 'Run again in a minute. If it keeps happening, report it to EnKash.',
	}),
	'session-not-stored': () => ({
		message: 'n8n could not store the session with the credential, so no log-in was sent',
		advice: "Check that n8n's database is up, and run again.",
	}),
	'session-too-late': () => ({
		message: 'Opening a session with EnKash took too long, so nothing was sent',
		advice: 'Run again in a few minutes.',
	}),
	'credential-missing': ({ words }) => ({
		message: words,
		advice: 'Choose a credential in the node, and make sure that the workflow may use it.',
	}),
	'address-not-enkash': ({ baseUrl }) => ({
		message: 'This credential is for EnKash only, and the request goes elsewhere',
		advice: `Its token is sent to ${baseUrl} and to no other address.`,
	}),
	'payment-by-other-node': () => ({
		message: 'Only the EnKash node may move money with this credential',
		advice:
			'Use the EnKash node: other nodes would bypass the maximum amounts and the protection against paying twice. Reading works with any node.',
	}),
	'credential-field-empty': field('is empty', 'Open the credential and fill it in.'),
	'credential-field-unreadable': field(
		'cannot be read',
		'Open the credential and fill it in again.',
	),
	'credential-field-blank-edge': field(
		'starts or ends with a space',
		'Remove it; spaces, some of them invisible, often slip in when copying. No log-in was sent with it.',
	),
	'credential-address-unsafe': field(
		'is not a safe address',
		'Enter a full address that starts with https://. Plain http:// works for this machine only (localhost).',
	),
	'credential-path-wrong': field(
		'is not a path',
		'Enter what follows the base URL, starting with a slash and without "?" or "#".',
	),
	'credential-limit-wrong': field(
		'is not an amount',
		'Enter rupees with at most two decimals, such as 5000 or 99.50. 0 means no limit.',
	),
};
