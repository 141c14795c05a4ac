import type { ReadFailures } from '../../enkash/failures/read.ts';
import type { Texts } from '../text.ts';

const ACCOUNT = 'the account in the options or in the credential';

const INCOMPLETE = {
	all: 'Narrow the filters, or set "Limit" to at most what EnKash sends.',
	one: 'What you asked for may be in the part that is missing. Narrow the question, or ask EnKash for the rest.',
	new: 'Nothing was skipped: the next poll asks again. If this keeps happening, watch one handle at a time with the filter "Handle".',
} as const;

export const readTexts: Texts<ReadFailures> = {
	'no-transaction-yet': () => ({
		message: 'EnKash has no transaction to show',
		advice:
			'No transaction of this account passes the filters yet. Publish the workflow: the first one that does starts it.',
	}),
	'list-incomplete': ({ counted, needed, sent }) => ({
		message: `EnKash counts ${counted} records but sent only ${sent}`,
		advice: INCOMPLETE[needed],
	}),
	'no-such-handle': ({ handleId }) => ({
		message: `EnKash has no handle ${handleId} in this account`,
		advice: `Choose a handle from the list, or check ${ACCOUNT}.`,
	}),
	'no-such-user': ({ userId }) => ({
		message: `EnKash has no user ${userId} in this account`,
		advice: `Choose a user from the list, or check ${ACCOUNT}.`,
	}),
	'no-such-transaction': ({ reference }) => ({
		message: `EnKash has no transaction with the reference ${reference}`,
		advice: `Check the reference and ${ACCOUNT}. A payment that was made a moment ago may take a minute to show.`,
	}),
	'filter-not-applicable': ({ about }) => ({
		message: `EnKash does not say the ${about} of these transactions, so they cannot be filtered by it`,
		advice: `Remove the filter by ${about}, and filter in a later step.`,
	}),
};
