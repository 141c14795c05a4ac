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
