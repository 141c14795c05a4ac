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

/** Makes something of a value once as long as the same value comes again. */
export function perValue<Made>(make: (of: unknown) => Made): (of: unknown) => Made {
	let last: { readonly of: unknown; readonly made: Made } | undefined;
	return (of) => {
		if (last && last.of === of) return last.made;
		last = { of, made: make(of) };
		return last.made;
	};
}

/** Makes something when it is first wanted, and then no more. */
export function atFirstUse<Made>(make: () => Made): () => Made {
	let made: { readonly value: Made } | undefined;
	return () => (made ??= { value: make() }).value;
}
