import { fail } from '../result.ts';
import type { Failure, Reason } from './failure.ts';
import type { None } from './none.ts';

/** What was given, as it came. */
interface Given {
	readonly given: unknown;
}

/** A field, by the label that its form shows. */
interface OfField {
	readonly field: string;
}

/** What can be wrong with what a person or a workflow gave. */
export interface InputFailures {
	readonly 'amount-missing': None;
	readonly 'amount-unreadable': Given;
	/** More than two decimals. */
	readonly 'amount-too-precise': Given;
	readonly 'amount-zero': None;
	readonly 'amount-below-zero': Given;

	readonly 'reference-missing': None;
	/** `suggestion`: the nearest that could be used. */
	readonly 'reference-unusable': Given & { readonly suggestion?: string };

	readonly 'account-missing': None;
	readonly 'account-unreadable': Given;
	readonly 'handle-missing': None;
	/** Neither an ID nor a mobile nor an e-mail. */
	readonly 'handle-unreadable': Given;
	readonly 'user-missing': None;
	readonly 'user-unreadable': Given;

	readonly 'name-missing': None;
	readonly 'name-unreadable': Given;
	readonly 'mobile-missing': None;
	/** `isRounded`: a spreadsheet has turned it into something like `9.6E+09`. */
	readonly 'mobile-unreadable': Given & { readonly isRounded: boolean };
	readonly 'email-missing': None;
	readonly 'email-unreadable': Given;

	readonly 'field-empty': OfField;
	/** A list or an object, where text is wanted. */
	readonly 'field-unreadable': OfField & Given;
	readonly 'text-too-long': OfField & { readonly most: number };
	readonly 'choice-missing': OfField & { readonly choices: readonly string[] };
	readonly 'choice-unknown': OfField & Given & { readonly choices: readonly string[] };
	readonly 'number-out-of-range': OfField &
		Given & { readonly least: number; readonly most?: number };
	readonly 'not-true-or-false': OfField & Given;

	readonly 'date-unreadable': OfField & Given;
	/** A date that nobody means, as in the year 0026; `first` and `last` are the days that may be meant. */
	readonly 'date-out-of-range': OfField &
		Given & { readonly first: string; readonly last?: string };
	/** A year or a month was named where a day, a week or a month is needed. */
	readonly 'date-too-wide': OfField & Given & { readonly needed: 'day' | 'week' | 'month' };
	/** The lower bound of a filter is above the upper one. */
	readonly 'range-reversed': {
		readonly of: 'amounts' | 'dates';
		readonly from: string;
		readonly to: string;
	};
	readonly 'time-zone-unknown': { readonly timeZone: string };

	/** An expression came to nothing. `names`: the fields of the item that it reads. */
	readonly 'expression-empty': OfField & { readonly names: readonly string[] };
	/** No item has a field that an expression reads. */
	readonly 'field-not-in-items': OfField & {
		readonly name: string;
		/** The field that they have instead. */
		readonly lookalike?: string;
		/** It differs only by characters that cannot be seen. */
		readonly isInvisible?: boolean;
	};
	/** n8n could not evaluate an expression. */
	readonly 'expression-unusable': OfField & { readonly reason: string };
	/** A formula of the sheet failed: `#N/A`. */
	readonly 'sheet-value-broken': OfField & Given;

	/** More than one thing is wrong with a row. */
	readonly 'several-faults': { readonly faults: readonly Failure[] };
	/** Nothing is sent before these rows are corrected. */
	readonly 'rows-wrong': {
		readonly refused: number;
		readonly total: number;
		/** Nothing was to be sent anyway. */
		readonly isCheck: boolean;
	};
	/** Options that speak for all items differ between them. */
	readonly 'options-differ': OfField;
	readonly 'rows-all-blank': { readonly count: number };
	/** Nobody can tell when the execution began that a payment is to be made once in. */
	readonly 'execution-untold': None;
	/** n8n counts another run for every call of a tool. */
	readonly 'execution-as-tool': None;
	readonly 'operation-unknown': { readonly resource: string; readonly operation: string };
}

/** What was given cannot be right, so that nothing was sent. */
export const refuseInput = (reason: Reason<keyof InputFailures>) =>
	fail<never>({ kind: 'invalid', ...reason });
