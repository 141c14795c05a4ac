import { KNOWN_PATHS, movesMoney } from '../../../enkash/contract/endpoints.ts';

const BASE = '/api/v0/partner/enKashCard';
const OTHER = { ...KNOWN_PATHS, allocate: `${BASE}/load-money` };

it.each([
	`${BASE}/create-allocate-points`,
	`${BASE}/create-allocate-points/`,
	`${BASE}/CREATE-ALLOCATE-POINTS`,
	`${BASE}//create-allocate-points`,
	`${BASE}/create%2Dallocate-points`,
	`${BASE}/create-allocate-points;x=1`,
	`${BASE}/bulk-create-allocate-points-json`,
	`${BASE}/points/allocate`,
	`${BASE}/balance`,
	`/v1${BASE}/create-allocate-points`,
])('%s moves money', (path) => {
	expect(movesMoney(path, KNOWN_PATHS)).toBe(true);
});

it.each([KNOWN_PATHS.account, KNOWN_PATHS.search, KNOWN_PATHS.transactions, `${BASE}/%`, '/'])(
	'%s moves none',
	(path) => {
		expect(movesMoney(path, KNOWN_PATHS)).toBe(false);
	},
);

it("a company's own path moves money, and the known one still does", () => {
	expect(movesMoney(`${BASE}/Load-Money/`, OTHER)).toBe(true);
	expect(movesMoney(`${BASE}/load%2Dmoney;a=b`, OTHER)).toBe(true);
	expect(movesMoney(KNOWN_PATHS.allocate, OTHER)).toBe(true);
	expect(movesMoney(`${BASE}/load-money`, KNOWN_PATHS)).toBe(false);
});
