import { type List, joined } from '../contract/list.ts';
import { type Result, succeed } from '../result.ts';

/** Which part of a list is asked for. */
export interface Page {
	readonly limit: number;
	readonly offset: number;
}

/** Three searches of EnKash's other products page like this; one of them allows up to 5,000. */
const PAGE_SIZE = 500;
const MAX_PAGES = 40;

/** The page as query parameters of a path. */
export const queryOf = ({ limit, offset }: Page): string => `?limit=${limit}&offset=${offset}`;

/**
 * The rest of a list that EnKash cut, page by page. Where EnKash does not page, or not in this way, the
 * list stays cut.
 */
export async function restOf<T>(
	first: List<T>,
	ask: (page: Page) => Promise<Result<List<T>>>,
	maxPages = MAX_PAGES,
): Promise<Result<List<T>>> {
	let list = first;
	for (let pages = 0; list.isCut && pages < maxPages; pages++) {
		const offset = list.data.length + list.unreadable;
		const next = await ask({ limit: PAGE_SIZE, offset });
		if (!next.ok) return next.failure.kind === 'rejected' ? succeed(list) : next;
		if (next.value.data.length === 0 || repeats(list, next.value)) return succeed(list);
		list = joined(list, next.value);
	}
	return succeed(list);
}

/** EnKash took no notice of the offset if a page begins with a row that was there before. */
const repeats = <T>({ data }: List<T>, { data: next }: List<T>): boolean => {
	const start = JSON.stringify(next[0]?.raw);
	return data.some(({ raw }) => JSON.stringify(raw) === start);
};
