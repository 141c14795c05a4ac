import type { INodeProperties, INodePropertyOptions, IPollFunctions } from 'n8n-workflow';
import { z } from 'zod';
import type { Failure } from '../../../enkash/failures/failure.ts';
import { type Result, fail, succeed } from '../../../enkash/result.ts';
import { invalid } from '../operation.ts';
import { transactionFilters } from '../form/filters.ts';
import { amountInput, withDefault } from '../input/schemas.ts';
import { readOptions } from '../form/options.ts';
import { readSettings } from '../input/options.ts';
import { transactionFilterInput } from '../input/transactionFilters.ts';

const EVENTS: INodePropertyOptions[] = [
	{
		name: 'Balance Below Threshold',
		value: 'balanceBelow',
		description:
			'Once when the balance falls below the threshold, and again only after it was back at or above it',
	},
	{
		name: 'Balance Changed',
		value: 'balanceChanged',
		description: 'Whenever a poll finds another balance than the one before',
	},
	{
		name: 'New Transaction',
		value: 'newTransaction',
		description: 'Once for each transaction that was not there when the workflow was published',
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
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 2 },
	default: 0,
	required: true,
	displayOptions: shownOn('balanceBelow'),
	description: 'Rupees, above 0 and with at most two decimals',
};

const filters: INodeProperties = {
	...transactionFilters,
	displayOptions: shownOn('newTransaction'),
};

/** A poll sends one request, so that there is nothing to have under way at once. */
const options: INodeProperties = {
	...readOptions,
	options: readOptions.options?.filter(({ name }) => name !== 'concurrency'),
};

export const properties: INodeProperties[] = [triggerOn, threshold, filters, options];

const input = z.intersection(
	z.discriminatedUnion('triggerOn', [
		z.object({ triggerOn: z.literal('balanceBelow'), threshold: amountInput }),
		z.object({ triggerOn: z.literal('balanceChanged') }),
		z.object({
			triggerOn: z.literal('newTransaction'),
			filters: withDefault(transactionFilterInput, {}),
		}),
	]),
	z.object({ options: withDefault(readSettings, {}) }),
);
export type Form = z.infer<typeof input>;

const NO_PARAMETERS: Failure = { kind: 'invalid', message: 'The trigger has no parameters' };

/** Reads and checks the form; `invalid` names the first field that cannot be right. */
export function readForm(context: IPollFunctions): Result<Form> {
	const given = properties.map(({ name }) => [
		name,
		context.getNodeParameter(name, null) ?? undefined,
	]);
	const parsed = input.safeParse(Object.fromEntries(given));
	if (parsed.success) return succeed(parsed.data);
	const [issue] = parsed.error.issues;
	return fail(issue ? invalid(issue, properties) : NO_PARAMETERS);
}
