import { z } from 'zod';
import { COMMITTED } from './account.mts';
import { DEMO } from './company.mts';
import { faultSchema } from './faults.mts';
import { toPaise } from './money.mts';
import { settingsSchema } from './settings.mts';

/** Rupees in a body, read as paise. */
const rupees = z.number().transform((value, context) => {
	const paise = toPaise(value);
	if (paise !== undefined) return paise;
	context.addIssue({ code: 'custom', message: 'rupees with at most two decimals expected' });
	return z.NEVER;
});
const cardAccountId = z.string().default(DEMO.cardAccountId);
const count = z.number().int().min(0).max(100_000).optional();

/** What the control API takes, path by path. Amounts in rupees. */
export const commands = {
	reset: z
		.object({
			/** What the first account can allocate. */
			balance: z.number().min(0).multipleOf(0.01).optional(),
			/** How many handles the first account has. */
			handles: count,
			/** How many past transactions the first account has. */
			transactions: count,
		})
		.strict(),
	settings: settingsSchema.partial(),
	advance: z.object({ seconds: z.number().min(0).max(10_000_000) }).strict(),
	password: z.object({ password: z.string().min(1) }).strict(),
	balance: z.object({ cardAccountId, balance: rupees }).strict(),
	block: z.object({ blocked: z.boolean().default(true) }).strict(),
	mobile: z.object({ mobile: z.string().regex(/^[6-9]\d{9}$/, 'ten digits expected') }).strict(),
	/** One fault, or several. */
	faults: z.preprocess(
		(body): unknown => (Array.isArray(body) ? body : [body]),
		z.array(faultSchema),
	),
	transaction: z
		.object({
			cardAccountId,
			/** Without one: the account's first handle. */
			enKashCardId: z.string().optional(),
			direction: z.enum(['CR', 'DR']).default('CR'),
			/** Without one: allocated, or taken back. `SALE` is money spent from the handle. */
			type: z.string().min(1).optional(),
			amount: rupees,
			reference: z.string().min(1).optional(),
			/** ISO 8601; now without one. */
			date: z.string().datetime().optional(),
			/** Anything but the default is the record of a movement that did not happen. */
			status: z.string().min(1).default(COMMITTED),
		})
		.strict(),
};

/** The same, as a caller writes it. */
export type Commands = { [Name in keyof typeof commands]: z.input<(typeof commands)[Name]> };
export type AddTransaction = z.output<typeof commands.transaction>;
