import type { INodeProperties } from 'n8n-workflow';

const collection = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options,
});

const email: INodeProperties = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	placeholder: 'e.g. asha@example.com',
	default: '',
	description: 'Only the person with this e-mail address',
};

const mobile: INodeProperties = {
	displayName: 'Mobile',
	name: 'mobile',
	type: 'string',
	placeholder: 'e.g. 9600098867',
	default: '',
	description: 'Only the person with this mobile number',
};

const name: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	placeholder: 'e.g. Asha',
	default: '',
	description: 'Only people whose first and last name contain this',
};

const status: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'string',
	placeholder: 'e.g. UnLocked',
	default: '',
	description: 'Only records with this status, as EnKash names or labels it',
};

export const userFilters = collection([email, mobile, name]);

export const handleFilters = collection([email, mobile, name, status]);

export const transactionFilters = collection([
	{
		displayName: 'Amount From',
		name: 'amountFrom',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 0,
		description: 'Only transactions of at least so many rupees',
	},
	{
		displayName: 'Amount To',
		name: 'amountTo',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 0,
		description: 'Only transactions of at most so many rupees',
	},
	{
		displayName: 'Date From',
		name: 'dateFrom',
		type: 'dateTime',
		default: '',
		description: 'Only transactions at or after this time',
	},
	{
		displayName: 'Date To',
		name: 'dateTo',
		type: 'dateTime',
		default: '',
		description: 'Only transactions at or before this time',
	},
	{
		displayName: 'Direction',
		name: 'direction',
		type: 'options',
		options: [
			{ name: 'To a Handle', value: 'credit' },
			{ name: 'From a Handle', value: 'debit' },
		],
		default: 'credit',
		description: 'Which way the money went',
	},
	{
		displayName: 'Handle ID',
		name: 'handleId',
		type: 'string',
		placeholder: 'e.g. EKC9MKS5RM',
		default: '',
		description: 'Only transactions of this handle',
	},
	status,
]);
