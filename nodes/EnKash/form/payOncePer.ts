import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { z } from 'zod';
import { checked } from '../../../enkash/checked.ts';
import { refuseInput } from '../../../enkash/failures/input.ts';
import { parseReference } from '../../../enkash/reference.ts';
import { andThen, succeed } from '../../../enkash/result.ts';
import { type GivenDate, parseDate } from '../input/dates.ts';
import { filledText, optional } from '../input/schemas.ts';

/** From the safest to the one that pays again. */
const oncePer = (is: string): INodePropertyOptions[] => [
	{
		name: 'Once per Reference Number',
		value: 'referenceNumber',
		description: `A number from your own records, such as a claim or payroll number, is ${is} once, ever`,
	},
	{
		name: 'Once a Day',
		value: 'day',
		description: `A purpose is ${is} once a day per person`,
	},
	{
		name: 'Once a Week',
		value: 'week',
		description: `A purpose is ${is} once a week per person, Monday to Sunday`,
	},
	{
		name: 'Once a Month',
		value: 'month',
		description: `A purpose is ${is} once a calendar month per person`,
	},
	{
		name: 'Every Execution (Pays Again)',
		value: 'execution',
		description: `A purpose is ${is} once per person in one execution; the next execution pays again`,
		displayOptions: { hide: { '@tool': [true] } },
	},
];

const PERIOD_OF = 'Period Of';
const PERIODS = ['day', 'week', 'month'];
const EVERY_EXECUTION = ['execution'];

const reference = (displayName: string, options: INodePropertyOptions[]): INodeProperties[] => [
	{
		displayName,
		name: 'payOncePer',
		type: 'options',
		noDataExpression: true,
		options,
		default: 'referenceNumber',
		description: 'What makes a payment the same payment, so that it is never made twice',
	},
	{
		displayName:
			'Every execution pays again. Only retries of one execution, and its sub-workflows, are recognised.',
		name: 'everyExecutionNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { payOncePer: EVERY_EXECUTION } },
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
			'Identifies this payment in your own records. The same number is not paid again; another payment needs its own number.',
	},
	{
		displayName: 'Purpose',
		name: 'purpose',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. lunch allowance',
		hint: 'With another purpose, the same person is paid again',
		displayOptions: { show: { payOncePer: [...PERIODS, ...EVERY_EXECUTION] } },
		description: 'Keeps two kinds of payment to one person in one period apart',
	},
	{
		displayName: PERIOD_OF,
		name: 'periodOf',
		type: 'dateTime',
		typeOptions: { dateOnly: true },
		default: '',
		displayOptions: { show: { payOncePer: PERIODS } },
		description:
			'A date in the day, week or month that the payment is for. Empty: when the execution began.',
	},
];

/** What makes a payment to a handle the same payment. */
export const payOncePer = reference('Pay Once Per', oncePer('paid'));

/** The same for money that is taken back. */
export const withdrawOncePer = reference('Withdraw Once Per', oncePer('taken back'));

export const referenceInput = checked(parseReference);

const purpose = filledText('Purpose', 100);

/** What names a day, a week or a month in full. */
const NARROW = {
	day: ['moment', 'day'],
	week: ['moment', 'day', 'week'],
	month: ['moment', 'day', 'month'],
} as const satisfies Record<string, ReadonlyArray<GivenDate['unit']>>;

/** A date that says which day, week or month is meant. */
const periodOf = (per: keyof typeof NARROW) =>
	optional(
		checked((given) =>
			andThen(parseDate(PERIOD_OF)(given), (date) =>
				NARROW[per].some((unit) => unit === date.unit)
					? succeed(date)
					: refuseInput({ code: 'date-too-wide', data: { field: PERIOD_OF, given, needed: per } }),
			),
		),
	);

const once = <Per extends keyof typeof NARROW>(per: Per) =>
	z.object({ payOncePer: z.literal(per), purpose, periodOf: periodOf(per) });

export const payOncePerInput = z.discriminatedUnion('payOncePer', [
	z.object({ payOncePer: z.literal('referenceNumber'), referenceNumber: referenceInput }),
	once('day'),
	once('week'),
	once('month'),
	z.object({ payOncePer: z.literal('execution'), purpose }),
]);
export type PayOncePer = z.infer<typeof payOncePerInput>;
/** How a payment is made once without a reference of its own. */
export type PeriodGiven = Exclude<PayOncePer, { payOncePer: 'referenceNumber' }>;
