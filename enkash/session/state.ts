import { createHash } from 'node:crypto';
import { z } from 'zod';
import { perObject, perValue } from '../memoize.ts';

/** All that a log-in is made of. */
export interface Login {
	readonly tokenUrl: string;
	readonly username: string;
	readonly password: string;
	readonly clientId: string;
	readonly clientSecret: string;
}

/** A log-in and what its session is used for. */
export interface Identity extends Login {
	readonly baseUrl: string;
	readonly partnerId: string;
	readonly companyId: string;
}

const digest = (parts: readonly string[]) =>
	createHash('sha256').update(JSON.stringify(parts)).digest('base64url');

/** Tells two log-ins apart: a refusal holds for one of these, until any part of it changes. */
export const loginFingerprint = (login: Login): string =>
	digest([login.tokenUrl, login.username, login.password, login.clientId, login.clientSecret]);

/** Tells two sessions apart: a token is used for the identity it was issued to and no other. */
export const sessionFingerprint = perObject((identity: Identity): string =>
	digest([loginFingerprint(identity), identity.baseUrl, identity.partnerId, identity.companyId]),
);

const open = z.object({
	kind: z.literal('open'),
	/** `sessionFingerprint` of the identity that it belongs to. */
	identity: z.string(),
	accessToken: z.string(),
	/** From when on a new log-in is due, in ms since the epoch. */
	renewAt: z.number(),
	/** Until when EnKash said the token lives, in ms since the epoch. */
	expiresAt: z.number(),
	issuedAt: z.number(),
});

const refused = z.object({
	kind: z.literal('refused'),
	/** `loginFingerprint` of what was refused. */
	login: z.string(),
	/** EnKash's own words. */
	words: z.string(),
	status: z.number(),
	locked: z.boolean(),
	refusedAt: z.number(),
});

const announced = z.object({
	kind: z.literal('announced'),
	/** `loginFingerprint` of what is about to be sent. */
	login: z.string(),
	/** Who announced it: a process, and which of its announcements. */
	by: z.string(),
});

const state = z.discriminatedUnion('kind', [open, refused, announced]);

/** What is remembered between calls, stored encrypted with the credential. */
export type SessionState = z.infer<typeof state>;
export type OpenSession = z.infer<typeof open>;
export type RefusedLogin = z.infer<typeof refused>;
/** A log-in that one process is about to send, so that the others wait for what it comes to. */
export type AnnouncedLogin = z.infer<typeof announced>;

export const writeState = (remembered: SessionState): string => JSON.stringify(remembered);

/** Reads what was stored; `undefined` for anything that this version did not write. */
export const readState = perValue((stored): SessionState | undefined => {
	if (typeof stored !== 'string' || stored === '') return undefined;
	try {
		const parsed = state.safeParse(JSON.parse(stored));
		return parsed.success ? parsed.data : undefined;
	} catch {
		return undefined;
	}
});
