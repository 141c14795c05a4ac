import type { IExecuteFunctions } from 'n8n-workflow';
import type { Failure } from '../../../enkash/failures/failure.ts';
import { type PaySettings, differingSetting, paySettings } from '../form/options.ts';
import { itemReader } from '../input/readItems.ts';
import type { Pay, PayOperation } from '../operation.ts';
import { type RowName, nameRow } from './rowName.ts';

/** An item of the input, read as far as that is possible without asking EnKash. */
export type ReadRow = RowName &
	(
		| { readonly kind: 'read'; readonly pay: Pay; readonly settings: PaySettings }
		| { readonly kind: 'refused'; readonly failure: Failure }
		/** A blank row of a sheet: nobody is paid for it, and nothing is wrong. */
		| { readonly kind: 'blank' }
	);

export interface ReadRows {
	/** One per item, in order. */
	readonly rows: readonly ReadRow[];
	readonly settings: PaySettings;
	/** What is wrong with all of them together. */
	readonly failure?: Failure;
}

/** Reads the parameters of every item. */
export async function readRows(
	context: IExecuteFunctions,
	operation: PayOperation,
): Promise<ReadRows> {
	const read = itemReader(context, operation, paySettings);
	const rows: ReadRow[] = [];
	const settings: PaySettings[] = [];
	for (const [index, { json }] of context.getInputData().entries()) {
		const item = await read(index);
		const name = nameRow(index, json, item.values);
		const isBlank = !item.ok && item.isBlankRow && !item.failures.some(isMissingColumn);
		if (item.settings && !isBlank) settings.push(item.settings);
		if (item.ok) {
			rows.push({ ...name, kind: 'read', pay: item.value.work, settings: item.value.settings });
		} else if (isBlank) {
			rows.push({ ...name, kind: 'blank' });
		} else rows.push({ ...name, kind: 'refused', failure: asOne(item.failures) });
	}
	const [first = paySettings.parse({})] = settings;
	return {
		rows,
		settings: { ...first, checkedByHand: settings.flatMap((own) => own.checkedByHand) },
		failure: settingsDiffer(first, settings) ?? allBlank(rows),
	};
}

/** Everything that is wrong with a row. */
function asOne(faults: readonly Failure[]): Failure {
	const [first, ...others] = faults;
	if (first && others.length === 0) return first;
	return { kind: 'invalid', code: 'several-faults', data: { faults } };
}

/** No item has a field that the form reads: then rows are not blank, but read in vain. */
const isMissingColumn = ({ code }: Failure) => code === 'field-not-in-items';

function settingsDiffer(first: PaySettings, settings: readonly PaySettings[]): Failure | undefined {
	for (const own of settings) {
		const field = differingSetting(first, own);
		if (field !== undefined) {
			return { kind: 'invalid', field, code: 'options-differ', data: { field } };
		}
	}
	return undefined;
}

/** A sheet with blank rows only, or one whose fields the form misses. */
function allBlank(rows: readonly ReadRow[]): Failure | undefined {
	const isBlank = rows.length > 0 && rows.every(({ kind }) => kind === 'blank');
	return isBlank
		? { kind: 'invalid', code: 'rows-all-blank', data: { count: rows.length } }
		: undefined;
}
