import { isFields } from './fields.mts';
import type { Fields } from './fields.mts';

/** Changes every object of a body, from the inside out. */
export function everyObject(body: Fields, change: (fields: Fields) => Fields): Fields {
	const inside = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(inside);
		return isFields(value) ? everyObject(value, change) : value;
	};
	const entries = Object.entries(body).map(([name, value]) => [name, inside(value)] as const);
	return change(Object.fromEntries(entries));
}

export const without = (fields: Fields, names: readonly string[]): Fields =>
	Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));

/** The fields, those of these names with another value. */
export const changed = (
	fields: Fields,
	names: readonly string[],
	to: (value: unknown) => unknown,
): Fields =>
	Object.fromEntries(
		Object.entries(fields).map(([name, value]) => [name, names.includes(name) ? to(value) : value]),
	);

const IN_THE_OTHER_ENVELOPE: Readonly<Record<string, string>> = {
	code: 'response_code',
	message: 'response_message',
	response_code: 'code',
	response_message: 'message',
};

/** Variant A as variant B and the other way round. */
export const inOtherEnvelope = (body: Fields): Fields =>
	Object.fromEntries(
		Object.entries(body).map(([name, value]) => [IN_THE_OTHER_ENVELOPE[name] ?? name, value]),
	);
