import { z } from 'zod';
import { isRecord } from './spelling.ts';

/** A record in this package's spelling, beside the very object that EnKash sent. */
export interface Sent<T> {
	readonly canonical: T;
	readonly raw: Readonly<Record<string, unknown>>;
}

/** Reads a record and keeps what was sent. */
export const sent = <T>(schema: z.ZodType<T, z.ZodTypeDef, unknown>) =>
	z.custom<Sent<T>['raw']>(isRecord, 'Expected a record').transform((raw, context): Sent<T> => {
		const parsed = schema.safeParse(raw);
		if (parsed.success) return { canonical: parsed.data, raw };
		parsed.error.issues.forEach((issue) => context.addIssue(issue));
		return z.NEVER;
	});

/** The three shapes in which EnKash's pages show a list, as the one of `/search`. */
function asList(payload: unknown): unknown {
	if (Array.isArray(payload)) return { recordsCount: payload.length, data: payload };
	if (!isRecord(payload)) return payload;
	if ('data' in payload || 'recordsCount' in payload) {
		const { data, recordsCount } = payload;
		const records = data ?? (recordsCount === 0 ? [] : data);
		const count = recordsCount ?? (Array.isArray(records) ? records.length : undefined);
		return { recordsCount: count, data: records };
	}
	return { recordsCount: 1, data: [payload] };
}

/** How many records EnKash counts, and those it sent. More counted than sent: the list is cut. */
export interface List<T> {
	readonly recordsCount: number;
	readonly data: ReadonlyArray<Sent<T>>;
}

/**
 * A list of records: `{recordsCount, data}`, a bare array, or one bare record
 * (contract, sections 4.4 and 4.5, contradict each other on this).
 */
export const listOf = <T>(
	record: z.ZodType<T, z.ZodTypeDef, unknown>,
): z.ZodType<List<T>, z.ZodTypeDef, unknown> =>
	z.preprocess(
		asList,
		z.object({ recordsCount: z.number().int().nonnegative(), data: z.array(sent(record)) }),
	);
