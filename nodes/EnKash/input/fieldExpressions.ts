import type { IDataObject } from 'n8n-workflow';

/** Whether a parameter as it is written, or a part of it, is evaluated for each item. */
export const isExpression = (written: unknown): boolean =>
	isObject(written)
		? Object.values(written).some(isExpression)
		: typeof written === 'string' && written.startsWith('=');

/**
 * A parameter whose expressions only name fields of the item, with the values of these fields;
 * `undefined` if n8n has to evaluate it. That takes n8n many times as long, and where the field is a
 * text, a number or a boolean it comes to the same.
 */
export function withFields(written: unknown, json: IDataObject): unknown {
	if (isObject(written)) {
		if (Array.isArray(written)) return undefined;
		const parts = Object.entries(written).map(([key, part]) => [key, withFields(part, json)]);
		return parts.some(([, part]) => part === undefined) ? undefined : Object.fromEntries(parts);
	}
	if (!isExpression(written)) return written;
	const name = plainField(String(written));
	return name === undefined ? undefined : simpleField(json, name);
}

/** What n8n's editor writes for a field that is dragged into a parameter. */
const FIELD = String.raw`\{\{\s*\$json(?:\.([A-Za-z_]\w*)|\[(?:'([^'\\{}]+)'|"([^"\\{}]+)")\])\s*\}\}`;
const ONE_FIELD = new RegExp(`^=${FIELD}$`);
const EACH_FIELD = new RegExp(FIELD, 'g');

/** The field that an expression names, if it does nothing else. */
function plainField(expression: string): string | undefined {
	const [, plain, single, double] = ONE_FIELD.exec(expression) ?? [];
	return plain ?? single ?? double;
}

/** The fields that stand in a text as they are: `=CLAIM-{{ $json.claim }}`. */
export const fieldsInText = (expression: string): string[] =>
	plainField(expression) === undefined
		? [...expression.matchAll(EACH_FIELD)].flatMap(
				([, plain, single, double]) => plain ?? single ?? double ?? [],
			)
		: [];

const READ =
	/\$json(?:\.([\p{ID_Start}_$][\p{ID_Continue}$]*)|\[\s*(?:'([^'\\]+)'|"([^"\\]+)")\s*\])/gu;

/** All fields of the item that an expression reads by their names. */
export const fieldsRead = (expression: string): string[] => [
	...new Set(
		[...expression.matchAll(READ)].flatMap(
			([, plain, single, double]) => plain ?? single ?? double ?? [],
		),
	),
];

function simpleField(json: IDataObject, name: string): unknown {
	const value = Object.hasOwn(json, name) ? json[name] : undefined;
	return ['string', 'number', 'boolean'].includes(typeof value) ? value : undefined;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
