import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Failure, Reason } from '../../../enkash/failures/failure.ts';
import type { InputFailures } from '../../../enkash/failures/input.ts';
import { isBlank, isSheetFault } from '../../../enkash/text.ts';
import { labelOf } from '../form/label.ts';
import { fieldsInText, fieldsRead, isExpression } from './fieldExpressions.ts';
import type { FieldNames } from './fieldNames.ts';

/** An expression in a parameter, and what can be said of it without evaluating it. */
export interface Leaf {
	/** Names of the parameter and of what is inside it. */
	readonly path: readonly string[];
	readonly expression: string;
	/** The fields of the item that it reads by their names. */
	readonly fields: readonly string[];
	/** Whether it may come to something else for each item. */
	readonly isOfRow: boolean;
}

const OF_ROW = /\$json\b|\$input\.item\b|\.item\b|\.itemMatching\(/;

/** The expressions in a parameter as it is written. What stands beside a locator's value is n8n's. */
export function leavesOf(written: unknown, path: readonly string[]): Leaf[] {
	if (typeof written === 'object' && written !== null) {
		return Object.entries(written)
			.filter(([name]) => name !== '__rl' && !name.startsWith('cached'))
			.flatMap(([name, part]) => leavesOf(part, [...path, name]));
	}
	if (!isExpression(written)) return [];
	const expression = String(written);
	return [{ path, expression, fields: fieldsRead(expression), isOfRow: OF_ROW.test(expression) }];
}

/** What a parameter holds at a path. */
const valueAt = (value: unknown, path: readonly string[]): unknown =>
	path.reduce<unknown>(
		(inner, name) =>
			typeof inner === 'object' && inner !== null ? Reflect.get(inner, name) : undefined,
		value,
	);

type Values = Readonly<Record<string, unknown>>;

/** What these say must not be cut short by a field that is empty. */
const IDENTITIES = new Set(['referenceNumber', 'purpose']);

/** The fields of an item that are empty and that an expression comes to nothing, or is cut short, by. */
function emptyFields({ expression, fields, path }: Leaf, value: unknown, json: IDataObject) {
	const empty = fields.filter((name) => isBlank(json[name]));
	if (isBlank(value)) return empty;
	const inText = IDENTITIES.has(path[0] ?? '') ? fieldsInText(expression) : [];
	return inText.filter((name) => empty.includes(name));
}

/**
 * Why the value of an expression must not be used: an expression that gives nothing is
 * not "not set". `undefined` if it came to something.
 */
function faultOf(
	leaf: Leaf,
	values: Values,
	json: IDataObject,
	names: FieldNames,
	field: string,
): Reason<keyof InputFailures> | undefined {
	const value = valueAt(values, leaf.path);
	const refused = [value, ...leaf.fields.map((name) => json[name])].find(isSheetFault);
	if (refused !== undefined) {
		return { code: 'sheet-value-broken', data: { field, given: refused } };
	}
	const empty = emptyFields(leaf, value, json);
	if (!isBlank(value) && empty.length === 0) return undefined;
	const unknown = empty.find((name) => !names.has(name));
	return unknown === undefined
		? { code: 'expression-empty', data: { field, names: empty } }
		: { code: 'field-not-in-items', data: { field, ...names.unknown(unknown) } };
}

/** Everything in an item that is not as its expressions need it. */
export const faultsOf = (
	leaves: readonly Leaf[],
	values: Values,
	json: IDataObject,
	names: FieldNames,
	properties: readonly INodeProperties[],
): Failure[] =>
	leaves.flatMap((leaf) => {
		const field = labelOf(leaf.path, properties);
		const fault = faultOf(leaf, values, json, names, field);
		return fault ? [{ kind: 'invalid', field, ...fault } as const] : [];
	});

/** Whether everything that the form takes from the row is empty, as in a blank row of a sheet. */
export function isBlankRow(leaves: readonly Leaf[], values: Values, json: IDataObject): boolean {
	const ofRow = leaves.filter((leaf) => leaf.isOfRow);
	const isEmpty = ({ fields, path }: Leaf) =>
		isBlank(valueAt(values, path)) ||
		(fields.length > 0 && fields.every((name) => isBlank(json[name])));
	return ofRow.length > 0 && ofRow.every(isEmpty);
}
