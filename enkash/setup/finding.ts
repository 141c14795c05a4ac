import type { Failure } from '../failures/failure.ts';
import type { None } from '../failures/none.ts';
import type { Paise } from '../money.ts';

/** What Check Setup looks at, in the order in which it does. */
export type CheckName =
	| 'logIn'
	| 'clock'
	| 'account'
	| 'encryption'
	| 'handles'
	| 'transactions'
	| 'statuses'
	| 'searchForNothing'
	| 'searchForOne'
	| 'searchForMany'
	| 'paymentPath';

/**
 * - `ok`: as expected.
 * - `differs`: otherwise than documented, and understood.
 * - `notSure`: it cannot be told without paying.
 * - `refused`: paying would not work, or not be safe.
 * - `skipped`: not looked at, because something before it did not work or does not apply.
 */
export type CheckResult = 'ok' | 'differs' | 'notSure' | 'refused' | 'skipped';

/** By code, what was found, as far as its text needs it. Nothing of a person is in it. */
export interface SetupFindings {
	/** `cause` is why EnKash could not be asked. */
	readonly 'not-answered': { readonly cause: Failure };
	/** Something before it did not work. */
	readonly 'not-reached': None;

	readonly 'logged-in': { readonly lifeMs?: number };
	readonly 'token-given': None;
	readonly 'clock-right': { readonly skewMs: number };
	readonly 'clock-wrong': { readonly skewMs: number };
	readonly 'clock-not-told': None;

	readonly 'account-read': { readonly balance: Paise; readonly type?: string };
	readonly 'encryption-as-set': { readonly isOn: boolean };
	readonly 'encryption-differs': { readonly isOn: boolean };

	readonly 'handles-listed': { readonly count: number; readonly mayBeOnePage: boolean };
	readonly 'handles-without-mobiles': { readonly count: number };
	readonly 'handles-cut': { readonly counted: number; readonly listed: number };
	/** Transactions name handles that are not in a list which looks like one page. */
	readonly 'handles-missing': { readonly listed: number; readonly missing: number };

	readonly 'transactions-listed': ListShape;
	readonly 'transactions-differ': ListShape;
	/** EnKash lists them for one handle at a time. */
	readonly 'transactions-by-handle': ListShape;
	readonly 'no-transactions': None;
	readonly 'statuses-known': { readonly statuses: readonly string[] };
	readonly 'statuses-unknown': { readonly statuses: readonly string[] };
	readonly 'no-statuses': None;
	/** None of those that EnKash shows means that a payment went through. */
	readonly 'no-status-of-paid': { readonly statuses: readonly string[] };

	readonly 'nothing-as-empty-list': None;
	readonly 'nothing-in-words': { readonly words: string };
	readonly 'nothing-not-understood': { readonly words?: string };
	readonly 'no-payment-to-search': None;
	readonly 'one-found': None;
	readonly 'one-not-found': None;
	readonly 'one-among-others': None;
	readonly 'many-found': None;
	readonly 'many-not-answered': None;

	readonly 'path-there': { readonly path: string };
	readonly 'path-missing': { readonly path: string };
	readonly 'path-unclear': { readonly path: string; readonly status: number };
}

/** What a list of transactions looks like. */
interface ListShape {
	/** Where its rows stand, such as `payload.data`. */
	readonly container: string;
	readonly count: number;
	/** The names of a row's fields. */
	readonly fields: readonly string[];
	/** What its dates look like, such as `2026-11-25 10:20:00`, with zeros for digits. */
	readonly dates: readonly string[];
	/** Facts of a payment that no row tells. */
	readonly missing: readonly string[];
}

/** One check and what it found. */
export type Finding = {
	readonly [Code in keyof SetupFindings]: {
		readonly check: CheckName;
		readonly result: CheckResult;
		readonly code: Code;
		readonly data: SetupFindings[Code];
	};
}[keyof SetupFindings];

/** Adds what a check has found. */
export type Note = (finding: Finding) => void;
