import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { checked } from '../../../enkash/checked.ts';
import { parseAccountId } from '../../../enkash/identifiers.ts';
import { MAX_CONFIRMATION_WINDOW_MS, MAX_TIMEOUT_MS } from '../../../enkash/payout/timing.ts';
import { parseReference } from '../../../enkash/reference.ts';
import { andThen, succeed, type Result } from '../../../enkash/result.ts';
import { choiceOf, flag, optional, wholeNumber, withDefault } from '../input/schemas.ts';

const READS_IN_FLIGHT = 20;
const PAYMENTS_IN_FLIGHT = 10;
const MAX_IN_FLIGHT = 50;
const MAX_WINDOW_S = MAX_CONFIRMATION_WINDOW_MS / 1000;

const cardAccountId: INodeProperties = {
	displayName: 'Card Account ID',
	name: 'cardAccountId',
	type: 'string',
	default: '',
	placeholder: 'e.g. CAQL8YCV3',
	description: 'Overrides the card account set in the credential',
};

const timeout: INodeProperties = {
	displayName: 'Timeout (Milliseconds)',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: MAX_TIMEOUT_MS },
	default: 30_000,
	description: 'How long to wait for each answer from EnKash, up to 120000',
};

const concurrency = (inFlight: number): INodeProperties => ({
	displayName: 'Concurrency (Requests)',
	name: 'concurrency',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: MAX_IN_FLIGHT },
	default: inFlight,
	description: 'How many requests to send at once, from 1 to 50',
});

const checkBalanceFirst: INodeProperties = {
	displayName: 'Check Balance First',
	name: 'checkBalanceFirst',
	type: 'boolean',
	default: true,
	description: 'Whether to hold all payments unless the balance covers the total due',
};

const confirmationWindow: INodeProperties = {
	displayName: 'Confirmation Window (Seconds)',
	name: 'confirmationWindow',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: MAX_WINDOW_S },
	default: 10,
	description: 'How long to look for a payment whose answer was lost, up to 300',
};

const checkedByHand: INodeProperties = {
	displayName: 'Checked by Hand',
	name: 'checkedByHand',
	type: 'string',
	default: '',
	placeholder: 'e.g. CLAIM-2041, CLAIM-2042',
	description:
		'References, separated by commas, that you looked for in EnKash and did not find. Each of their payments may then be sent once.',
};

const ROWS = [
	{
		name: 'Send Nothing',
		value: 'sendNothing',
		description: 'Send nothing until every row is correct',
	},
	{
		name: 'Send the Others',
		value: 'payTheOthers',
		description: 'Send the rows that are correct',
	},
] as const;

const ifRowsAreWrong: INodeProperties = {
	displayName: 'If Rows Are Wrong',
	name: 'ifRowsAreWrong',
	type: 'options',
	options: [...ROWS],
	default: 'sendNothing',
	description: 'What to do with the other rows when one must be corrected',
};

const DETAILS = [
	{ name: 'Pay Owner of Mobile', value: 'payMobileOwner' },
	{ name: 'Refuse', value: 'refuse' },
] as const;

const ifDetailsDiffer: INodeProperties = {
	displayName: 'If Details Differ',
	name: 'ifDetailsDiffer',
	type: 'options',
	options: [...DETAILS],
	default: 'refuse',
	description:
		'What to do when the owner of a mobile has a different first name and e-mail in EnKash',
};

const includeInputFields: INodeProperties = {
	displayName: 'Include Input Fields',
	name: 'includeInputFields',
	type: 'boolean',
	default: true,
	description: 'Whether each payment keeps the fields of its row, so that later steps can use them',
};

export const includeInputFieldsInput = flag(includeInputFields.displayName, true);

const OUTPUTS = [
	{ name: 'One Item per Payment', value: 'items' },
	{ name: 'One Summary', value: 'summary' },
] as const;

const output: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: [...OUTPUTS],
	default: 'items',
	description: 'Whether to return an item per payment, or one that summarises them all',
};

