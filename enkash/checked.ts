import { z } from 'zod';
import { isRecord } from './contract/spelling.ts';
import type { Failure } from './failures/failure.ts';
import type { Result } from './result.ts';

/** A parser of the core as a zod schema. The failure stays with the issue; see `failureOfIssue`. */
export const checked = <T>(parse: (given: unknown) => Result<T>) =>
	z.unknown().transform((given, context) => {
		const result = parse(given);
		if (result.ok) return result.value;
		const { failure } = result;
		context.addIssue({ code: z.ZodIssueCode.custom, params: { failure } });
		return z.NEVER;
	});

const isFailure = (value: unknown): value is Failure => isRecord(value) && 'kind' in value;

/** The failure of a `checked` parser that raised the issue. */
export function failureOfIssue(issue: z.ZodIssue): Failure | undefined {
	if (issue.code !== z.ZodIssueCode.custom) return undefined;
	const failure: unknown = issue.params?.failure;
	return isFailure(failure) ? failure : undefined;
}
