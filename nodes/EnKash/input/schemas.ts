import { z } from 'zod';
import { checked } from '../../../enkash/checked.ts';
import { parseIdentifier } from '../../../enkash/identifiers.ts';
import { parseAmount } from '../../../enkash/money.ts';
import { parseReference } from '../../../enkash/reference.ts';

/** The value of a resource locator, or the value itself. */
const located = (given: unknown): unknown =>
	typeof given === 'object' && given !== null && 'value' in given ? given.value : given;

export const handleIdInput = z.preprocess(located, checked(parseIdentifier('handle')));
export const userIdInput = z.preprocess(located, checked(parseIdentifier('user')));
export const amountInput = checked(parseAmount);
export const referenceInput = checked(parseReference);

const cleared = (given: unknown) => (given === null || given === '' ? undefined : given);

/** A setting that may be left empty. */
export const optional = <T extends z.ZodTypeAny>(schema: T) =>
	z.preprocess(cleared, schema.optional());

/** A setting with a default. */
export const withDefault = <T extends z.ZodTypeAny>(schema: T, value: z.input<T>) =>
	z.preprocess((given) => cleared(given) ?? value, schema);

/** Text that may have been given as a number. */
export const text = z.preprocess(
	(given) => (typeof given === 'number' ? String(given) : given),
	z.string({ invalid_type_error: 'Expected text', required_error: 'It is empty' }).trim(),
);

export const filledText = text.pipe(z.string().min(1, 'It is empty'));

/** `false` unless it is switched on; words like "false" are not taken for either. */
export const flag = (value: boolean) => withDefault(z.boolean(), value);

export const wholeNumber = (least: number, most: number) =>
	z
		.number({ invalid_type_error: 'Expected a number' })
		.int('Expected a whole number')
		.min(least, `At least ${least}`)
		.max(most, `At most ${most}`);

/** How a payment is told from its repetition: a given reference, or a period and a purpose. */
export const occasionInput = z.discriminatedUnion('payOncePer', [
	z.object({ payOncePer: z.literal('referenceNumber'), referenceNumber: referenceInput }),
	z.object({
		payOncePer: z.enum(['execution', 'day', 'week', 'month']),
		purpose: filledText.pipe(z.string().max(100, 'At most 100 characters')),
	}),
]);
export type OccasionInput = z.infer<typeof occasionInput>;
