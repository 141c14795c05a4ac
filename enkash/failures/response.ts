import type { EndpointName } from '../contract/endpoints.ts';
import type { None } from './none.ts';

/** EnKash's own words, as it wrote them. */
interface Said {
	readonly words: string;
}

/** What an answer of EnKash, or the lack of one, can come to. */
export interface ResponseFailures {
	/** A clear no whose reason is not among those known. */
	readonly refused: Said;
	/** The reference was used before. */
	readonly 'duplicate-reference': Said;
	readonly 'account-balance-too-low': Said;
	readonly 'account-blocked': Said;
	readonly 'account-not-found': Said;
	readonly 'handle-balance-too-low': Said;
	readonly 'handle-blocked': Said;
	readonly 'handle-closed': Said;
	readonly 'handle-not-found': Said;
	readonly 'kyc-missing': Said;
	/** A limit of EnKash's, per payment, day, month or person. */
	readonly 'limit-exceeded': Said;
	/** EnKash names a field as missing or invalid. */
	readonly 'field-refused': Said;
	/** HTTP 401 or 403: EnKash does not let this credential make the call. */
	readonly 'not-authorised': { readonly words?: string; readonly status: number };
	readonly 'too-many-requests': { readonly words?: string };
	/** HTTP 408 or 5xx: the work may have been done before it broke. */
	readonly 'server-trouble': { readonly words?: string; readonly status: number };
	/** A 404 that does not come from EnKash's application: there is no such path. */
	readonly 'no-such-address': { readonly path: string; readonly endpoint: EndpointName };
	/** An answer in none of EnKash's envelopes. */
	readonly 'not-an-enkash-answer': { readonly status: number; readonly isWebPage: boolean };
	/** A payload that does not fit the contract. */
	readonly 'answer-unreadable': { readonly path: string; readonly issue: string };
	readonly 'answer-undecipherable': None;
	readonly 'no-answer-in-time': None;
	/** The connection was lost before an answer came; the request may have arrived. */
	readonly 'connection-lost': None;
	/** The request surely never arrived. `reason` is Node's code, such as `ECONNREFUSED`. */
	readonly unreachable: { readonly reason: string };
	/** The credential's allowed domains do not hold EnKash's host. */
	readonly 'domain-not-allowed': Said;
	/** n8n handed neither an answer nor an exception on. */
	readonly 'no-response': None;
}
