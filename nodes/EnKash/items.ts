import type { IExecuteFunctions } from 'n8n-workflow';
import type { z } from 'zod';
import type { Failure } from '../../enkash/failure.ts';
import { type Checked, type Prepares, invalid } from './operation.ts';

/** What is asked of one item: its options, and the work its parameters describe. */
export interface Prepared<Settings, Work> {
	readonly settings: Settings;
	readonly work: Work;
}

/** The parameters of one item by name, as its expressions evaluate. */
function parametersOf(
	context: IExecuteFunctions,
	{ properties }: Pick<Prepares<string, unknown>, 'properties'>,
	itemIndex: number,
): Record<string, unknown> {
	const named = properties.filter(({ type }) => type !== 'notice');
	return Object.fromEntries(
		named.map(({ name }) => [name, context.getNodeParameter(name, itemIndex, null) ?? undefined]),
	);
}

/** Reads and checks one item. Sends nothing. */
export function prepareItem<Settings, Work>(
	context: IExecuteFunctions,
	operation: Prepares<string, Work>,
	settingsInput: z.ZodType<Settings, z.ZodTypeDef, unknown>,
	itemIndex: number,
): Checked<Prepared<Settings, Work>> {
	const { options = {}, ...parameters } = parametersOf(context, operation, itemIndex);
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
