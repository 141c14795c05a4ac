/** A map that holds a limited number of entries; those that were set longest ago go first. */
export class BoundedMap<Key, Value> {
	private readonly entries = new Map<Key, Value>();
	private readonly limit: number;

	constructor(limit: number) {
		this.limit = limit;
	}

	get(key: Key): Value | undefined {
		return this.entries.get(key);
	}

	set(key: Key, value: Value): void {
		this.entries.delete(key);
		this.entries.set(key, value);
		if (this.entries.size <= this.limit) return;
		const [oldest] = this.entries.keys();
		if (oldest !== undefined) this.entries.delete(oldest);
	}

	delete(key: Key): void {
		this.entries.delete(key);
	}

	/** What is there for the key, made first if there is nothing. */
	getOrMake(key: Key, make: () => Value): Value {
		const known = this.entries.get(key);
		if (known !== undefined) return known;
		const made = make();
		this.set(key, made);
		return made;
	}
}
