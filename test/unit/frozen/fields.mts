import type { INodeProperties } from 'n8n-workflow';

/** What a saved workflow relies on of a field of a form. */
export interface Field {
	readonly type: string;
	readonly default: unknown;
	/** What can be chosen, of lists and of the modes of a locator. */
	readonly choices?: readonly unknown[];
	/** The values of other fields with which it is shown. Hidden ones count as not filled in. */
	readonly shown?: Readonly<Record<string, readonly unknown[]>>;
}

const isField = (option: object): option is INodeProperties => 'type' in option;

/** The fields of a form by their names, with resource, operation and collection before them. */
export const fieldsOf = (
	properties: readonly INodeProperties[],
	prefix: readonly unknown[] = [],
): ReadonlyArray<readonly [string, Field]> =>
	properties.flatMap((property) => {
		const { operation = [], resource = [], ...shown } = property.displayOptions?.show ?? {};
		const path = [...prefix, ...resource, ...operation, property.name];
		const { default: usual, modes = [], options = [], type } = property;
		const choices = [
			...modes.map(({ name }) => name),
			...options.flatMap((option) => ('value' in option ? [option.value] : [])),
		];
		const field: Field = {
			...{ type, default: usual },
			...(choices.length === 0 ? {} : { choices }),
			...(Object.keys(shown).length === 0 ? {} : { shown: withoutGaps(shown) }),
		};
		const inner = fieldsOf(options.filter(isField), path);
		return [[path.join('.'), field] as const, ...inner];
	});

const withoutGaps = (shown: Readonly<Record<string, readonly unknown[] | undefined>>) =>
	Object.fromEntries(Object.entries(shown).map(([name, values = []]) => [name, values]));
