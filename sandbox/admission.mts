import type { IncomingHttpHeaders } from 'node:http';
import { refuse, Refused, refuseOAuth } from './answers.mts';
import { cipherOf } from './cipher.mts';
import { DEMO } from './company.mts';
import { isFields, parsedJson } from './fields.mts';
import type { World } from './world.mts';

/** A request as it came in. */
export interface Received {
	readonly headers: IncomingHttpHeaders;
	readonly query: URLSearchParams;
	readonly text: string;
}

/** A request that was let in. */
export interface Admitted {
	readonly body: unknown;
	readonly query: URLSearchParams;
	/** Whose log-in the token came from. */
	readonly username: string;
}

/** Checks what every partner call must bring, and opens its body. */
export function admit(world: World, { headers, query, text }: Received): Admitted {
	const username = holderOf(world, headers.authorization);
	if (!/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')) {
		refuse(400, 'Content-Type must be application/json');
	}
	const { partnerid: partnerId } = headers;
	if (partnerId === undefined || partnerId === '') refuse(400, 'partnerId header is mandatory');
	if (partnerId !== DEMO.partnerId || world.behaviour.refusePartner) {
		refuse(422, 'Card Account does not exist for this partner');
	}
	const body = parsedJson(decrypted(world, text)) ?? refuse(422, 'Invalid request format.');
	return { body, query, username };
}

/** Whose log-in the token came from, if it is good. */
function holderOf({ tokens, behaviour }: World, authorization: string | undefined): string {
	const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
	if (token === undefined) {
		refuseOAuth(401, 'unauthorized', 'Full authentication is required to access this resource');
	}
	const state = tokens.state(token);
	const username = tokens.usernameOf(token);
	if (state === 'valid' && username !== undefined) return username;
	if (behaviour.tokenRefused !== undefined) throw new Refused(behaviour.tokenRefused());
	const words = state === 'expired' ? 'Access token expired' : 'Invalid access token';
	return refuseOAuth(401, 'invalid_token', `${words}: ${token}`);
}

/** The plain text of a body, whatever the encryption is set to; a 422 if it cannot be had. */
function decrypted(world: World, text: string): string {
	if (world.behaviour.encryption === 'off') return text;
	return openCiphertext(world, text) ?? refuse(422, 'Invalid encrypted request.');
}

function openCiphertext(world: World, text: string): string | undefined {
	const body = parsedJson(text);
	if (!isFields(body) || typeof body.request !== 'string') return undefined;
	return cipherIn(world).decrypt(body.request);
}

/** The cipher that both sides have agreed on. */
export const cipherIn = ({ behaviour }: World) =>
	cipherOf(behaviour.encryptionSecret ?? DEMO.clientSecret);

/**
 * The references that a request is about, as far as they can be read: the record of calls and the
 * faults go by them, even where the request itself will be refused.
 */
export function referencesIn(world: World, text: string): readonly string[] {
	const plain = world.behaviour.encryption === 'off' ? text : openCiphertext(world, text);
	const body = plain === undefined ? undefined : parsedJson(plain);
	if (!isFields(body)) return [];
	const one = body.uniqueReferenceNumber ?? body.uniqueReferenceNum ?? body.pgReferenceNumber;
	const named = one === undefined ? body.pgReferenceNumbers : [one];
	return Array.isArray(named) ? named.filter((each) => typeof each === 'string') : [];
}
