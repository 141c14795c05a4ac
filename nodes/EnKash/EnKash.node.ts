import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { ABOUT } from './about.ts';
import { properties, subtitle } from './actions/registry.ts';
import { searchHandles, searchUsers } from './methods/listSearch.ts';
import { run } from './actions/router.ts';

export class EnKash implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'EnKash',
		name: 'enKash',
		icon: { light: 'file:../../icons/enkash.svg', dark: 'file:../../icons/enkash.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle,
		description: ABOUT,
		defaults: { name: 'EnKash' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'enKashApi', required: true }],
		sensitiveOutputFields: ['token', 'primaryEnKashCard.token'],
		properties,
	};

	methods = { listSearch: { searchHandles, searchUsers } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await run(this)];
	}
}
