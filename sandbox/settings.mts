import { z } from 'zod';
import { clashIn, isDialectName } from './dialects/registry.mts';

const milliseconds = z.number().int().min(0).max(600_000);
const seconds = z.number().int().min(1).max(1_000_000);

/** How the sandbox behaves where EnKash's pages are silent or contradict themselves. */
const plainSettings = z
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
		/** What the times of dialects are multiplied by: at 0.01, 25 s are a quarter of a second. */
		timeScale: z.number().min(0.000_001).max(1),
		/** Answer lists as if nothing had been asked for but company and account. */
		ignoreFilters: z.boolean(),
		/** Send at most this many records of a list, but count all; `null` sends all. */
		cutLists: z.number().int().min(0).nullable(),
		/** A handle that does not exist: an empty list, or 404. */
		unknownHandle: z.enum(['empty', 'notFound']),
		/** Refuse every call as one from a partner that EnKash does not know. */
		refusePartner: z.boolean(),
		/** Refuse every call as one for an account that is not there. */
		refuseAccount: z.boolean(),
	})
	.strict();

export type PlainSettings = z.infer<typeof plainSettings>;

const dialectName = z
	.string()
	.refine(isDialectName, (text) => ({ message: `There is no dialect ${text}` }));

const dialects = z.array(dialectName).superRefine((names, context) => {
	const message = clashIn(names);
	if (message !== undefined) context.addIssue({ code: 'custom', message });
});

export const settingsSchema = plainSettings
	.extend({
		/** Ways in which EnKash differs from its pages, by name. */
		dialects,
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
	dialects: [],
	timeScale: 1,
	ignoreFilters: false,
	cutLists: null,
	unknownHandle: 'empty',
	refusePartner: false,
	refuseAccount: false,
};
