import { webPage } from '../deliveries.mts';
import type { Dialects } from './dialect.mts';

const PARTNER = '/api/v0/partner/enKashCard';

/** At which paths EnKash answers, and what its router says elsewhere. */
export const PATHS = {
	'allocate-at-points-allocate': {
		description: 'Allocations are taken at `points/allocate` alone.',
		changes: { allocatePath: `${PARTNER}/points/allocate` },
	},
	'allocate-at-create-allocate-fund': {
		description: 'Allocations are taken at `create-allocate-fund` alone.',
		changes: { allocatePath: `${PARTNER}/create-allocate-fund` },
	},
	'transactions-at-transaction-details': {
		description: 'Transactions are listed at `transaction/details` alone.',
		changes: { transactionPath: `${PARTNER}/transaction/details` },
	},
	'search-at-card-search': {
		description: 'Handles are listed at `card/search` alone.',
		changes: { searchPath: `${PARTNER}/card/search` },
	},
	'account-at-account-get': {
		description: 'The account is at `account/get` alone.',
		changes: { accountPath: `${PARTNER}/account/get` },
	},
	'router-404': {
		description: "Transactions are listed nowhere: the router's 404 is all there is.",
		changes: { transactionPath: '' },
	},
	'router-404-html': {
		description: "Transactions are listed nowhere, and the router's 404 is a web page.",
		changes: { transactionPath: '', pathUnknown: () => webPage(404, '404 Not Found') },
	},
	'get-refused-everywhere': {
		description: 'A GET gets HTTP 403, whether there is such a path or not.',
		changes: {
			pathUnknown: () => webPage(403, 'Forbidden'),
			methodRefused: () => webPage(403, 'Forbidden'),
		},
	},
} satisfies Dialects;
