import { z } from 'zod';
import type { Result } from './result.ts';

/**
 * A parser of the core as a zod schema. The advice of its failure stays with the issue, under
 * `params.advice`.
 */
export const checked = <T>(parse: (given: unknown) => Result<T>) =>
	z.unknown().transform((given, context) => {
		const result = parse(given);
		if (result.ok) return result.value;
		const { message, advice } = result.failure;
		context.addIssue({ code: z.ZodIssueCode.custom, message, params: { advice } });
		return z.NEVER;
	});

/** What a person can do about an issue that a `checked` parser raised. */
export function adviceOf(issue: z.ZodIssue): string | undefined {
	if (issue.code !== z.ZodIssueCode.custom) return undefined;
	const advice: unknown = issue.params?.advice;
	return typeof advice === 'string' ? advice : undefined;
}
