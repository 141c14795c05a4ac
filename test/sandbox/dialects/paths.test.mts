import { describe, expect, it } from '@jest/globals';
import { ENDPOINTS } from '../../../enkash/contract/endpoints.ts';
import { toHandle } from '../bodies.mts';
import { useSpeaker } from './speaking.mts';

const { at, speak, handle } = useSpeaker();

const PARTNER = '/api/v0/partner/enKashCard';

/** A GET, which moves nothing. */
const got = async (path: string) => await fetch(at.sandbox.url + path);

describe.each([
	['allocate-at-points-allocate', 'allocate', 'points/allocate'],
	['allocate-at-create-allocate-fund', 'allocate', 'create-allocate-fund'],
	['transactions-at-transaction-details', 'transactions', 'transaction/details'],
	['search-at-card-search', 'search', 'card/search'],
	['account-at-account-get', 'account', 'account/get'],
] as const)('%s', (name, endpoint, path) => {
	it('serves the endpoint at its new path, and not at the known one', async () => {
		const body = endpoint === 'allocate' ? toHandle(await handle(), 'R1', 5) : {};
		await speak(name);
		const known = await at.caller.call(endpoint, body);
		const moved = await at.caller.callAt(`${PARTNER}/${path}`, body);

		expect([known.status, moved.status]).toEqual([404, 200]);
		expect(known.json).toMatchObject({ status: 404, path: ENDPOINTS[endpoint].path });
		expect(await at.control.paid('R1')).toMatchObject({ times: endpoint === 'allocate' ? 1 : 0 });
	});

	it('tells by a GET which of the two is there', async () => {
		await speak(name);

		expect((await got(ENDPOINTS[endpoint].path)).status).toBe(404);
		expect((await got(`${PARTNER}/${path}`)).status).toBe(405);
	});
});

describe('transactions that are listed nowhere', () => {
	it.each([
		['router-404', 'application/json'],
		['router-404-html', 'text/html'],
	] as const)('are a 404 of the router: %s', async (name, type) => {
		await speak(name);
		const { status, headers } = await at.caller.call('transactions');

		expect(status).toBe(404);
		expect(headers.get('content-type')).toContain(type);
		expect((await at.caller.call('account')).status).toBe(200);
	});
});

it('get-refused-everywhere tells nothing by a GET', async () => {
	await speak('get-refused-everywhere');
	const statuses = [];
	for (const path of [ENDPOINTS.allocate.path, `${PARTNER}/nowhere`]) {
		statuses.push((await got(path)).status);
	}

	expect(statuses).toEqual([403, 403]);
	expect((await at.caller.call('account')).status).toBe(200);
});

describe('an envelope', () => {
	it.each([
		['envelope-swapped', { response_code: 0 }, { response_code: 1 }],
		['code-as-text', { code: '0' }, { code: '1' }],
		['code-200-for-success', { code: 200 }, { code: 1 }],
		['status-in-place-of-code', { status: 'SUCCESS' }, { status: 'FAILURE' }],
		['envelope-missing', { recordsCount: 6 }, { code: 1 }],
	] as const)('is otherwise for success and failure: %s', async (name, good, bad) => {
		await speak(name);

		expect((await at.caller.call('transactions')).json).toMatchObject(good);
		expect((await at.caller.call('search', { companyId: 'CEK0000000' })).json).toMatchObject(bad);
	});

	it.each(['encrypts-requests', 'encrypts-both'] as const)(
		'takes no plain request: %s',
		async (name) => {
			await speak(name);
			const { status, json } = await at.caller.call('account');

			expect(status).toBe(422);
			expect(JSON.stringify(json)).toContain(
				name === 'encrypts-both' ? '"request":' : 'Invalid encrypted request.',
			);
		},
	);
});
