import type { INodeProperties } from 'n8n-workflow';

const cardAccountId: INodeProperties = {
	displayName: 'Card Account ID',
	name: 'cardAccountId',
	type: 'string',
	default: '',
	placeholder: 'e.g. CAQL8YCV3',
	description: 'Another account than the one in the credential',
};

const timeout: INodeProperties = {
	displayName: 'Timeout',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 30000,
	description: 'How long to wait for an answer of EnKash, in milliseconds',
};

const concurrency = (inFlight: number): INodeProperties => ({
	displayName: 'Concurrency',
	name: 'concurrency',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 50 },
	default: inFlight,
	description: 'How many requests to have under way at once, from 1 to 50',
});

const allocationType: INodeProperties = {
	displayName: 'Allocation Type',
	name: 'allocationType',
	type: 'options',
	options: [
		{ name: 'Funds', value: 'ALLOCATE_FUND' },
		{ name: 'Points', value: 'ALLOCATE_POINT' },
	],
	default: 'ALLOCATE_POINT',
	description: 'How EnKash books the money. Ask EnKash which one your account uses.',
};

const checkBalanceFirst: INodeProperties = {
	displayName: 'Check Balance First',
	name: 'checkBalanceFirst',
	type: 'boolean',
	default: true,
	description:
		'Whether to send nothing at all unless the account can cover everything that is still to be paid',
};

const confirmationWindow: INodeProperties = {
	displayName: 'Confirmation Window',
	name: 'confirmationWindow',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 10,
	description:
		'How many seconds to spend finding out what happened to a payment whose answer was lost',
};

const dryRun: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description: 'Whether to do everything but send, and show what would be paid',
};

const collection = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options,
});

export const READS_IN_FLIGHT = 20;
export const PAYMENTS_IN_FLIGHT = 10;

export const readOptions = collection([cardAccountId, concurrency(READS_IN_FLIGHT), timeout]);

export const payOptions = collection([
	allocationType,
	cardAccountId,
	checkBalanceFirst,
	concurrency(PAYMENTS_IN_FLIGHT),
	confirmationWindow,
	dryRun,
	timeout,
]);
