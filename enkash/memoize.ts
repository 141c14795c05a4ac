/** Makes something of each object once. What it is made of must not change in the object. */
export function perObject<Of extends object, Made>(make: (of: Of) => Made): (of: Of) => Made {
	const known = new WeakMap<Of, Made>();
	return (of) => {
		const before = known.get(of);
		if (before !== undefined) return before;
		const made = make(of);
		known.set(of, made);
		return made;
	};
}

/** Makes something of values once as long as the same ones come again. */
export function perValues<Made>(
	make: (...of: readonly unknown[]) => Made,
): (...of: readonly unknown[]) => Made {
	let last: { readonly of: readonly unknown[]; readonly made: Made } | undefined;
	return (...of) => {
		if (last && last.of.every((value, index) => value === of[index])) return last.made;
		last = { of, made: make(...of) };
		return last.made;
	};
}
