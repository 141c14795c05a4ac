import type { None } from './none.ts';

/** A field of the credential, by the label that its form shows. */
interface OfField {
	readonly field: string;
}

/** What can keep a session from being opened or used. */
export interface SessionFailures {
	/** EnKash gave a token that was over as soon as it was issued. */
	'session-expired-at-once': None;
	'credential-field-empty': OfField;
	/** The field holds something of another type or none of its choices. */
	'credential-field-unreadable': OfField;
	/** A host that is neither https nor this machine, or an address with more in it than a path. */
	'credential-address-unsafe': OfField;
	/** The path of an endpoint is not one. */
	'credential-path-wrong': OfField;
	/** A maximum that is no amount of rupees. */
	'credential-limit-wrong': OfField;
}
