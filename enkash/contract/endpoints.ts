/** The partner paths, each with the title of its page at EnKash, which messages use. */
export const ENDPOINTS = {
	account: {
		path: '/api/v0/partner/enKashCard/cardAccount/get',
		name: 'Get Petty Cash Account Details',
	},
	search: { path: '/api/v0/partner/enKashCard/search', name: 'Get User Handle Details' },
	allocate: {
		path: '/api/v0/partner/enKashCard/create-allocate-points',
		name: 'Create And Allocate Fund To Handle',
	},
	transactions: {
		path: '/api/v0/partner/enKashCard/transaction/all',
		name: 'Get Transaction Details',
	},
} as const;

export type EndpointName = keyof typeof ENDPOINTS;

/** Where each endpoint lies under the base URL. EnKash's pages do not agree on all of them. */
export type Paths = Readonly<Record<EndpointName, string>>;

/** The paths that EnKash documents, or most likely has. */
export const KNOWN_PATHS: Paths = {
	account: ENDPOINTS.account.path,
	search: ENDPOINTS.search.path,
	allocate: ENDPOINTS.allocate.path,
	transactions: ENDPOINTS.transactions.path,
};

/**
 * Paths of EnKash's that move money, whatever a company's own is called: on its pages they contain
 * `allocate`, or end in `/balance`, which loads a card.
 */
const MOVES_MONEY = /allocate|\/balance$/i;

/** Whether a request for the path would move money: the credential's own path, or one that looks it. */
export function movesMoney(path: string, { allocate }: Paths): boolean {
	const plain = decoded(path)
		.toLowerCase()
		.replace(/;[^/]*/g, '')
		.replace(/\/+/g, '/');
	const asked = plain.replace(/\/$/, '');
	return MOVES_MONEY.test(asked) || asked.endsWith(allocate.toLowerCase().replace(/\/$/, ''));
}

function decoded(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}

export const TOKEN_PATH = '/oauth/token';

interface Hosts {
	readonly baseUrl: string;
	readonly tokenUrl: string;
}

/**
 * Hosts per environment. EnKash's page on Gift Cards gets its token from the host of Payouts; the hosts
 * of production are inferred, which is why `custom` exists.
 */
export const HOSTS: Readonly<Record<'uat' | 'production', Hosts>> = {
	uat: {
		baseUrl: 'https://pay-en-uat.enkash.in',
		tokenUrl: `https://ekpayout-uat.enkash.in${TOKEN_PATH}`,
	},
	production: {
		baseUrl: 'https://pay.enkash.in',
		tokenUrl: `https://api.enkash.in${TOKEN_PATH}`,
	},
};
