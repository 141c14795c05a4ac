import { refusal, success } from '../answers.mts';
import type { Answer } from '../answers.mts';
import { indianTime } from '../dates.mts';
import type { Filter } from '../endpoints/transactions.mts';
import type { Dialects } from './dialect.mts';

/** Says in words that there is nothing; code 1. */
const inWords = (status: 200 | 400 | 404 | 422, words: (asked: Filter) => string) => ({
	nothing: (asked: Filter): Answer => refusal(status, words(asked)),
});

/** What `transaction/all` says when it finds nothing. */
export const NOTHING = {
	'nothing-as-null': {
		description: 'Nothing found is `"payload": null`.',
		changes: { nothing: () => success(null) },
	},
	'nothing-as-empty-object': {
		description: 'Nothing found is `"payload": {}`.',
		changes: { nothing: () => success({}) },
	},
	'nothing-as-empty-array': {
		description: 'Nothing found is `"payload": []`.',
		changes: { nothing: () => success([]) },
	},
	'nothing-as-null-list': {
		description: 'Nothing found is `"payload": {"recordsCount": 0, "data": null}`.',
		changes: { nothing: () => success({ recordsCount: 0, data: null }) },
	},
	'nothing-without-payload': {
		description: 'Nothing found is code 0 without a payload.',
		changes: { nothing: () => success(undefined) },
	},
	'nothing-as-words-with-code-0': {
		description: 'Nothing found is code 0, and the payload is "No records found".',
		changes: { nothing: () => success('No records found') },
	},
	'nothing-in-words-1': {
		description: 'Nothing found is code 1 and "No transaction found".',
		changes: inWords(200, () => 'No transaction found'),
	},
	'nothing-in-words-2': {
		description: 'Nothing found is code 1 and a sentence with the reference in it.',
		changes: inWords(
			200,
			({ pgReferenceNumber = '' }) =>
				`Transaction does not exist for pgReferenceNumber: ${pgReferenceNumber}`,
		),
	},
	'nothing-in-words-3': {
		description: 'Nothing found is code 1 and a sentence with the time in it.',
		changes: inWords(200, () => `No records available as on ${indianTime(Date.now())}`),
	},
	'nothing-in-words-4': {
		description: 'Nothing found is code 1 and "Data not available".',
		changes: inWords(200, () => 'Data not available'),
	},
	'nothing-in-words-5': {
		description: 'Nothing found is code 1 and "Invalid reference number".',
		changes: inWords(200, () => 'Invalid reference number'),
	},
	'nothing-as-404': {
		description: 'Nothing found is HTTP 404 and "No transactions found" in the envelope.',
		changes: inWords(404, () => 'No transactions found'),
	},
	'nothing-as-404-does-not-exist': {
		description: 'Nothing found is HTTP 404 and "Transaction does not exist" in the envelope.',
		changes: inWords(404, () => 'Transaction does not exist'),
	},
	'nothing-as-400': {
		description: 'Nothing found is HTTP 400 and "Transaction not found" in the envelope.',
		changes: inWords(400, () => 'Transaction not found'),
	},
	'nothing-as-422': {
		description: 'Nothing found is HTTP 422 and "Invalid pgReferenceNumber" in the envelope.',
		changes: inWords(422, () => 'Invalid pgReferenceNumber'),
	},
	'nothing-as-204': {
		description: 'Nothing found is HTTP 204 with no body.',
		changes: { nothing: () => ({ status: 204, headers: {}, text: '' }) },
	},
} satisfies Dialects;
