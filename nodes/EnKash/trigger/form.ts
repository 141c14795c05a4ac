import type { INodeProperties, INodePropertyOptions, IPollFunctions, NodeHint } from 'n8n-workflow';
import { z } from 'zod';
import type { Failure } from '../../../enkash/failures/failure.ts';
import { type Result, fail, succeed } from '../../../enkash/result.ts';
import { invalid } from '../operation.ts';
import { amountInput } from '../form/amount.ts';
import { transactionFilters, transactionFiltersInput } from '../form/filters.ts';
import { readOptions, readOptionsInput } from '../form/options.ts';
import { faultsOf, leavesOf } from '../input/emptyExpressions.ts';
import { FieldNames } from '../input/fieldNames.ts';
import { flag, withDefault } from '../input/schemas.ts';

const EVENTS: INodePropertyOptions[] = [
	{
		name: 'Balance Below Threshold',
		value: 'balanceBelow',
		description:
			'Once when the balance falls below the threshold, and again only after it has recovered',
	},
	{
		name: 'Balance Changed',
		value: 'balanceChanged',
		description: 'Each time the balance differs from the previous poll',
	},
	{
		name: 'New Transaction',
		value: 'newTransaction',
		description: 'Once for each transaction made after the workflow was published',
	},
];

const triggerOn: INodeProperties = {
	displayName: 'Trigger On',
	name: 'triggerOn',
	type: 'options',
	noDataExpression: true,
	options: EVENTS,
	default: 'newTransaction',
};

/** What stands under the trigger on the canvas, as in "New Transaction". */
export const subtitle = `={{ ${JSON.stringify(
	Object.fromEntries(EVENTS.map(({ name, value }) => [value, name])),
)}[$parameter["triggerOn"]] }}`;

const shownOn = (event: string): INodeProperties['displayOptions'] => ({
	show: { triggerOn: [event] },
});

const threshold: INodeProperties = {
	displayName: 'Threshold (₹)',
	name: 'threshold',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 25000',
	displayOptions: shownOn('balanceBelow'),
	description: 'Rupees, with at most two decimals',
};

const filters: INodeProperties = {
	...transactionFilters,
	displayOptions: shownOn('newTransaction'),
};

const alsoWhenRecovered: INodeProperties = {
	displayName: 'Also When Recovered',
	name: 'alsoWhenRecovered',
	type: 'boolean',
	default: false,
	displayOptions: { show: { '/triggerOn': ['balanceBelow'] } },
	description:
		'Whether to start the workflow again, with the event balanceRecovered, once the balance is back at or above the threshold',
};

/** A poll sends its requests one by one, so there is no concurrency to choose. */
const options: INodeProperties = {
	...readOptions,
	options: [
		alsoWhenRecovered,
		...(readOptions.options ?? []).filter(({ name }) => name !== 'concurrency'),
	],
};

export const properties: INodeProperties[] = [triggerOn, threshold, filters, options];

const hintOn = (message: string, events: readonly string[]): NodeHint => ({
	message,
	location: 'outputPane',
	type: 'info',
	whenToDisplay: 'always',
	displayCondition: `={{ ${JSON.stringify(events)}.includes($parameter["triggerOn"]) }}`,
});

/** What a test event is; a poll cannot say it when it is there. */
export const hints: NodeHint[] = [
	hintOn(
		'A test event shows the balance as it is now. Where it contains wouldFire: false, the published workflow would not start on it.',
		['balanceBelow', 'balanceChanged'],
	),
	hintOn(
		'A test event shows the newest transaction that passes the filters. The published workflow starts only on transactions made after it was published.',
		['newTransaction'],
	),
];

const input = z.intersection(
	z.discriminatedUnion('triggerOn', [
		z.object({ triggerOn: z.literal('balanceBelow'), threshold: amountInput }),
		z.object({ triggerOn: z.literal('balanceChanged') }),
		z.object({
			triggerOn: z.literal('newTransaction'),
			filters: transactionFiltersInput,
		}),
	]),
	z.object({
		options: withDefault(
			readOptionsInput.extend({
				alsoWhenRecovered: flag(alsoWhenRecovered.displayName, false),
			}),
			{},
		),
	}),
);
export type Form = z.infer<typeof input>;

const UNREADABLE: Failure = {
	kind: 'invalid',
	code: 'field-unreadable',
	data: { field: triggerOn.displayName, given: undefined },
};

/** Reads and checks the form; `invalid` names the first field that cannot be right. */
export function readForm(context: IPollFunctions): Result<Form> {
	const values = Object.fromEntries(
		properties.map(({ name }) => [name, context.getNodeParameter(name, null) ?? undefined]),
	);
	const { parameters } = context.getNode();
	const leaves = properties.flatMap(({ name }) => leavesOf(parameters[name], [name]));
	const [fault] = faultsOf(leaves, values, {}, new FieldNames([]), properties);
	if (fault) return fail(fault);
	const parsed = input.safeParse(values);
	if (parsed.success) return succeed(parsed.data);
	const [issue] = parsed.error.issues;
	return fail(issue ? invalid(issue, properties) : UNREADABLE);
}
