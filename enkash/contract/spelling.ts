import { z } from 'zod';

/**
 * EnKash's pages, and code of others that calls EnKash, write the same field in several ways, such as
 * `enKashCardId` and `enkashCardId`. Left: the one spelling this package uses. Right: the others that are
 * accepted, in order of preference.
 */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
	enKashCardId: ['enkashCardId'],
	enKashTransactionId: [
		'enkashTransactionId',
		'enKashCardTxnId',
		'enkashCardTxnId',
		'enKashCardTransactionId',
		'enkashCardTransactionId',
		'transactionId',
		'txnId',
	],
	uniqueReferenceNumber: ['pgReferenceNumber', 'uniqueReferenceNum', 'uniqueTransactionId'],
	cardTransactionType: ['transactionType'],
	status: ['transactionStatus', 'txnStatus'],
	txnDate: ['transactionDate', 'txnDateTime', 'transactionDateTime'],
	amount: ['transactionAmount', 'txnAmount', 'principalAmount'],
};

const NAMES = new Map(
	Object.entries(SPELLINGS).map(([field, others]) => [field, [field, ...others]]),
);

const LESS_PREFERRED = new Set(Object.values(SPELLINGS).flat());

/** Of these, two that differ are principal and total, not a contradiction. */
const MAY_DIFFER = new Set(['principalAmount']);

/** Every name under which EnKash may write a field, the most preferred first. */
export const spellingsOf = (field: string): readonly string[] => NAMES.get(field) ?? [field];

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const isFilled = (value: unknown): boolean =>
	isRecord(value)
		? Object.values(value).some(isFilled)
		: value !== undefined && value !== null && value !== '';

/** The fields that a record gives under two of their names, with values that differ. */
export const disagreeingFields = (raw: Readonly<Record<string, unknown>>): readonly string[] =>
	Object.keys(SPELLINGS).filter((field) => {
		const said = spellingsOf(field)
			.filter((name) => isFilled(raw[name]) && !MAY_DIFFER.has(name))
			.map((name) => JSON.stringify(raw[name]));
		return new Set(said).size > 1;
	});

/** Leaves each field under its one name, as the most preferred of its spellings has it. */
function canonicalSpelling(value: unknown): unknown {
	if (!isRecord(value)) return value;
	const known = [...NAMES].flatMap(([field, names]) => {
		const preferred = names.find((name) => isFilled(value[name]));
		return preferred === undefined ? [] : [[field, value[preferred]] as const];
	});
	const others = Object.entries(value).filter(
		([name]) => !LESS_PREFERRED.has(name) || MAY_DIFFER.has(name),
	);
	return Object.fromEntries([...others, ...known]);
}

/** A record of EnKash's in one spelling; fields that the shape does not name pass through. */
export const record = <T extends z.ZodRawShape>(shape: T) =>
	z.preprocess(canonicalSpelling, z.object(shape).passthrough());

/**
 * A field that EnKash may leave out: `null` and `''` stand for "not told", and so does what cannot be
 * read. One odd field does not spoil a record.
 */
export const told = <T extends z.ZodTypeAny>(schema: T) =>
	z
		.unknown()
		.transform((value): z.output<T> | undefined =>
			isFilled(value) ? schema.safeParse(value).data : undefined,
		);

/** More rupees than there are; up to here a number is exact to the paisa, or nearly so. */
const MAX_RUPEES = 1e15;

const NUMBER = /^-?\d{1,15}(\.\d{1,6})?$/;
const GROUPED = /^-?\d{1,3}(,\d{2,3}){1,5}(\.\d{1,6})?$/;

const plainRupees = z.union([
	z.number().min(-MAX_RUPEES).max(MAX_RUPEES),
	z
		.string()
		.transform((written) => written.replace(/^\s*(-?)\s*(?:₹|rs\.?|inr)?\s*/i, '$1').trim())
		.refine((bare) => NUMBER.test(bare) || GROUPED.test(bare), 'Expected a number of rupees')
		.transform((bare) => Number(bare.replaceAll(',', ''))),
]);

/**
 * Rupees, as EnKash sends them: a number, one written as a string, or one beside its currency. May be
 * negative.
 */
export const rupees = z.union([
	plainRupees,
	z
		.object({ value: plainRupees, currency: z.string().regex(/^inr$/i, 'Expected rupees') })
		.transform(({ value }) => value),
]);

/** An identifier: a non-empty string. Numbers are taken as written. */
export const identifier = z.union([
	z.string().trim().min(1),
	z.number().int().safe().transform(String),
]);

const filledText = z.string().nullish();

const named = z
	.object({ name: filledText, label: filledText })
	.refine(({ name, label }) => Boolean(name || label), 'Expected a name or a label')
	.transform(({ name, label }) => ({ name: name || label || '', label: label || name || '' }));

/**
 * A value that EnKash writes as a plain string or as `{ name, label }`; always yields both. Anything
 * else is a value that nobody knows: it must not be taken for one that was not told.
 */
export const namedValue = z.union([
	named,
	z.unknown().transform((given) => {
		const name = typeof given === 'string' ? given : JSON.stringify(given);
		return { name, label: name };
	}),
]);
export type NamedValue = z.infer<typeof namedValue>;
