import { z } from 'zod';
import type { Behaviour } from './behaviour.mts';
import type { Fields } from './fields.mts';
import { read } from './requests.mts';

/** How a list is cut. */
export interface Paging {
	/** Records on a page, unless the caller says otherwise. */
	readonly size: number;
	/** What the count beside the list counts. */
	readonly counts: 'all' | 'sent' | 'nothing';
	/** Which of the query's parameters are taken. */
	readonly takes: ReadonlyArray<'limit' | 'offset'>;
	/** The most that a `limit` gets. */
	readonly most?: number;
}

/** What is sent of a list. */
export interface Page<T = Fields> {
	readonly records: readonly T[];
	/** The count beside the list, if any. */
	readonly count: number | undefined;
	/** How many there are in all. */
	readonly total: number;
	readonly size: number;
	readonly offset: number;
}

/** No page of petty cash mentions paging; three searches of sibling products take these two. */
const UNCUT: Paging = { size: Infinity, counts: 'all', takes: ['limit', 'offset'] };

const pageRequest = z.object({
	offset: z.coerce.number().int().min(0).default(0),
	limit: z.coerce.number().int().min(1).optional(),
});

/** What of a list is sent to who asks with this query. */
export function pageOf<T>(
	all: readonly T[],
	query: URLSearchParams,
	{ cutLists }: Behaviour,
	paging: Paging = cutLists === null ? UNCUT : { ...UNCUT, size: cutLists, most: cutLists },
): Page<T> {
	const asked = read(pageRequest, Object.fromEntries(query));
	const { size: usual, counts, takes, most = Infinity } = paging;
	const offset = takes.includes('offset') ? asked.offset : 0;
	const limit = takes.includes('limit') ? asked.limit : undefined;
	const size = Math.min(limit ?? usual, most);
	const records = all.slice(offset, offset + size);
	const count = { all: all.length, sent: records.length, nothing: undefined }[counts];
	return { records, count, total: all.length, size, offset };
}

/** A list as `/search` is documented to write it. */
export const counted = ({ records, count }: Page) => ({ recordsCount: count, data: records });