export const checkOnly: INodeProperties = {
	displayName: 'Check Only',
	name: 'checkOnly',
	type: 'boolean',
	default: false,
	description: 'Whether to show what would be paid, and to whom, without paying',
};

const collection = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options,
});

/** What only whoever tunes a connection needs. */
const technical = (inFlight: number, ...more: INodeProperties[]): INodeProperties[] => [
	cardAccountId,
	concurrency(inFlight),
	...more,
	timeout,
];

export const readOptions = collection(technical(READS_IN_FLIGHT));

const PAY_OPTIONS = [
	checkBalanceFirst,
	checkedByHand,
	ifRowsAreWrong,
	includeInputFields,
	output,
	...technical(PAYMENTS_IN_FLIGHT, confirmationWindow),
];

export const payOptions = collection(PAY_OPTIONS);

/** With what only a person's details can differ in. */
export const payPersonOptions = collection([
	...PAY_OPTIONS.slice(0, 2),
	ifDetailsDiffer,
	...PAY_OPTIONS.slice(2),
]);

const common = {
	cardAccountId: optional(checked(parseAccountId)),
	timeout: withDefault(wholeNumber(timeout.displayName, 1, MAX_TIMEOUT_MS), 30_000),
};

const inFlight = (usual: number) =>
	withDefault(wholeNumber('Concurrency (Requests)', 1, MAX_IN_FLIGHT), usual);

export const readOptionsInput = z.object({ ...common, concurrency: inFlight(READS_IN_FLIGHT) });

/** The settings of a read. */
export const readSettings = z
	.object({ options: withDefault(readOptionsInput, {}) })
	.transform(({ options }) => options);
export type ReadSettings = z.infer<typeof readSettings>;

/** References separated by commas. */
function parseReferences(given: unknown): Result<readonly string[]> {
	const parts = String(given)
		.split(',')
		.filter((part) => part.trim() !== '');
	return parts.reduce<Result<readonly string[]>>(
		(read, part) =>
			andThen(read, (references) =>
				andThen(parseReference(part), (reference) => succeed([...references, reference])),
			),
		succeed([]),
	);
}

const payOptionsInput = z.object({
	...common,
	concurrency: inFlight(PAYMENTS_IN_FLIGHT),
	checkBalanceFirst: flag(checkBalanceFirst.displayName, true),
	checkedByHand: withDefault(checked(parseReferences), ''),
	confirmationWindow: withDefault(wholeNumber(confirmationWindow.displayName, 0, MAX_WINDOW_S), 10),
	ifDetailsDiffer: withDefault(choiceOf(ifDetailsDiffer.displayName, DETAILS), 'refuse'),
	ifRowsAreWrong: withDefault(choiceOf(ifRowsAreWrong.displayName, ROWS), 'sendNothing'),
	includeInputFields: includeInputFieldsInput,
	output: withDefault(choiceOf(output.displayName, OUTPUTS), 'items'),
});

/** The settings of a money operation, and whether it only checks. */
export const paySettings = z
	.object({
		checkOnly: flag(checkOnly.displayName, false),
		options: withDefault(payOptionsInput, {}),
	})
	.transform(({ checkOnly: isCheck, options }) => ({ ...options, checkOnly: isCheck }));
export type PaySettings = z.infer<typeof paySettings>;

/** What cannot differ from item to item, since it says how all of them are paid together. */
const OF_ALL = [
	checkOnly,
	checkBalanceFirst,
	concurrency(PAYMENTS_IN_FLIGHT),
	confirmationWindow,
	ifRowsAreWrong,
	includeInputFields,
	output,
	timeout,
] as const;

/** The label of a setting that two items of one run want differently. */
export const differingSetting = (one: PaySettings, other: PaySettings): string | undefined =>
	OF_ALL.find(({ name }) => Reflect.get(one, name) !== Reflect.get(other, name))?.displayName;
