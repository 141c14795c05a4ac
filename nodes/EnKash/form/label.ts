import type { INodeProperties } from 'n8n-workflow';

/** The label of a parameter, or of the one inside a collection, by its path. */
export function labelOf(
	[name, ...rest]: readonly string[],
	properties: readonly INodeProperties[],
): string {
	const property = properties.find((candidate) => candidate.name === name);
	if (!property) return name ?? 'Parameters';
	const inner = (property.options ?? []).filter(
		(option): option is INodeProperties => 'type' in option,
	);
	return rest.length > 0 && inner.length > 0 ? labelOf(rest, inner) : property.displayName;
}
