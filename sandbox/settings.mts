import { z } from 'zod';

const milliseconds = z.number().int().min(0).max(600_000);
const seconds = z.number().int().min(1).max(1_000_000);

/** How the sandbox behaves where EnKash's pages are silent or contradict themselves. */
export const settingsSchema = z
	.object({
		/** Wait before every answer, ms. */
		latency: milliseconds,
		/** How long a token really lives, seconds. */
		tokenTtl: seconds,
		/** What the token response claims, seconds; `null` claims the truth. */
		expiresIn: seconds.nullable(),
		/** Answer a login with the token that the last login got, while it lives (as Spring does). */
		reuseTokens: z.boolean(),
		/** A reference that was paid before: pay again, refuse, or repeat the first answer. */
		duplicates: z.enum(['accept', 'reject', 'replay']),
		/** Which bodies are encrypted. */
		encryption: z.enum(['off', 'request', 'both']),
		/** Secret of the encryption; `null` is the client secret. */
		encryptionSecret: z.string().min(1).nullable(),
		/** Which envelope answers come in: as documented per path, one for all, or the wrong one. */
		envelope: z.enum(['documented', 'A', 'B', 'swapped']),
		/** Answer lists as if nothing had been asked for but company and account. */
		ignoreFilters: z.boolean(),
		/** Send at most so many records of a list, but count all; `null` sends all. */
		cutLists: z.number().int().min(0).nullable(),
		/** `{recordsCount, data}`, or the records alone, one of them without a list around it. */
		listShape: z.enum(['counted', 'bare']),
		/** What an allocation's answer says about the reference: it, nothing, or another one. */
		echoReference: z.union([z.boolean(), z.literal('wrong')]),
		/** A handle that does not exist: an empty list, or 404. */
		unknownHandle: z.enum(['empty', 'notFound']),
		/** Refuse every call as one from a partner that EnKash does not know. */
		refusePartner: z.boolean(),
		/** Refuse every call as one for an account that is not there. */
		refuseAccount: z.boolean(),
	})
	.strict();

export type Settings = z.infer<typeof settingsSchema>;

export const DEFAULT_SETTINGS: Settings = {
	latency: 0,
	tokenTtl: 300,
	expiresIn: null,
	reuseTokens: false,
	duplicates: 'accept',
	encryption: 'off',
	encryptionSecret: null,
	envelope: 'documented',
	ignoreFilters: false,
	cutLists: null,
	listShape: 'counted',
	echoReference: true,
	unknownHandle: 'empty',
	refusePartner: false,
	refuseAccount: false,
};
