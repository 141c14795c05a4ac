import { refuse } from '../answers.mts';
import type { Filter } from '../endpoints/transactions.mts';
import type { Dialects } from './dialect.mts';

const nothingHeard = ({ companyId, cardAccountId }: Filter): Filter => ({
	companyId,
	cardAccountId,
});

/** Refuses a question that lacks something. */
const required =
	(name: 'enKashCardId' | 'pgReferenceNumber' | 'txnDateFrom', status: 200 | 400) =>
	(asked: Filter): Filter =>
		asked[name] === undefined ? refuse(status, `${name} is mandatory`) : asked;

/** What `transaction/all` makes of a question. */
export const QUESTIONS = {
	'filter-ignored': {
		description: 'Every question is answered with all transactions of the account.',
		changes: { heard: nothingHeard },
	},
	'filter-ignored-newest-10-counted-10': {
		description: 'Every question is answered with the newest 10, and the count says 10.',
		changes: { heard: nothingHeard, paging: { size: 10, counts: 'sent', takes: [] } },
	},
	'filter-ignored-newest-10-counted-all': {
		description:
			'Every question is answered with the newest 10, and the count says how many exist.',
		changes: { heard: nothingHeard, paging: { size: 10, counts: 'all', takes: [] } },
	},
	'filter-ignored-newest-10-uncounted': {
		description: 'Every question is answered with the newest 10, without a count.',
		changes: { heard: nothingHeard, paging: { size: 10, counts: 'nothing', takes: [] } },
	},
	'filter-ignored-paged-by-10': {
		description: 'Every question is answered with all, 10 a page, by `limit` and `offset`.',
		changes: {
			heard: nothingHeard,
			paging: { size: 10, counts: 'all', takes: ['limit', 'offset'] },
		},
	},
	'reference-ignored': {
		description: 'The filters for references are ignored, the others heeded.',
		changes: {
			heard: (asked) => ({
				...asked,
				pgReferenceNumber: undefined,
				pgReferenceNumbers: undefined,
			}),
		},
	},
	'plural-ignored': {
		description: 'The filter for several references is ignored.',
		changes: { heard: (asked) => ({ ...asked, pgReferenceNumbers: undefined }) },
	},
	'plural-cut-to-10': {
		description: 'Of several references only the first 10 are looked up.',
		changes: {
			heard: ({ pgReferenceNumbers: many, ...heeded }) => ({
				...heeded,
				pgReferenceNumbers: many?.slice(0, 10),
			}),
		},
	},
	'plural-finds-nothing': {
		description: 'A question for several references finds nothing.',
		changes: {
			heard: ({ pgReferenceNumbers: many, ...heeded }) =>
				many === undefined ? heeded : { ...heeded, pgReferenceNumbers: [] },
		},
	},
	'plural-refused': {
		description: 'A question for several references is refused with HTTP 422.',
		changes: {
			heard: ({ pgReferenceNumbers: many, ...heeded }) =>
				many === undefined ? heeded : refuse(422, 'pgReferenceNumbers: no such field'),
		},
	},
	'card-id-required': {
		description: 'A question without `enKashCardId` is refused with HTTP 400.',
		changes: { heard: required('enKashCardId', 400) },
	},
	'card-id-required-by-code-1': {
		description: 'A question without `enKashCardId` is refused with code 1.',
		changes: { heard: required('enKashCardId', 200) },
	},
	'reference-required': {
		description: 'A question without `pgReferenceNumber` is refused with HTTP 400.',
		changes: { heard: required('pgReferenceNumber', 400) },
	},
	'dates-required': {
		description: 'A question without `txnDateFrom` is refused with HTTP 400.',
		changes: { heard: required('txnDateFrom', 400) },
	},
} satisfies Dialects;

/** How the answer of `transaction/all` is cut, and in which order it comes. */
export const PAGES = {
	'page-of-10-counted-10': {
		description: 'At most 10 records come, and the count says how many came.',
		changes: { paging: { size: 10, counts: 'sent', takes: [] } },
	},
	'page-of-10-counted-all': {
		description: 'At most 10 records come, and the count says how many there are.',
		changes: { paging: { size: 10, counts: 'all', takes: [] } },
	},
	'page-of-10-uncounted': {
		description: 'At most 10 records come, without a count.',
		changes: { paging: { size: 10, counts: 'nothing', takes: [] } },
	},
	'paged-by-10': {
		description: 'Ten records come, or as many as `limit` says, from `offset` on.',
		changes: { paging: { size: 10, counts: 'all', takes: ['limit', 'offset'] } },
	},
	'paged-by-10-at-most': {
		description: 'Ten records come whatever `limit` says, from `offset` on.',
		changes: { paging: { size: 10, most: 10, counts: 'all', takes: ['limit', 'offset'] } },
	},
	'offset-ignored': {
		description: 'Ten records come, or as many as `limit` says, always from the first on.',
		changes: { paging: { size: 10, counts: 'all', takes: ['limit'] } },
	},
	'oldest-first': {
		description: 'The oldest transaction comes first.',
		changes: { order: 'oldestFirst' },
	},
} satisfies Dialects;
