import type { INodeProperties } from 'n8n-workflow';

export const amount: INodeProperties = {
	displayName: 'Amount (₹)',
	name: 'amount',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 2 },
	default: 0,
	required: true,
	description: 'Rupees, above 0 and with at most two decimals',
};

const LASTING = ['referenceNumber', 'day', 'week', 'month'];
const PERIODS = ['execution', 'day', 'week', 'month'];

/** What every money operation says about itself before the first run. */
export const runAgainNotices: INodeProperties[] = [
	{
		displayName:
			'Running this again is safe: a payment whose reference EnKash already has is not made a second time',
		name: 'runAgainNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { payOncePer: LASTING } },
	},
	{
		displayName:
			'Every execution pays. Only retries within one execution are recognised: running the workflow again pays again.',
		name: 'everyExecutionNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { payOncePer: ['execution'] } },
	},
];

/** How a payment is told from its repetition. */
export const reference: INodeProperties[] = [
	{
		displayName: 'Pay Once Per',
		name: 'payOncePer',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Day',
				value: 'day',
				description:
					'The same person gets this purpose paid once a day, in the time zone of the workflow',
			},
			{
				name: 'Execution',
				value: 'execution',
				description: 'Safe against retries within one execution; a new execution pays again',
			},
			{
				name: 'Month',
				value: 'month',
				description: 'The same person gets this purpose paid once a calendar month',
			},
			{
				name: 'Reference Number',
				value: 'referenceNumber',
				description:
					'A number from your own records, such as a claim or payroll number, is paid once, ever',
			},
			{
				name: 'Week',
				value: 'week',
				description: 'The same person gets this purpose paid once a week, Monday to Sunday',
			},
		],
		default: 'referenceNumber',
		description: 'What makes a payment the same payment, so that it is never made twice',
	},
	{
		displayName: 'Reference Number',
		name: 'referenceNumber',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. CLAIM-2041',
		displayOptions: { show: { payOncePer: ['referenceNumber'] } },
		description:
			'Identifies this payment in your own records. Calling again with the same number and amount does not pay again; a different payment needs a different number.',
	},
	{
		displayName: 'Purpose',
		name: 'purpose',
		type: 'string',
		default: 'payout',
		required: true,
		placeholder: 'e.g. lunch allowance',
		displayOptions: { show: { payOncePer: PERIODS } },
		description: 'Keeps two kinds of payout to one person in one period apart',
	},
];
