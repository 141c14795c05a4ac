import type { Handle } from '../../../enkash/contract/handle.ts';
import type { Sent } from '../../../enkash/contract/list.ts';

/** EnKash lists handles only: each person's first one stands for the person. */
export function firstHandles(handles: ReadonlyArray<Sent<Handle>>): ReadonlyArray<Sent<Handle>> {
	const seen = new Set<string>();
	return handles.filter(({ canonical: { userId } }) => {
		if (userId === undefined || seen.has(userId)) return false;
		seen.add(userId);
		return true;
	});
}
