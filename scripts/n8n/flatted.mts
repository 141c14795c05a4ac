import { z } from 'zod';

const table = z.array(z.unknown()).nonempty();

/**
 * Decodes how n8n sends an execution's data, which may refer to one object from several places: a
 * list of values in which every string inside an object or array is the position of another value.
 */
export function unflatten(text: string): unknown {
	const values = table.parse(JSON.parse(text));
	const done = new Map<number, unknown>();

	const valueAt = (position: number): unknown => {
		if (!done.has(position)) {
			const value = values[position];
			if (Array.isArray(value)) {
				const list: unknown[] = [];
				done.set(position, list);
				for (const entry of value) list.push(follow(entry));
			} else if (typeof value === 'object' && value !== null) {
				const object: Record<string, unknown> = {};
				done.set(position, object);
				for (const [key, entry] of Object.entries(value)) object[key] = follow(entry);
			} else {
				done.set(position, value);
			}
		}
		return done.get(position);
	};
	const follow = (entry: unknown): unknown =>
		typeof entry === 'string' ? valueAt(Number(entry)) : entry;

	return valueAt(0);
}
