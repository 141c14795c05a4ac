import { digest } from '../digest.ts';
import { perObject } from '../memoize.ts';

/** All that a log-in is made of. */
export interface Login {
	readonly tokenUrl: string;
	readonly username: string;
	readonly password: string;
	readonly clientId: string;
	readonly clientSecret: string;
	/** Raised by a person to have a log-in sent again that is not sent by itself any more. */
	readonly loginAttempt: number;
}

/** A log-in and what its session is used for. */
export interface Identity extends Login {
	readonly baseUrl: string;
	readonly partnerId: string;
	readonly companyId: string;
}

/** Tells two log-ins apart: attempts are counted for one of these, until any part of it changes. */
export const loginFingerprint = perObject((login: Login): string =>
	digest([
		login.tokenUrl,
		login.username,
		login.password,
		login.clientId,
		login.clientSecret,
		login.loginAttempt,
	]),
);

/** Tells two sessions apart: a token is used for the identity it was issued to and no other. */
export const sessionFingerprint = perObject((identity: Identity): string =>
	digest([loginFingerprint(identity), identity.baseUrl, identity.partnerId, identity.companyId]),
);
