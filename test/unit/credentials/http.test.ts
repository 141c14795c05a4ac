import {
	type PlainRequest,
	isPartnerUrl,
	loginThrough,
} from '../../../credentials/session/http.ts';

const BASE = 'https://enkash.example';

it.each([
	[BASE, `${BASE}/api/v0/partner/enKashCard/search`],
	[BASE, `${BASE}/`],
	[BASE, 'https://ENKASH.example/x'],
	[BASE, 'https://enkash.example:443/x'],
	[`${BASE}/v1`, `${BASE}/v1/x`],
	[`${BASE}/v1`, `${BASE}/v1`],
	['http://localhost:4010', 'http://localhost:4010/x'],
])('a token for %s may go to %s', (base, url) => {
	expect(isPartnerUrl(url, base)).toBe(true);
});

it.each([
	[BASE, 'https://enkash.example.evil.example/x'],
	[BASE, 'https://evil.example/https://enkash.example'],
	[BASE, 'https://enkash.example@evil.example/x'],
	[BASE, 'http://enkash.example/x'],
	[BASE, 'https://enkash.example:8443/x'],
	[BASE, '//enkash.example/x'],
	[BASE, '/api/v0'],
	[BASE, ''],
	[`${BASE}/v1`, `${BASE}/v10/x`],
	[`${BASE}/v1`, `${BASE}/v1/../x`],
	[`${BASE}/v1`, `${BASE}/`],
])('a token for %s may not go to %s', (base, url) => {
	expect(isPartnerUrl(url, base)).toBe(false);
});

it('sends a log-in as a form, with the client as Basic', async () => {
	const sent: PlainRequest[] = [];
	const send = loginThrough(async (request) => {
		sent.push(request);
		return await Promise.resolve({ statusCode: 200, headers: {}, body: {} });
	});
	await send({
		url: `${BASE}/oauth/token`,
		form: { username: 'a+b@c', password: 'p&w=ß', grant_type: 'password', clientId: 'CEK' },
		clientId: 'CEK',
		clientSecret: 'sécret',
	});
	expect(sent).toEqual([
		expect.objectContaining({
			method: 'POST',
			url: `${BASE}/oauth/token`,
			body: 'username=a%2Bb%40c&password=p%26w%3D%C3%9F&grant_type=password&clientId=CEK',
			headers: {
				Accept: 'application/json',
				Authorization: `Basic ${Buffer.from('CEK:sécret').toString('base64')}`,
				'Content-Type': 'application/x-www-form-urlencoded',
			},
			disableFollowRedirect: true,
		}),
	]);
});
