import type { List } from '../contract/list.ts';
import type { Failure } from '../failures/failure.ts';
import { type Result, succeed } from '../result.ts';

/**
 * How EnKash answers when there is no transaction to list is not documented: an empty list, or a
 * refusal in these words. An account that is not found is something else.
 */
const saysNothingFound = ({ kind, message }: Failure): boolean =>
	kind === 'rejected' &&
	/\b(transactions?|records?|data|reference)\b.{0,40}\bnot found\b|\bno (such )?(transactions?|records?|data)\b/i.test(
		message ?? '',
	);

/** A list of transactions; an empty one where EnKash refuses because there is none. */
export const emptyIfNothingFound = <T>(answer: Result<List<T>>): Result<List<T>> =>
	!answer.ok && saysNothingFound(answer.failure) ? succeed({ recordsCount: 0, data: [] }) : answer;
