import type { INodeProperties } from 'n8n-workflow';

/** Who gets a handle. EnKash knows people by mobile number and e-mail. */
export const personFields: INodeProperties[] = [
	{
		displayName: 'First Name',
		name: 'firstName',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Asha',
	},
	{
		displayName: 'Title',
		name: 'title',
		type: 'options',
		options: [
			{ name: 'Mr', value: 'Mr' },
			{ name: 'Mrs', value: 'Mrs' },
			{ name: 'Ms', value: 'Ms' },
		],
		default: 'Ms',
		required: true,
	},
	{
		displayName: 'Gender',
		name: 'gender',
		type: 'options',
		options: [
			{ name: 'Female', value: 'F' },
			{ name: 'Male', value: 'M' },
		],
		default: 'F',
		required: true,
	},
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. asha@example.com',
	},
	{
		displayName: 'Mobile',
		name: 'mobile',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 9600098867',
		description: 'The ten-digit mobile number by which EnKash knows the person',
	},
];
