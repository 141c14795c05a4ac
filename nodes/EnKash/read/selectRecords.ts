import type { z } from 'zod';
import type { List, Sent } from '../../../enkash/contract/list.ts';
import type { Reason } from '../../../enkash/failures/failure.ts';
import type { ReadFailures } from '../../../enkash/failures/read.ts';
import { type Result, fail, succeed } from '../../../enkash/result.ts';
import type { listInput } from '../form/list.ts';

type Wanted = z.infer<typeof listInput>;

/**
 * What a read returns of a list: the matching records up to the limit. Where EnKash has more than it
 * sends, a result that needs the rest is refused, not cut.
 */
export function select<T>(
	list: List<T>,
	matching: ReadonlyArray<Sent<T>>,
	wanted: Wanted,
): Result<ReadonlyArray<Sent<T>>> {
	const kept = wanted.returnAll ? matching : matching.slice(0, wanted.limit);
	if (list.isCut && (wanted.returnAll || kept.length < wanted.limit)) {
		return incomplete(list, 'all');
	}
	return succeed(kept);
}

/** Records as a read puts them out: simplified, or as EnKash sent them. */
export const show = <T>(
	records: ReadonlyArray<Sent<T>>,
	wanted: { readonly simplify: boolean },
	simplified: (record: T) => object,
): readonly object[] =>
	records.map(({ canonical, raw }) => (wanted.simplify ? simplified(canonical) : raw));

const incomplete = <T>(
	{ data, recordsCount }: List<T>,
	needed: ReadFailures['list-incomplete']['needed'],
) =>
	fail<never>({
		kind: 'unexpected',
		code: 'list-incomplete',
		data: { counted: recordsCount, sent: data.length, needed },
	});

/** The records that were asked for by name; fails with `missing` if there surely are none. */
export function pick<T>(
	list: List<T>,
	isIt: (record: Sent<T>) => boolean,
	missing: Reason,
): Result<readonly [Sent<T>, ...ReadonlyArray<Sent<T>>]> {
	const [first, ...others] = list.data.filter(isIt);
	if (first) return succeed([first, ...others]);
	return list.isCut ? incomplete(list, 'one') : fail({ kind: 'rejected', ...missing });
}
