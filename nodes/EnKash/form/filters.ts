import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { z } from 'zod';
import { checked } from '../../../enkash/checked.ts';
import { parseMobile } from '../../../enkash/mobile.ts';
import { parseEmail } from '../../../enkash/person.ts';
import { parsePastDate } from '../input/dates.ts';
import { filledText, choiceOf, optional, withDefault } from '../input/schemas.ts';
import { amountInput } from './amount.ts';
import { handleInput, handleModes, located } from './locators.ts';

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
	description: 'Only the person with this mobile',
};

const name: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	placeholder: 'e.g. Asha',
	default: '',
	description: 'Only people whose name contains this text',
};

/** An expression may give EnKash's own name or label of a status, too. */
const status = (options: INodePropertyOptions[], description: string): INodeProperties => ({
	displayName: 'Status',
	name: 'status',
	type: 'options',
	options,
	default: '',
	description,
});

const person = {
	email: optional(checked(parseEmail)),
	mobile: optional(checked(parseMobile)),
	name: optional(filledText(name.displayName)),
};

export const userFilters = collection([email, mobile, name]);

export const userFiltersInput = withDefault(z.object(person), {});

const statusInput = optional(filledText('Status'));

export const handleFilters = collection([
	email,
	mobile,
	name,
	status(
		[
			{ name: 'Active', value: 'active' },
			{ name: 'Blocked', value: 'blocked' },
			{ name: 'Closed', value: 'closed' },
		],
		'Only handles in this state',
	),
]);

export const handleFiltersInput = withDefault(z.object({ ...person, status: statusInput }), {});

const DIRECTIONS = [
	{ name: 'To a Handle', value: 'credit' },
	{ name: 'From a Handle', value: 'debit' },
] as const;

const amount = (bound: 'From' | 'To', description: string): INodeProperties => ({
	displayName: `Amount ${bound} (₹)`,
	name: `amount${bound}`,
	type: 'string',
	placeholder: 'e.g. 500',
	default: '',
	description,
});

const date = (bound: 'From' | 'To', description: string): INodeProperties => ({
	displayName: `Date ${bound}`,
	name: `date${bound}`,
	type: 'dateTime',
	default: '',
	description,
});

export const transactionFilters = collection([
	amount('From', 'Only transactions of this amount or more'),
	amount('To', 'Only transactions of this amount or less'),
	date(
		'From',
		'Only transactions from this moment on. A day, week, month or year counts from its start.',
	),
	date('To', 'Only transactions up to this moment. A day, week, month or year counts to its end.'),
	{
		displayName: 'Direction',
		name: 'direction',
		type: 'options',
		options: [...DIRECTIONS],
		default: 'credit',
		description: 'Which way the money went',
	},
	{
		displayName: 'Handle',
		name: 'handleId',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description: 'Only transactions of this handle',
		...handleModes,
	},
	status(
		[
			{ name: 'Completed', value: 'completed' },
			{ name: 'Failed', value: 'failed' },
			{ name: 'Pending', value: 'pending' },
			{ name: 'Reversed', value: 'reversed' },
		],
		'Only transactions in this state',
	),
]);

/** Saved filters may hold the number 0, which was no bound. */
const amountBound = z.preprocess(
	(given) => (given === 0 ? undefined : given),
	optional(amountInput),
);

export const transactionFiltersInput = withDefault(
	z.object({
		amountFrom: amountBound,
		amountTo: amountBound,
		dateFrom: optional(checked(parsePastDate('Date From'))),
		dateTo: optional(checked(parsePastDate('Date To'))),
		direction: optional(choiceOf('Direction', DIRECTIONS)),
		handleId: z.preprocess(located, optional(handleInput)),
		status: statusInput,
	}),
	{},
);
export type TransactionFiltersGiven = z.infer<typeof transactionFiltersInput>;
