import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Failure } from '../../../enkash/failures/failure.ts';
import { type Leaf, faultsOf, isBlankRow, leavesOf } from './emptyExpressions.ts';
import { isExpression, withFields } from './fieldExpressions.ts';
import { FieldNames } from './fieldNames.ts';

/** The parameters of one item by name, as far as their expressions evaluate. */
export interface ItemParameters {
	readonly values: Readonly<Record<string, unknown>>;
	/** What is wrong with the expressions. */
	readonly failures: readonly Failure[];
	/** Everything that the form takes from the row is empty. */
	readonly isBlankRow: boolean;
}

/** Whether an expression of a parameter may come to nothing. */
export type MayBeEmpty = (parameter: string, expression: string) => boolean;

/** Reads the parameters of one item. */
export function parameterReader(
	context: IExecuteFunctions,
	properties: readonly INodeProperties[],
	mayBeEmpty: MayBeEmpty,
): (index: number) => ItemParameters {
	const { parameters } = context.getNode();
	const items = context.getInputData();
	const fields = properties.filter(({ type }) => type !== 'notice');
	const leaves = fields
		.flatMap(({ name }): Leaf[] => leavesOf(parameters[name], [name]))
		.filter(({ expression, path: [name = ''] }) => !mayBeEmpty(name, expression));
	const fieldNames = new FieldNames(items.map(({ json }) => json));
	const same = new Map<string, unknown>();
	const evaluated = (name: string, index: number): unknown =>
		context.getNodeParameter(name, index, null) ?? undefined;
	const valueOf = (name: string, index: number, row: IDataObject): unknown => {
		const written = parameters[name];
		if (isExpression(written)) return withFields(written, row) ?? evaluated(name, index);
		if (!same.has(name)) same.set(name, evaluated(name, index));
		return same.get(name);
	};
	return (index) => {
		const values: Record<string, unknown> = {};
		const unusable = new Map<string, Failure>();
		const row = items[index]?.json ?? {};
		for (const { displayName, name } of fields) {
			try {
				values[name] = valueOf(name, index, row);
			} catch (error) {
				unusable.set(name, unusableExpression(displayName, error));
			}
		}
		const evaluable = leaves.filter(({ path: [name = ''] }) => !unusable.has(name));
		const faults = faultsOf(evaluable, values, row, fieldNames, properties);
		return {
			values,
			failures: [...unusable.values(), ...faults],
			isBlankRow: faults.length > 0 && unusable.size === 0 && isBlankRow(leaves, values, row),
		};
	};
}

const unusableExpression = (field: string, error: unknown): Failure => ({
	kind: 'invalid',
	field,
	code: 'expression-unusable',
	data: { field, reason: error instanceof Error ? error.message : String(error) },
});
