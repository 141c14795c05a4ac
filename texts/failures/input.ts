import type { InputFailures } from '../../enkash/failures/input.ts';
import { either, quote } from '../quote.ts';
import type { Texts } from '../text.ts';

const AMOUNTS = 'Write rupees like 1500, 1,500.50 or ₹1,50,000';
const REFERENCES = 'up to 64 letters, digits and . _ : / # -';

const DATES = {
	day: 'a day, such as 2026-11-23',
	week: 'a day or a week, such as 2026-11-23 or 2026-W48',
	month: 'a day or a month, such as 2026-11-23 or 2026-11',
} as const;

const range = (least: number, most?: number) =>
	most === undefined ? `of at least ${least}` : `from ${least} to ${most}`;

const reads = (names: readonly string[]) =>
	names.length === 0
		? 'the expression gives nothing'
		: `${either(names.map((name) => `"${name}"`))} is empty in this item`;

export const inputTexts: Texts<InputFailures> = {
	'amount-missing': () => ({ message: 'The amount is missing', advice: `${AMOUNTS}.` }),
	'amount-unreadable': ({ given }) => ({
		message: `${quote(given)} is not an amount`,
		advice: `${AMOUNTS}: commas only as thousands or lakh separators, and a decimal point before the paise.`,
	}),
	'amount-too-precise': ({ given }) => ({
		message: `${quote(given)} has more than two decimals`,
		advice: 'Round the amount to whole paise, as in 1234.57.',
	}),
	'amount-zero': () => ({ message: 'The amount is 0', advice: 'Enter an amount above 0.' }),
	'amount-below-zero': ({ given }) => ({
		message: `${quote(given)} is below 0`,
		advice: 'Enter an amount above 0. To take money back, use Withdraw.',
	}),

	'reference-missing': () => ({
		message: 'The reference number is empty',
		advice:
			'Enter a number from your own records that identifies this payment, such as a claim or payroll number. Each number is paid once.',
	}),
	'reference-unusable': ({ given, suggestion }) => ({
		message: `${quote(given)} cannot be used as a reference number`,
		advice: `Use ${REFERENCES}${suggestion === undefined ? '' : `, for example ${suggestion}`}.`,
	}),

	'account-missing': () => ({
		message: 'The card account ID is empty',
		advice: 'Enter an ID as EnKash writes it, for example CAQL8YCV3.',
	}),
	'account-unreadable': ({ given }) => ({
		message: `${quote(given)} is not a card account ID`,
		advice: 'Enter an ID as EnKash writes it, for example CAQL8YCV3.',
	}),
	'handle-missing': () => ({
		message: 'The handle is missing',
		advice: 'Choose the handle from the list, or enter its ID, a mobile or an e-mail.',
	}),
	'handle-unreadable': ({ given }) => ({
		message: `${quote(given)} is not a handle ID, a mobile or an e-mail`,
		advice:
			'Choose the handle from the list, or enter an ID such as EKC9MKS5RM, a mobile or an e-mail.',
	}),
	'user-missing': () => ({
		message: 'The user is missing',
		advice: 'Choose the person from the list, or enter an ID, a mobile or an e-mail.',
	}),
	'user-unreadable': ({ given }) => ({
		message: `${quote(given)} is not a user ID, a mobile or an e-mail`,
		advice:
			'Choose the person from the list, or enter an ID such as EK8IHN4B, a mobile or an e-mail.',
	}),

	'name-missing': () => ({
		message: 'The first name is empty',
		advice: 'Enter the first name of the person, for example Asha.',
	}),
	'name-unreadable': ({ given }) => ({
		message: `${quote(given)} is not a first name`,
		advice: 'Enter a name of at most 60 characters, for example Asha.',
	}),
	'mobile-missing': () => ({
		message: 'The mobile is empty',
		advice: 'Enter the ten digits by which EnKash knows the person, for example 9600098867.',
	}),
	'mobile-unreadable': ({ given, isRounded }) => ({
		message: `${quote(given)} is not an Indian mobile number`,
		advice: isRounded
			? 'The spreadsheet has shortened the number: format the column as text and enter it again.'
			: 'Enter ten digits that start with 6, 7, 8 or 9, with or without +91, for example 9600098867.',
	}),
	'email-missing': () => ({
		message: 'The e-mail is empty',
		advice: 'Enter an e-mail address, for example asha@example.com.',
	}),
	'email-unreadable': ({ given }) => ({
		message: `${quote(given)} is not an e-mail address`,
		advice: 'Enter one address, for example asha@example.com.',
	}),

	'field-empty': ({ field }) => ({
		message: `${field} is empty`,
		advice: `Fill in "${field}", then run again.`,
	}),
	'field-unreadable': ({ field, given }) => ({
		message: `${field}: ${quote(given)} cannot be used`,
		advice: `Enter "${field}" as text.`,
	}),
	'text-too-long': ({ field, most }) => ({
		message: `${field} is longer than ${most} characters`,
		advice: `Shorten "${field}".`,
	}),
	'choice-missing': ({ choices, field }) => ({
		message: `${field} is empty`,
		advice: `Choose ${either(choices)}.`,
	}),
	'choice-unknown': ({ choices, field, given }) => ({
		message: `${field}: choose ${either(choices)}, not ${quote(given)}`,
		advice: `Correct "${field}", then run again.`,
	}),
	'number-out-of-range': ({ field, given, least, most }) => ({
		message: `${field}: ${quote(given)} is not a whole number ${range(least, most)}`,
		advice: `Correct "${field}", then run again.`,
	}),
	'not-true-or-false': ({ field, given }) => ({
		message: `${field}: ${quote(given)} is neither true nor false`,
		advice: `Switch "${field}" on or off, or enter true or false.`,
	}),

	'date-unreadable': ({ field, given }) => ({
		message: `${field}: ${quote(given)} is not a date`,
		advice: `Pick a date in "${field}", or enter one like 2026-11-23 or 2026-11-23T09:30:00.`,
	}),
	'date-out-of-range': ({ field, first, given, last }) => ({
		message: `${field}: ${quote(given)} is too far from today`,
		advice: `Check the year. "${field}" takes a date ${last === undefined ? `from ${first} on` : `from ${first} to ${last}`}.`,
	}),
	'date-too-wide': ({ field, given, needed }) => ({
		message: `${field}: ${quote(given)} does not say which ${needed}`,
		advice: `Enter ${DATES[needed]}.`,
	}),
	'range-reversed': ({ from, of, to }) => ({
		message: of === 'dates' ? `"${from}" is after "${to}"` : `"${from}" is more than "${to}"`,
		advice: 'Swap the two, or correct one of them.',
	}),
	'time-zone-unknown': ({ timeZone }) => ({
		message: `n8n does not know the workflow's time zone, ${quote(timeZone)}`,
		advice:
			'Choose a different time zone in the settings of the workflow, for example Asia/Kolkata.',
	}),

	'expression-empty': ({ field, names }) => ({
		message: `${field}: ${reads(names)}`,
		advice: `Fill it in, or clear "${field}" in the node if it is not meant to be set.`,
	}),
	'field-not-in-items': ({ field, isInvisible, lookalike, name }) => ({
		message: `${field}: the items have no field "${name}"`,
		advice:
			lookalike === undefined
				? `Drag the field into "${field}" from the panel on the left.`
				: isInvisible
					? 'There is a field whose name differs only by invisible characters. Drag it into the node from the panel on the left.'
					: `Did you mean "${lookalike}"?`,
	}),
	'expression-unusable': ({ field, reason }) => ({
		message: `${field}: ${reason}`,
		advice: `Correct the expression in "${field}", then run again.`,
	}),
	'sheet-value-broken': ({ field, given }) => ({
		message: `${field}: the sheet shows ${quote(given)} instead of a value`,
		advice: 'Correct the formula in the sheet, then run again.',
	}),

	'several-faults': ({ faults }, textOf) => {
		const texts = faults.map(textOf);
		return {
			message: texts.map(({ message }) => message).join('; '),
			advice: [...new Set(texts.flatMap(({ advice = [] }) => advice))].join(' '),
		};
	},
	'rows-wrong': ({ isCheck, refused, total }) => ({
		message: isCheck
			? `Nothing would be sent: ${refused} of ${total} rows must be corrected`
			: `Nothing was sent: ${refused} of ${total} rows must be corrected`,
		advice:
			refused === total
				? 'Correct them and run again.'
				: `Correct ${refused === 1 ? 'it' : 'them'} and run again, or set the option "If Rows Are Wrong" to "Send the Others".`,
	}),
	'options-differ': ({ field }) => ({
		message: `${field} must be the same for all items in a run`,
		advice: `Set "${field}" to one value, or run the items separately.`,
	}),
	'rows-all-blank': ({ count }) => ({
		message: count === 1 ? 'The row is blank' : `All ${count} rows are blank`,
		advice:
			'The fields that the node reads are empty in every row. Check the sheet, and the fields in the node.',
	}),
	'execution-untold': () => ({
		message: 'n8n did not say when this execution began',
		advice: 'Choose "Once per Reference Number", or once a day, week or month.',
	}),
	'execution-as-tool': () => ({
		message: '"Every Execution" does not work in a tool',
		advice:
			'Choose "Once per Reference Number", or once a day, week or month: for a tool, every call counts as an execution.',
	}),
	'operation-unknown': ({ operation, resource }) => ({
		message: `The operation ${quote(operation)} of the resource ${quote(resource)} does not exist`,
		advice: 'Choose a resource and an operation from the lists.',
	}),
};
