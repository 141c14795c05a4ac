import type { INodeProperties } from 'n8n-workflow';
import { EnKash } from '../../../nodes/EnKash/EnKash.node.ts';
import { EnKashTrigger } from '../../../nodes/EnKash/EnKashTrigger.node.ts';
import type { ReadyNode } from './ready.mts';

/** What n8n adds to a node that is used as a tool, and to a trigger that polls. */
const OF_TOOLS = ['descriptionType', 'toolDescription'];
const OF_TRIGGERS = ['pollTimes'];

/** The fields that the editor shows for a node as it is set. */
function fieldsOf({ parameters, type }: ReadyNode): readonly INodeProperties[] {
	const { properties } = (type.endsWith('Trigger') ? new EnKashTrigger() : new EnKash())
		.description;
	return properties.filter(({ displayOptions }) =>
		Object.entries(displayOptions?.show ?? {}).every(([name, values]) =>
			values?.some((value) => value === parameters[name]),
		),
	);
}

/** What is in a node's parameters that its form does not have, or has no such choice for. */
export function strangersIn(node: ReadyNode): string[] {
	const { parameters, type } = node;
	const fields = fieldsOf(node);
	const added = type.endsWith('Tool') ? OF_TOOLS : type.endsWith('Trigger') ? OF_TRIGGERS : [];
	return Object.entries(parameters).flatMap(([name, value]) => {
		if (added.includes(name)) return [];
		const field = fields.find((one) => one.name === name);
		if (field === undefined) return [name];
		return strangersInField(field, value).map((stranger) => `${name}: ${stranger}`);
	});
}

function strangersInField({ options = [], type }: INodeProperties, value: unknown): string[] {
	const isExpression = typeof value === 'string' && value.startsWith('=');
	if (type === 'options' && !isExpression) {
		const choices = options.map((choice) => ('value' in choice ? choice.value : undefined));
		return choices.some((choice) => choice === value) ? [] : [String(value)];
	}
	if (type !== 'collection' || typeof value !== 'object' || value === null) return [];
	const known = new Set(options.map(({ name }) => name));
	return Object.keys(value).filter((name) => !known.has(name));
}

/** Fields that must be filled in and are not. */
export function missingIn(node: ReadyNode): string[] {
	return fieldsOf(node)
		.filter(({ default: usual, name, required }) => {
			const value = node.parameters[name] ?? usual;
			return required === true && (value === '' || value === undefined);
		})
		.map(({ name }) => name);
}
