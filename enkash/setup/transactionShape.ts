import type { List } from '../contract/list.ts';
import { isRecord } from '../contract/spelling.ts';
import { type Transaction, directionOf } from '../contract/transaction.ts';
import type { SetupFindings } from './finding.ts';

type ListShape = SetupFindings['transactions-listed'];

/** More than these say no more. */
const MAX_FIELDS = 60;

/** Describes a list of transactions without a word of what is in it. */
export function shapeOf(body: unknown, list: List<Transaction>): ListShape {
	const rows = list.data.map(({ raw }) => raw);
	const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))].sort();
	return {
		container: containerIn(body),
		count: list.recordsCount,
		fields: fields.slice(0, MAX_FIELDS),
		dates: datesIn(rows),
		missing: missingIn(list),
	};
}

/** The path to the first array of an answer. */
function containerIn(value: unknown, at = ''): string {
	if (Array.isArray(value)) return at;
	if (!isRecord(value)) return '';
	for (const [name, inner] of Object.entries(value)) {
		const found = containerIn(inner, at === '' ? name : `${at}.${name}`);
		if (found !== '') return found;
	}
	return '';
}

const DATE_FIELD = /date|time|created/i;

/** How dates are written, every digit as 0. */
const datesIn = (rows: ReadonlyArray<Readonly<Record<string, unknown>>>): string[] => {
	const written = rows.flatMap((row) =>
		Object.entries(row).flatMap(([name, value]) =>
			DATE_FIELD.test(name) && (typeof value === 'string' || typeof value === 'number')
				? String(value).replace(/\d/g, '0')
				: [],
		),
	);
	return [...new Set(written)].sort().slice(0, 5);
};

/** The facts of a payment that not every row has. */
function missingIn({ data }: List<Transaction>): string[] {
	const facts = {
		reference: data.some(({ canonical }) => canonical.uniqueReferenceNumber !== undefined),
		amount: data.every(({ canonical }) => canonical.amount !== undefined),
		direction: data.every(({ canonical }) => directionOf(canonical) !== undefined),
		handle: data.some(({ canonical }) => canonical.enKashCardId !== undefined),
	};
	return Object.entries(facts).flatMap(([fact, isThere]) => (isThere ? [] : fact));
}
