import {
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { ABOUT } from './about.ts';
import { hints, properties, subtitle } from './trigger/form.ts';
import { poll } from './trigger/poll.ts';

export class EnKashTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'EnKash Trigger',
		name: 'enKashTrigger',
		icon: { light: 'file:../../icons/enkash.svg', dark: 'file:../../icons/enkash.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle,
		description: ABOUT,
		defaults: { name: 'EnKash Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'enKashApi', required: true }],
		properties,
		hints,
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this);
	}
}
