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

/** A list as far as EnKash sent it. */
export interface List<T> {
	readonly data: ReadonlyArray<Sent<T>>;
	/** How many rows are no records of this kind, and were left out. */
	readonly unreadable: number;
	/** How many EnKash counts in all, as far as it tells. */
	readonly recordsCount: number;
	/** EnKash has more than it sent. */
	readonly isCut: boolean;
	/** EnKash sent one record without a list around it, so that nobody can tell whether it is all. */
	readonly isBare?: true;
}

/** The names under which EnKash and its like put the rows of a list. */
const CONTAINERS = [
	'data',
	'transactions',
	'records',
	'content',
	'list',
	'items',
	'result',
	'results',
	'rows',
	'transactionList',
];

interface Rows {
	readonly rows: readonly unknown[];
	/** The objects around the rows, in which they may be counted. */
	readonly around: ReadonlyArray<Readonly<Record<string, unknown>>>;
}

/** The rows of a payload: a bare array, or an array in a known container, nested once at most. */
function rowsOf(payload: unknown, depth = 0): Rows | undefined {
	if (Array.isArray(payload)) return { rows: payload, around: [] };
	if (!isRecord(payload) || depth > 1) return undefined;
	for (const name of CONTAINERS) {
		const inner = rowsOf(payload[name], depth + 1);
		if (inner) return { rows: inner.rows, around: [payload, ...inner.around] };
	}
	return payload.recordsCount === 0 ? { rows: [], around: [payload] } : undefined;
}

const TOTAL = /^(records?_?count|count|total\w*)$/i;
const PAGES = /^(total_?)?pages$/i;
const MORE = /^(has_?(more|next)\w*)$/i;

const numeric = (value: unknown): number =>
	typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value))
		? Number(value)
		: NaN;

/** Whether anything beside the rows says that there are more, and how many there are in all. */
function counted({ around, rows }: Rows): {
	readonly isCut: boolean;
	readonly recordsCount: number;
} {
	const said = around.flatMap((one) => Object.entries(one));
	const totals = said
		.filter(([name]) => TOTAL.test(name) && !PAGES.test(name))
		.map(([, value]) => numeric(value))
		.filter((total) => !Number.isNaN(total));
	const saysLast = said.some(([name, value]) => name === 'last' && value === true);
	const size = Math.max(0, ...said.map(([name, v]) => (name === 'size' ? numeric(v) || 0 : 0)));
	const recordsCount = Math.max(rows.length, ...totals);
	return {
		recordsCount,
		isCut:
			recordsCount > rows.length ||
			said.some(([name, value]) => PAGES.test(name) && numeric(value) > 1) ||
			said.some(([name, value]) => MORE.test(name) && value === true) ||
			said.some(([name, value]) => name === 'last' && value === false) ||
			// A size is that of the list, or of a page: where nothing else counts, it may be either.
			(totals.length === 0 && !saysLast && size > rows.length),
	};
}

/** The list in a payload; `undefined` if there is none in a place that we know. */
export const readList = <T>(
	payload: unknown,
	schema: z.ZodType<T, z.ZodTypeDef, unknown>,
): List<T> | undefined => read(rowsOf(payload), schema);

/**
 * The list in a payload under a name that we do not know, or of records each under its own name.
 * `undefined` if it is empty: then it may be anything.
 */
export function findList<T>(
	payload: unknown,
	schema: z.ZodType<T, z.ZodTypeDef, unknown>,
): List<T> | undefined {
	if (!isRecord(payload)) return undefined;
	const values = Object.values(payload);
	const isList = (rows: readonly unknown[]) => rows.length > 0 && rows.every(isRecord);
	const [rows, ...others] = values.filter((value) => Array.isArray(value)).filter(isList);
	if (rows && others.length === 0) return read({ rows, around: [payload] }, schema);
	return isList(values) ? read({ rows: values, around: [] }, schema) : undefined;
}

function read<T>(
	found: Rows | undefined,
	schema: z.ZodType<T, z.ZodTypeDef, unknown>,
): List<T> | undefined {
	if (!found) return undefined;
	const reader = sent(schema);
	const data = found.rows.flatMap((row) => reader.safeParse(row).data ?? []);
	return { data, unreadable: found.rows.length - data.length, ...counted(found) };
}

/**
 * A list of records in any of its containers, or one bare record: EnKash's two pages on `/search`
 * contradict each other.
 */
export const listOf = <T>(
	schema: z.ZodType<T, z.ZodTypeDef, unknown>,
): z.ZodType<List<T>, z.ZodTypeDef, unknown> =>
	z.unknown().transform((payload, context): List<T> => {
		const list = readList(payload, schema);
		if (list) return list;
		const single = sent(schema).safeParse(payload);
		if (single.success) {
			return {
				...{ data: [single.data], unreadable: 0, recordsCount: 1 },
				...{ isCut: false, isBare: true },
			};
		}
		single.error.issues.forEach((issue) => context.addIssue(issue));
		return z.NEVER;
	});

/** A list with the pages that follow it. */
export const joined = <T>(list: List<T>, next: List<T>): List<T> => {
	const data = [...list.data, ...next.data];
	const rows = data.length + list.unreadable + next.unreadable;
	const recordsCount = Math.max(list.recordsCount, next.recordsCount, rows);
	return {
		data,
		unreadable: list.unreadable + next.unreadable,
		recordsCount,
		isCut:
			next.data.length + next.unreadable === 0
				? recordsCount > rows
				: next.isCut && recordsCount > rows,
	};
};
