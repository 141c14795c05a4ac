import type { CalledEndpoint } from './calls.mts';
import type { Ending } from './deliveries.mts';
import type { Fields } from './fields.mts';
import type { Settings } from './settings.mts';

/** An answer of a partner path, before it is put in one of the two envelopes. */
export interface Enveloped {
	readonly status: number;
	readonly code: number;
	readonly message: string;
	readonly payload: unknown;
}

/** An answer as it is: tokens and OAuth errors have no envelope. */
export interface Bare {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body: Fields;
}

/** Also what EnKash did not write, or what is no answer at all. */
export type Answer = Enveloped | Bare | Ending;

export const success = (payload: unknown): Enveloped => ({
	status: 200,
	code: 0,
	message: 'Success',
	payload,
});

/** How EnKash says no: code 1, and a payload that repeats the message. */
export const refusal = (status: number, message: string): Enveloped => ({
	status,
	code: 1,
	message,
	payload: message,
});

/** Ends the handling of a request with an answer that says no. */
export class Refused extends Error {
	readonly answer: Answer;

	constructor(answer: Answer) {
		super('The request was refused');
		this.answer = answer;
	}
}

/** Says no inside the envelope. */
export function refuse(status: 200 | 400 | 404 | 422, message: string): never {
	throw new Refused(refusal(status, message));
}

const NOT_TO_BE_STORED = { 'cache-control': 'no-store', pragma: 'no-cache' };

/** An OAuth error as Spring Security writes it, which EnKash's log-in seems to be made with. */
export function oauthError(
	status: 400 | 401,
	error: string,
	description: string,
	challenge: 'Basic' | 'Bearer' = 'Bearer',
): Bare {
	const asked = `${challenge} realm="enkash", error="${error}", error_description="${description}"`;
	return {
		status,
		headers: { ...NOT_TO_BE_STORED, ...(status === 401 ? { 'www-authenticate': asked } : {}) },
		body: { error, error_description: description },
	};
}

/** Says no as Spring Security does. */
export function refuseOAuth(...told: Parameters<typeof oauthError>): never {
	throw new Refused(oauthError(...told));
}

type Variant = 'A' | 'B';

const other = (variant: Variant): Variant => (variant === 'A' ? 'B' : 'A');

/** Which envelope an answer comes in: the pages show A for the account, B for the others. */
export function variantOf(endpoint: CalledEndpoint, envelope: Settings['envelope']): Variant {
	if (envelope === 'A' || envelope === 'B') return envelope;
	const documented = endpoint === 'account' ? 'A' : 'B';
	return envelope === 'swapped' ? other(documented) : documented;
}

/** Puts an answer in one of the two envelopes that EnKash's pages show. */
export const enclose = ({ code, message, payload }: Enveloped, variant: Variant): Fields =>
	variant === 'A'
		? { response_code: code, response_message: message, payload }
		: { code, message, payload };
