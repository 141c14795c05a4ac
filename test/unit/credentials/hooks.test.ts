import { type AuthorisedRequest, authorise } from '../../../credentials/session/hooks.ts';
import { SessionFailed } from '../../../credentials/session/n8nFailure.ts';
import { ownMark } from '../../../credentials/session/ownRequests.ts';

/** As the form has it; nothing is stored with it yet. */
const CREDENTIAL = {
	sessionToken: undefined,
	environment: 'custom',
	baseUrl: 'https://enkash.example/v1',
	allocatePath: '/load-money',
	partnerId: 'CR',
	companyId: 'CEK',
	cardAccountId: 'CA',
	authentication: 'accessToken',
	accessToken: 'T0ken',
};

const BASE = CREDENTIAL.baseUrl;
const KNOWN = '/api/v0/partner/enKashCard';

/** What a request is sent with. */
const sent = (request: AuthorisedRequest) => authorise(CREDENTIAL, request);

/** The code of what keeps a request from being sent. */
function refusal(request: AuthorisedRequest): string | undefined {
	try {
		sent(request);
	} catch (error) {
		return error instanceof SessionFailed ? error.failure.code : String(error);
	}
	return undefined;
}

it('lets other nodes read', () => {
	expect(sent({ url: `${BASE}${KNOWN}/search`, headers: { Accept: 'x' } })).toEqual({
		url: `${BASE}${KNOWN}/search`,
		headers: { Accept: 'x', Authorization: 'Bearer T0ken', partnerId: 'CR' },
		disableFollowRedirect: true,
	});
});

describe('a payment by another node is refused', () => {
	it.each([
		{ url: `${BASE}/load-money` },
		{ url: `${BASE}/LOAD%2Dmoney/?a=b` },
		{ url: '/load-money', baseURL: BASE },
		{ url: `${BASE}${KNOWN}/create-allocate-points` },
		{ url: `${BASE}${KNOWN}/x/../create-allocate-points` },
	])('at %p', (request) => {
		expect(refusal(request)).toBe('payment-by-other-node');
	});

	it('by the older helper as well', () => {
		const uri = `${BASE}/load-money`;
		expect(() =>
			authorise<AuthorisedRequest>(CREDENTIAL, JSON.parse(JSON.stringify({ uri }))),
		).toThrow('Only the EnKash node may move money');
	});

	it('with a mark that it made up', () => {
		const headers = { 'x-enkash-node': 'true' };
		expect(refusal({ url: `${BASE}/load-money`, headers })).toBe('payment-by-other-node');
	});
});

it('a payment by our node is sent, without the mark', () => {
	const { headers } = sent({ url: `${BASE}/load-money`, headers: { ...ownMark(), Accept: 'x' } });
	expect(headers).toEqual({ Accept: 'x', Authorization: 'Bearer T0ken', partnerId: 'CR' });
});

it('takes the mark off, however it is written', () => {
	const headers = { 'X-EnKash-Node': 'x' };
	expect(sent({ url: `${BASE}/x`, headers }).headers).toEqual({
		Authorization: 'Bearer T0ken',
		partnerId: 'CR',
	});
});

it('does not carry the token elsewhere', () => {
	expect(refusal({ url: 'https://elsewhere.example/v1/x' })).toBe('address-not-enkash');
	expect(refusal({ url: 'https://enkash.example/v2/x' })).toBe('address-not-enkash');
});
