import type { INodeProperties } from 'n8n-workflow';

export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

export const returnAll: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

export const limit: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	description: 'Max number of results to return',
	displayOptions: { show: { returnAll: [false] } },
};

export const handleId: INodeProperties = {
	displayName: 'Handle',
	name: 'handleId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The handle (virtual card) that holds the money of one person',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a handle...',
			typeOptions: { searchListMethod: 'searchHandles', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. EKC9MKS5RM',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*EK[A-Za-z0-9]{3,30}\\s*$',
						errorMessage: 'A handle ID starts with EKC, for example EKC9MKS5RM',
					},
				},
			],
		},
	],
};

export const userId: INodeProperties = {
	displayName: 'User',
	name: 'userId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The person who holds one or more handles',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a user...',
			typeOptions: { searchListMethod: 'searchUsers', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. EK8IHN4B',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*EK[A-Za-z0-9]{3,30}\\s*$',
						errorMessage: 'A user ID starts with EK, for example EK8IHN4B',
					},
				},
			],
		},
	],
};
