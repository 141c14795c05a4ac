import { refuse } from '../answers.mts';
import { isFields } from '../fields.mts';
import { without } from '../rewriting.mts';
import type { Dialects } from './dialect.mts';

const capitals = (value: unknown) => (typeof value === 'string' ? value.toUpperCase() : value);

/** How `/search` lists handles. */
export const HANDLES = {
	'handles-bare': {
		description: '`/search`: the payload is an array of handles, without a count.',
		changes: { searchList: ({ records }) => records },
	},
	'handles-called-content': {
		description: '`/search`: the list is called `content`, its count `totalElements`.',
		changes: { searchList: ({ records, count }) => ({ content: records, totalElements: count }) },
	},
	'handles-one-as-object': {
		description: '`/search`: a single handle stands in the payload without a list.',
		changes: {
			searchList: ({ records, count }) =>
				records.length === 1 ? records[0] : { recordsCount: count, data: records },
		},
	},
	'handles-first-only': {
		description: '`/search`: whatever is asked, the payload is the first handle alone.',
		changes: { searchList: ({ records }) => records[0] },
	},
	'handles-page-of-10-counted-all': {
		description: '`/search`: at most 10 handles come, and the count says how many there are.',
		changes: { searchPaging: { size: 10, counts: 'all', takes: [] } },
	},
	'handles-page-of-10-uncounted': {
		description: '`/search`: at most 10 handles come, without a count.',
		changes: { searchPaging: { size: 10, counts: 'nothing', takes: [] } },
	},
	'handles-paged-by-10': {
		description: '`/search`: 10 handles come, or as many as `limit` says, from `offset` on.',
		changes: { searchPaging: { size: 10, counts: 'all', takes: ['limit', 'offset'] } },
	},
	'handles-need-card-id': {
		description: '`/search`: a question without `enKashCardId` is refused with HTTP 400.',
		changes: {
			searchHeard: (asked) =>
				asked.enKashCardId === undefined ? refuse(400, 'enKashCardId is mandatory') : asked,
		},
	},
	'handles-ignore-card-id': {
		description: '`/search`: the handle that is asked for is ignored, and all are listed.',
		changes: { searchHeard: () => ({}) },
	},
	'handle-unknown-as-404': {
		description: '`/search`: a handle that does not exist is HTTP 404.',
		changes: { unknownHandle: 'notFound' },
	},
	'handles-with-country-code': {
		description: '`/search`: mobiles begin with `+91`.',
		changes: {
			searchFields: (record) => ({ ...record, mobile: `+91${String(record.mobile)}` }),
		},
	},
	'handles-with-emails-in-capitals': {
		description: '`/search`: e-mail addresses are in capitals.',
		changes: { searchFields: (record) => ({ ...record, email: capitals(record.email) }) },
	},
	'handles-with-masked-mobile': {
		description: '`/search`: mobiles are masked: `XXXXXX8867`.',
		changes: {
			searchFields: (record) => ({
				...record,
				mobile: `XXXXXX${String(record.mobile).slice(-4)}`,
			}),
		},
	},
	'handles-without-mobile-and-email': {
		description: '`/search`: handles have neither mobile nor e-mail.',
		changes: { searchFields: (record) => without(record, ['mobile', 'email']) },
	},
	'handles-with-plain-status': {
		description: '`/search`: the status of a handle is a text, as in `"UnLocked"`.',
		changes: {
			searchFields: ({ cardStatus, ...others }) => ({
				...others,
				cardStatus: isFields(cardStatus) ? cardStatus.label : cardStatus,
			}),
		},
	},
} satisfies Dialects;
