/** What was seen of one field: its types and shapes, never its values. */
export interface Observation {
	readonly types: Set<string>;
	readonly shapes: Set<string>;
	count: number;
}

export type Observations = Map<string, Observation>;

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const typeOf = (value: unknown) =>
	value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;

/** Shapes that tell something about the API and nothing about a person. */
const SHAPES: ReadonlyArray<readonly [string, RegExp]> = [
	['empty', /^$/],
	['company id', /^CEK[A-Z0-9]{7}$/],
	['handle id', /^EKC[A-Z0-9]{7}$/],
	['transaction id', /^ECT[A-Z0-9]{10}$/],
	['user id', /^EK[A-Z0-9]{6}$/],
	['account id', /^CA[A-Z0-9]{5,7}$/],
	['date and time', /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/],
	['ISO 8601', /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/],
	['ten digits', /^\d{10}$/],
	['number as text', /^-?\d+(\.\d+)?$/],
	['e-mail', /^[^@\s]+@[^@\s]+$/],
];

const shapeOf = (value: unknown): string | undefined =>
	typeof value === 'string'
		? (SHAPES.find(([, pattern]) => pattern.test(value))?.[0] ?? 'other text')
		: undefined;

/** Adds what a value shows to the observations, field by field; elements of a list count as one. */
export function observe(value: unknown, path: string, seen: Observations): void {
	if (Array.isArray(value)) {
		for (const element of value) observe(element, `${path}[]`, seen);
		return;
	}
	if (isRecord(value)) {
		for (const [name, content] of Object.entries(value)) {
			note(content, path === '' ? name : `${path}.${name}`, seen);
		}
	}
}

function note(value: unknown, path: string, seen: Observations): void {
	const known = seen.get(path) ?? { types: new Set(), shapes: new Set(), count: 0 };
	known.types.add(typeOf(value));
	const shape = shapeOf(value);
	if (shape !== undefined) known.shapes.add(shape);
	known.count += 1;
	seen.set(path, known);
	observe(value, path, seen);
}
