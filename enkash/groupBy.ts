/** What has a key in common, in the order in which it comes. What has none is left out. */
export function groupBy<T>(
	all: Iterable<T>,
	keyOf: (one: T) => string | undefined,
): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const one of all) {
		const key = keyOf(one);
		if (key === undefined) continue;
		const known = groups.get(key);
		if (known) known.push(one);
		else groups.set(key, [one]);
	}
	return groups;
}
