import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { z } from 'zod';
import { checked } from '../../../enkash/checked.ts';
import { refuseInput } from '../../../enkash/failures/input.ts';
import { parseReference } from '../../../enkash/reference.ts';
import { andThen, succeed } from '../../../enkash/result.ts';
import { type GivenDate, parseDate } from '../input/dates.ts';
import { filledText, optional } from '../input/schemas.ts';

/** The words for what is done once. */
interface Words {
	/** The label of the field. */
	readonly label: string;
	/** As in "Each person is paid once a day". */
	readonly each: string;
	readonly byReference: string;
	readonly everyExecution: string;
	readonly notice: string;
	/** What another purpose does. */
	readonly again: string;
}

const RETRIES = 'Only retries of the same execution, and its sub-workflows, are recognised.';

const PAY: Words = {
	label: 'Pay Once Per',
	each: 'Each person is paid',
	byReference:
		'A number from your own records, such as a claim or payroll number, is paid once, ever',
	everyExecution: 'Every Execution (Pays Again)',
	notice: `Every execution pays again. ${RETRIES}`,
	again: 'A different purpose pays the same person again',
};

const WITHDRAW: Words = {
	label: 'Withdraw Once Per',
	each: 'Money is taken back from each person',
	byReference: 'Money is taken back once, ever, for each number from your own records',
	everyExecution: 'Every Execution (Withdraws Again)',
	notice: `Every execution withdraws again. ${RETRIES}`,
	again: 'A different purpose withdraws from the same person again',
};

/** From the safest to the one that pays again. */
const oncePer = ({ byReference, each, everyExecution }: Words): INodePropertyOptions[] => [
	{
		name: 'Once per Reference Number',
		value: 'referenceNumber',
		description: byReference,
	},
	{
		name: 'Once a Day',
		value: 'day',
		description: `${each} once a day for this purpose`,
	},
	{
		name: 'Once a Week',
		value: 'week',
		description: `${each} once a week for this purpose, Monday to Sunday`,
	},
	{
		name: 'Once a Month',
		value: 'month',
		description: `${each} once a calendar month for this purpose`,
	},
	{
		name: everyExecution,
		value: 'execution',
		description: `${each} once per execution for this purpose`,
		displayOptions: { hide: { '@tool': [true] } },
	},
];

/** The label of the field. */
export const PERIOD_OF = 'Period Of';
const PERIODS = ['day', 'week', 'month'];
const EVERY_EXECUTION = ['execution'];

const once = (words: Words): INodeProperties[] => [
	{
		displayName: words.label,
		name: 'payOncePer',
		type: 'options',
		noDataExpression: true,
		options: oncePer(words),
		default: 'referenceNumber',
		description: 'What identifies a payment, so that it is never made twice',
	},
	{
		displayName: words.notice,
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
			'Identifies this payment in your own records. The same number is not paid again; use a new number for each payment.',
	},
	{
		displayName: 'Purpose',
		name: 'purpose',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. lunch allowance',
		hint: words.again,
		displayOptions: { show: { payOncePer: [...PERIODS, ...EVERY_EXECUTION] } },
		description: 'Tells apart different payments to the same person in the same period',
	},
	{
		displayName: PERIOD_OF,
		name: 'periodOf',
		type: 'dateTime',
		typeOptions: { dateOnly: true },
		default: '',
		displayOptions: { show: { payOncePer: PERIODS } },
		description:
			'A date in the day, week or month that the payment is for. If empty, the date on which the execution started.',
	},
];

/** What makes a payment to a handle the same payment. */
export const payOncePer = once(PAY);

/** The same for money that is taken back. */
export const withdrawOncePer = once(WITHDRAW);

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

const perPeriod = <Per extends keyof typeof NARROW>(per: Per) =>
	z.object({ payOncePer: z.literal(per), purpose, periodOf: periodOf(per) });

export const payOncePerInput = z.discriminatedUnion('payOncePer', [
	z.object({ payOncePer: z.literal('referenceNumber'), referenceNumber: referenceInput }),
	perPeriod('day'),
	perPeriod('week'),
	perPeriod('month'),
	z.object({ payOncePer: z.literal('execution'), purpose }),
]);
export type PayOncePer = z.infer<typeof payOncePerInput>;
/** How a payment is made once without a reference of its own. */
export type PeriodGiven = Exclude<PayOncePer, { payOncePer: 'referenceNumber' }>;
