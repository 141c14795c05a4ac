import { z } from 'zod';
import type { List, Sent } from '../../../enkash/contract/list.ts';
import { type Result, fail, succeed } from '../../../enkash/result.ts';
import { flag, withDefault, wholeNumber } from '../input/schemas.ts';

/** How much of a list is wanted. */
export const listInput = z.object({
	returnAll: flag(false),
	limit: withDefault(wholeNumber(1, Number.MAX_SAFE_INTEGER), 50),
	simplify: flag(true),
});
type Wanted = z.infer<typeof listInput>;

/**
 * What a read returns of a list: the matching records up to the limit. EnKash documents no paging;
 * when it counts more records than it sent, a result that needs the rest is refused, not cut.
 */
export function select<T>(
	list: List<T>,
	matching: ReadonlyArray<Sent<T>>,
	wanted: Wanted,
	simplified: (record: T) => object,
): Result<readonly object[]> {
	const kept = wanted.returnAll ? matching : matching.slice(0, wanted.limit);
	if (isCut(list) && (wanted.returnAll || kept.length < wanted.limit)) {
		return incomplete(list, 'Narrow the filters, or set a "Limit" that is met.');
	}
	return succeed(kept.map(({ canonical, raw }) => (wanted.simplify ? simplified(canonical) : raw)));
}

const isCut = <T>({ data, recordsCount }: List<T>) => data.length < recordsCount;

const incomplete = <T>({ data, recordsCount }: List<T>, advice: string) =>
	fail<never>({
		kind: 'unexpected',
		message: `EnKash counts ${recordsCount} records but sent ${data.length}`,
		advice: `The list is incomplete, and EnKash documents no way to ask for the rest. ${advice}`,
	});

/** The one record that was asked for by its id; a refusal in plain words if there is none. */
export function pickOne<T>(
	list: List<T>,
	isIt: (record: T) => boolean,
	what: string,
): Result<Sent<T>> {
	const found = list.data.find(({ canonical }) => isIt(canonical));
	if (found) return succeed(found);
	if (isCut(list)) return incomplete(list, `Whether there is a ${what} cannot be told from it.`);
	return fail({
		kind: 'rejected',
		message: `EnKash has no ${what} in this account`,
		advice: 'Check the ID, and the account in the credential or in the options.',
	});
}
