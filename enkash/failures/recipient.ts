import type { Paise } from '../money.ts';
import type { Locator } from '../identifiers.ts';
import type { Payee } from '../payout/payment.ts';
import { fail } from '../result.ts';
import type { Reason } from './failure.ts';

/** A handle, for a person to recognise. */
export interface OfHandle {
	readonly handleId: string;
	/** As EnKash has it; empty if it has none. */
	readonly name: string;
}

/** Why the money cannot go to, or come from, whom a row names. Nothing was sent. */
export interface RecipientFailures {
	/** No handle of the account is named so. */
	readonly 'recipient-unknown': { readonly locator: Locator };
	/**
	 * Several handles are named so, and nothing says which one is meant. Of one person these are the
	 * open ones, of several people all of them.
	 */
	readonly 'recipient-ambiguous': {
		readonly locator: Locator;
		readonly areOfOnePerson: boolean;
		readonly handles: readonly OfHandle[];
	};
	/** EnKash's list of handles is missing or cut, so that nobody can tell whose handle it is. */
	readonly 'recipient-unresolved': { readonly locator: Locator };
	/**
	 * A payment that is made once per person needs the mobile by which EnKash knows the person.
	 * `mobile`: what EnKash shows instead of one, as in `XXXXXX3210`; absent if it shows none.
	 */
	readonly 'recipient-without-mobile': OfHandle & { readonly mobile?: string };
	/** `status`: in EnKash's words. */
	readonly 'recipient-blocked': OfHandle & { readonly status: string };
	readonly 'recipient-closed': OfHandle & { readonly status: string };
	/** Mobile and e-mail belong to two people. */
	readonly 'two-people': { readonly mobileOwner: Payee; readonly emailOwner: Payee };
	/** The owner of the mobile has neither this e-mail nor this first name. */
	readonly 'details-differ': { readonly owner: Payee; readonly given: Payee };
	/** Nobody has the mobile, and somebody else has the e-mail. */
	readonly 'email-taken': { readonly owner: Payee; readonly given: Payee };
	/** There is no balance to compute an amount from. */
	readonly 'balance-untold': OfHandle;
	/** A handle holds less than is to be withdrawn; both in paise. */
	readonly 'balance-short': OfHandle & { readonly balance: Paise; readonly amount: Paise };
	/** Two amounts of one batch would be computed from one balance. */
	readonly 'computed-twice': OfHandle;
}

/** Whom a row names cannot be right, so that nothing was sent. */
export const refuseRecipient = (reason: Reason<keyof RecipientFailures>) =>
	fail<never>({ kind: 'invalid', ...reason });
