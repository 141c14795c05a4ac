import type { None } from './none.ts';

/** A field of the credential, by the label that its form shows. */
interface OfField {
	readonly field: string;
}

/** Why EnKash does not let somebody in. */
interface Refused {
	/** EnKash's own. */
	readonly words?: string;
	readonly status?: number;
	readonly isWebPage?: boolean;
	/**
	 * From when on the log-in is sent again, in ms since the epoch; or only when a person asks for it.
	 * Absent where it was not a log-in.
	 */
	readonly nextAttempt?: number | 'whenAsked';
}

/** What can keep a session from being opened or used. */
export interface SessionFailures {
	/** EnKash knows no such user, password or client. */
	'login-refused': Refused;
	/** EnKash says that the user is locked, now. */
	'login-locked': Refused;
	'ip-not-allowed': Refused;
	'api-not-enabled': Refused;
	'partner-unknown': Refused;
	/** EnKash and the credential do not agree on what is encrypted, or with what. */
	'encryption-differs': Refused;
	/** A success in a shape that holds no token where we look for it. */
	'login-without-token': Refused;
	/** Neither a token nor a refusal in words that we know. */
	'login-not-understood': Refused;
	/** It may have reached EnKash, and nothing came back. */
	'login-unanswered': Refused;
	/** EnKash gave a token that was over as soon as it was issued. */
	'session-expired-at-once': None;
	/** n8n did not store what guards log-ins, so that none was sent. */
	'session-not-stored': None;
	/** The session took so long to open that the call is not wanted any more. */
	'session-too-late': None;
	/** n8n gave no credential; in its own words. */
	'credential-missing': { readonly words: string };
	/** A request with the credential to an address that is not EnKash's. */
	'address-not-enkash': { readonly baseUrl: string };
	/** A request with the credential that would move money past what the EnKash node guards. */
	'payment-by-other-node': None;
	'credential-field-empty': OfField;
	/** The field holds something of another type or none of its choices. */
	'credential-field-unreadable': OfField;
	/** The field starts or ends with a space, which is hardly ever meant. */
	'credential-field-blank-edge': OfField;
	/** A host that is neither https nor this machine, or an address with more in it than a path. */
	'credential-address-unsafe': OfField;
	/** The path of an endpoint is not one. */
	'credential-path-wrong': OfField;
	/** A maximum that is no amount of rupees. */
	'credential-limit-wrong': OfField;
}
