import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { checked } from '../../../enkash/checked.ts';
import { parseAmount } from '../../../enkash/money.ts';

/** A text, since n8n marks neither a number that is empty nor one that it has rounded. */
export const amount: INodeProperties = {
	displayName: 'Amount (₹)',
	name: 'amount',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 1500',
	description: 'Rupees above 0, with at most two decimals: 1500, 1,500.50 or ₹1,50,000',
};

export const amountInput = checked(parseAmount);

const amountType = (
	options: NonNullable<INodeProperties['options']>,
	description: string,
): INodeProperties => ({
	displayName: 'Amount Type',
	name: 'amountType',
	type: 'options',
	noDataExpression: true,
	options,
	default: 'fixed',
	description,
});

const FIXED = {
	name: 'Fixed Amount',
	value: 'fixed',
	description: 'The amount below',
} as const;

/** How much a handle gets. */
export const allocatedAmount: INodeProperties[] = [
	amountType(
		[
			FIXED,
			{
				name: 'Top Up To',
				value: 'topUpTo',
				description:
					'The difference up to the amount below; nothing if the handle already holds that much',
			},
		],
		'How much to pay',
	),
	amount,
];

export const allocatedAmountInput = z.object({
	amountType: z.enum(['fixed', 'topUpTo']),
	amount: amountInput,
});

/** How much is taken back from a handle. */
export const withdrawnAmount: INodeProperties[] = [
	amountType(
		[
			FIXED,
			{
				name: 'Everything on the Handle',
				value: 'everything',
				description: 'All that the handle holds, for example when someone leaves',
			},
		],
		'How much to take back',
	),
	{ ...amount, displayOptions: { show: { amountType: ['fixed'] } } },
];

export const withdrawnAmountInput = z.discriminatedUnion('amountType', [
	z.object({ amountType: z.literal('fixed'), amount: amountInput }),
	z.object({ amountType: z.literal('everything') }),
]);
