import type { IDataObject } from 'n8n-workflow';
import { isBlank, isSheetFault } from '../../../enkash/text.ts';
import { located } from '../form/locators.ts';

/** How a person finds a row again. */
export interface RowName {
	/** "Row 4", as the sheet counts; else "Item 3", counted from 1. */
	readonly place: string;
	/** Whom it names, as far as it can be told without asking EnKash. */
	readonly who?: string;
}

/** "Row 3, Lakshmi Iyer". */
export const rowText = ({ place, who }: RowName): string =>
	who === undefined ? place : `${place}, ${who}`;

/** What sheets call the column with the names of people. */
const NAME_COLUMN = /^(first|full|employee|person|staff)?[ _-]?names?$/i;

const written = (given: unknown): string | undefined =>
	isBlank(given) || isSheetFault(given) || (typeof given !== 'string' && typeof given !== 'number')
		? undefined
		: String(given).trim();

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
	const who =
		written(values.firstName) ??
		written(column === undefined ? undefined : json[column]) ??
		written(located(values.handleId));
	return {
		place: Number.isInteger(row) && row > 0 ? `Row ${row}` : `Item ${index + 1}`,
		...(who === undefined ? {} : { who }),
	};
}
