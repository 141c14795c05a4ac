import type { IExecuteFunctions } from 'n8n-workflow';
import type { z } from 'zod';
import type { Failure } from '../../enkash/failure.ts';
import { type Checked, type Prepares, invalid } from './operation.ts';

/** What is asked of one item: its options, and the work its parameters describe. */
export interface Prepared<Settings, Work> {
	readonly settings: Settings;
	readonly work: Work;
}

/** The parameters of one item by name, as its expressions evaluate; or those that do not. */
function parametersOf(
	context: IExecuteFunctions,
	{ properties }: Pick<Prepares<string, unknown>, 'properties'>,
	itemIndex: number,
): Checked<Record<string, unknown>> {
	const value: Record<string, unknown> = {};
	const failures: Failure[] = [];
	for (const { displayName, name, type } of properties) {
		if (type === 'notice') continue;
		try {
			value[name] = context.getNodeParameter(name, itemIndex, null) ?? undefined;
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
}

/** Reads and checks one item. Sends nothing. */
export function prepareItem<Settings, Work>(
	context: IExecuteFunctions,
	operation: Prepares<string, Work>,
	settingsInput: z.ZodType<Settings, z.ZodTypeDef, unknown>,
	itemIndex: number,
): Checked<Prepared<Settings, Work>> {
	const given = parametersOf(context, operation, itemIndex);
	if (!given.ok) return given;
	const { options = {}, ...parameters } = given.value;
	const settings = settingsInput.safeParse(options, { path: ['options'] });
	const work = operation.prepare(parameters);
	if (settings.success && work.ok) {
		return { ok: true, value: { settings: settings.data, work: work.value } };
	}
	const failures: Failure[] = [
		...(work.ok ? [] : work.failures),
		...(settings.error?.issues ?? []).map((issue) => invalid(issue, operation.properties)),
	];
	return { ok: false, failures };
}
