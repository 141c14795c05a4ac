import { z } from 'zod';

/**
 * EnKash's pages write the same field in several ways (contract, section 10, items 7 to 10).
 * Left: the one spelling this package uses. Right: the others that are accepted.
 */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
	enKashCardId: ['enkashCardId'],
	enKashTransactionId: [
		'enkashTransactionId',
		'enKashCardTxnId',
		'enkashCardTxnId',
		'enKashCardTransactionId',
		'enkashCardTransactionId',
	],
	uniqueReferenceNumber: ['pgReferenceNumber', 'uniqueReferenceNum', 'uniqueTransactionId'],
	cardTransactionType: ['transactionType'],
	txnDate: ['transactionDate', 'txnDateTime', 'transactionDateTime'],
	amount: ['transactionAmount', 'txnAmount'],
};

const CANONICAL: ReadonlyMap<string, string> = new Map(
	Object.entries(SPELLINGS).flatMap(([canonical, others]) =>
		others.map((other) => [other, canonical] as const),
	),
);

const isFilled = (value: unknown) => value !== undefined && value !== null && value !== '';

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Leaves one spelling of every field, the others out. Two spellings that disagree are refused. */
function canonicalSpelling(value: unknown, context: z.RefinementCtx): unknown {
	if (!isRecord(value)) return value;
	const kept = new Map<string, unknown>();
	for (const [name, content] of Object.entries(value)) {
		const canonical = CANONICAL.get(name) ?? name;
		const earlier = kept.get(canonical);
		if (!isFilled(earlier)) kept.set(canonical, content);
		else if (isFilled(content) && content !== earlier) {
			context.addIssue({
				code: z.ZodIssueCode.custom,
				path: [canonical],
				message: 'Two spellings of this field disagree',
			});
		}
	}
	return Object.fromEntries(kept);
}

/** A record of EnKash's in one spelling; fields that the shape does not name pass through. */
export const record = <T extends z.ZodRawShape>(shape: T) =>
	z.preprocess(canonicalSpelling, z.object(shape).passthrough());

/** `null` and `''` stand for "not told" in EnKash's answers. */
export const told = <T extends z.ZodTypeAny>(schema: T) =>
	z.preprocess((value) => (isFilled(value) ? value : undefined), schema.optional());

/** More rupees than there are; up to here a number is exact to the paisa, or nearly so. */
const MAX_RUPEES = 1e15;

/** Rupees, as EnKash sends them: a number, or a number written as a string. May be negative. */
export const rupees = z.union([
	z.number().min(-MAX_RUPEES).max(MAX_RUPEES),
	z
		.string()
		.regex(/^-?\d{1,15}(\.\d{1,6})?$/, 'Expected a number of rupees')
		.transform(Number),
]);

/** An identifier: a non-empty string. Numbers are taken as written. */
export const identifier = z.union([
	z.string().trim().min(1),
	z.number().int().safe().transform(String),
]);

const filledText = z.string().nullish();

/** A choice that EnKash writes as a plain string or as `{ name, label }`; always yields both. */
export const choice = z.preprocess(
	(given) => (typeof given === 'string' ? { name: given } : given),
	z
		.object({ name: filledText, label: filledText })
		.refine(({ name, label }) => Boolean(name || label), 'Expected a name or a label')
		.transform(({ name, label }) => ({ name: name || label || '', label: label || name || '' })),
);
export type Choice = z.infer<typeof choice>;
