import { LABELS } from '../../enkash/connection.ts';
import { ENDPOINTS, type EndpointName } from '../../enkash/contract/endpoints.ts';
import type { ResponseFailures } from '../../enkash/failures/response.ts';
import type { Texts } from '../text.ts';

/** The fields of the credential that hold the paths. */
const PATH_FIELDS: Readonly<Record<EndpointName, string>> = {
	account: LABELS.accountPath,
	search: LABELS.searchPath,
	allocate: LABELS.allocatePath,
	transactions: LABELS.transactionPath,
};

export const ASK_ENKASH = 'Ask EnKash for the reason.';

/** What Node's codes for a connection that never came about mean. */
const REASONS: Readonly<Record<string, string>> = {
	ECONNREFUSED: 'the connection was refused',
	ENOTFOUND: 'there is no such host',
	EAI_AGAIN: "the host's name could not be resolved",
	EHOSTUNREACH: 'the host is not reachable',
	ENETUNREACH: 'the network is not reachable',
	ENETDOWN: 'the network is down',
	EADDRNOTAVAIL: 'the address is not available',
	ERR_INVALID_URL: 'the address is not valid',
	CERT_HAS_EXPIRED: 'its certificate has expired',
	ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
};

export const responseTexts: Texts<ResponseFailures> = {
	refused: ({ words }) => ({ message: words, advice: ASK_ENKASH }),
	'duplicate-reference': ({ words }) => ({
		message: words,
		advice: 'EnKash already has this reference. Look for it in EnKash before you pay again.',
	}),
	'account-balance-too-low': ({ words }) => ({
		message: words,
		advice: 'Add money to the account, then run again.',
	}),
	'account-blocked': ({ words }) => ({
		message: words,
		advice: 'Ask EnKash to unblock the account, then run again.',
	}),
	'account-not-found': ({ words }) => ({
		message: words,
		advice: 'Check "Card Account ID" and "Company ID" in the credential or in the options.',
	}),
	'handle-balance-too-low': ({ words }) => ({
		message: words,
		advice: 'Withdraw at most what is on the handle.',
	}),
	'handle-blocked': ({ words }) => ({
		message: words,
		advice: 'Unblock the handle in EnKash, then run again.',
	}),
	'handle-closed': ({ words }) => ({
		message: words,
		advice: 'Give the person a new handle in EnKash, then run again.',
	}),
	'handle-not-found': ({ words }) => ({
		message: words,
		advice: 'Choose a handle of this account.',
	}),
	'kyc-missing': ({ words }) => ({
		message: words,
		advice: 'The person must complete KYC with EnKash first.',
	}),
	'limit-exceeded': ({ words }) => ({
		message: words,
		advice: 'Pay less, or ask EnKash to raise the limit.',
	}),
	'field-refused': ({ words }) => ({
		message: words,
		advice: 'Correct that field in this row, then run again.',
	}),
	'not-authorised': ({ status, words }) => ({
		message: words ?? `EnKash answered with HTTP status ${status}`,
		advice:
			'EnKash does not accept this credential for this request. Check the partner ID, the company ID and the log-in in the credential.',
	}),
	'too-many-requests': ({ words }) => ({
		message: words ?? 'EnKash asks for fewer requests',
		advice: 'Run again later, or lower "Concurrency" in the options.',
	}),
	'server-trouble': ({ status, words }) => ({
		message: words ?? `EnKash answered with HTTP status ${status}`,
		advice: 'EnKash, or a proxy in between, is not working properly. Try again in a few minutes.',
	}),
	'no-such-address': ({ endpoint, path }) => ({
		message: `EnKash has no such address: ${path}`,
		advice: `Ask EnKash for the path of "${ENDPOINTS[endpoint].name}". Set Environment to Custom in the credential, and enter it as "${PATH_FIELDS[endpoint]}".`,
	}),
	'not-an-enkash-answer': ({ isWebPage, status }) => ({
		message: `The response did not come from EnKash (HTTP status ${status}${isWebPage ? ', a web page' : ''})`,
		advice:
			'Check the environment and the base URL in the credential, and whether a proxy or a firewall answers in place of EnKash.',
	}),
	'answer-unreadable': ({ issue, path }) => ({
		message: `EnKash's answer does not match its documentation: ${path}: ${issue}`,
		advice:
			'Run Account: Check Setup and report what it shows: EnKash may work differently from its documentation.',
	}),
	'answer-undecipherable': () => ({
		message: 'The answer from EnKash could not be decrypted',
		advice:
			'Check "Payload Encryption" and "Encryption Secret" in the credential: the secret must be the one that EnKash encrypts with.',
	}),
	'no-answer-in-time': () => ({
		message: 'EnKash did not answer in time',
		advice: 'Try again in a few minutes, or raise "Timeout" in the options.',
	}),
	'connection-lost': () => ({
		message: 'The connection to EnKash was lost before it answered',
		advice: 'Try again in a few minutes.',
	}),
	unreachable: ({ reason }) => ({
		message: `EnKash could not be reached: ${REASONS[reason] ?? 'its certificate is not trusted'}`,
		advice:
			'Check the environment and the base URL in the credential, and that this n8n may reach that host.',
	}),
	'domain-not-allowed': ({ words }) => ({
		message: `n8n did not allow the request: ${words}`,
		advice: "Add EnKash's hosts to the allowed domains of the credential.",
	}),
	'no-response': () => ({
		message: 'n8n returned no answer',
		advice: 'Try again; if it keeps happening, report it.',
	}),
};
