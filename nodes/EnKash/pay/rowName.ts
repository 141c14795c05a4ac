import type { IDataObject } from 'n8n-workflow';
import { parseLocator } from '../../../enkash/identifiers.ts';
import type { Given } from '../../../enkash/payout/settled.ts';
import { isBlank, isSheetFault } from '../../../enkash/text.ts';
import { whoIs } from '../../../texts/paymentLists.ts';
import { located } from '../form/locators.ts';

/** How a person finds a row again. */
export interface RowName {
	/** "Row 4", as the sheet counts; else "Item 3", counted from 1. */
	readonly place: string;
	/** Whom it names, as far as it can be told without asking EnKash. */
	readonly given: Given;
}

/** "Row 3, Lakshmi Iyer". */
export function rowText({ given, place }: RowName): string {
	const who = whoIs(given);
	return who === undefined ? place : `${place}, ${who}`;
}

/** What sheets call the column with the names of people. */
const NAME_COLUMN = /^(first|full|employee|person|staff)?[ _-]?names?$/i;

const written = (given: unknown): string | undefined =>
	isBlank(given) || isSheetFault(given) || (typeof given !== 'string' && typeof given !== 'number')
		? undefined
		: String(given).trim();

/** By what a row names a handle: its ID, or its owner's mobile or e-mail. */
function locatedIn(handle: unknown): Given {
	const locator = parseLocator('handle')(handle);
	if (!locator.ok) return { handleId: written(handle) };
	const { value } = locator;
	switch (value.by) {
		case 'email':
			return { email: value.email };
		case 'mobile':
			return { mobile: value.mobile };
		case 'id':
			return { handleId: value.id };
	}
}

/**
 * Names a row as its sheet does, and the person in it.
 *
 * @param values of the form, by the names of its parameters
 */
export function nameRow(
	index: number,
	json: IDataObject,
	values: Readonly<Record<string, unknown>>,
): RowName {
	const row = Number(json.row_number);
	const column = Object.keys(json).find((name) => NAME_COLUMN.test(name.trim()));
	return {
		place: Number.isInteger(row) && row > 0 ? `Row ${row}` : `Item ${index + 1}`,
		given: {
			name: written(values.firstName) ?? written(column === undefined ? undefined : json[column]),
			email: written(values.email),
			mobile: written(values.mobile),
			...locatedIn(located(values.handleId)),
		},
	};
}
