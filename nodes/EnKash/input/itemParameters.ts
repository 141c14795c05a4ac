import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Failure } from '../../../enkash/failures/failure.ts';
import { isExpression, withFields } from './fieldExpressions.ts';
import type { Checked } from '../operation.ts';

/** Reads the parameters of one item by name, as its expressions evaluate; or tells which do not. */
export function parameterReader(
	context: IExecuteFunctions,
	properties: readonly INodeProperties[],
): (index: number) => Checked<Record<string, unknown>> {
	const { parameters } = context.getNode();
	const same = new Map<string, unknown>();
	const evaluated = (name: string, index: number): unknown =>
		context.getNodeParameter(name, index, null) ?? undefined;
	const valueOf = (name: string, index: number, item: () => IDataObject): unknown => {
		const written = parameters[name];
		if (isExpression(written)) return withFields(written, item) ?? evaluated(name, index);
		if (!same.has(name)) same.set(name, evaluated(name, index));
		return same.get(name);
	};
	return (index) => {
		const value: Record<string, unknown> = {};
		const failures: Failure[] = [];
		let json: IDataObject | undefined;
		const item = () => (json ??= context.getWorkflowDataProxy(index).$json);
		for (const { displayName, name, type } of properties) {
			if (type === 'notice') continue;
			try {
				value[name] = valueOf(name, index, item);
			} catch (error) {
				failures.push({
					kind: 'invalid',
					field: displayName,
					message: `${displayName}: ${error instanceof Error ? error.message : String(error)}`,
					advice: `Correct the expression in "${displayName}" and run again.`,
				});
			}
		}
		return failures.length === 0 ? { ok: true, value } : { ok: false, failures };
	};
}
