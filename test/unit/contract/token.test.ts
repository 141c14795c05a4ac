import { tokenResponse } from '../../../enkash/contract/token.ts';

const read = (body: unknown) => {
	const parsed = tokenResponse.safeParse(body);
	return parsed.success ? parsed.data : undefined;
};

it.each([
	['petty cash', { access_token: 'T', token_type: 'bearer', expires_in: 86_399 }],
	['payouts', { accessToken: 'T', tokenType: 'bearer', expiresIn: 86_399 }],
	['petty cash, inside a payload', { payload: { access_token: 'T', expires_in: 86_399 } }],
	['payouts, inside a payload', { code: 0, payload: { accessToken: 'T', expiresIn: '86399' } }],
	['a caller of EnKash', { token: 'T', expires_in: 86_399 }],
	['nobody yet, inside data', { data: { token: 'T', expiresIn: 86_399 } }],
	['somebody who leaves nothing out', { access_token: null, accessToken: 'T', expiresIn: 86_399 }],
])('reads a token as %s spells it', (_, body) => {
	expect(read(body)).toEqual({ accessToken: 'T', expiresIn: 86_399 });
});

it.each([undefined, null, '', 'soon', 0, -1, {}, [1, 2]])(
	'does without a life when EnKash says %p',
	(expires_in) => {
		expect(read({ access_token: 'T', expires_in })).toEqual({ accessToken: 'T' });
	},
);

it.each([
	{},
	{ access_token: '' },
	{ access_token: '  ' },
	{ access_token: 5 },
	{ access_token: null },
	{ jwt: 'T' },
	{ token: { value: 'T' } },
	{ payload: 'T' },
	{ code: 1, message: 'No' },
	'T',
	undefined,
	null,
])('finds no token in %p', (body) => {
	expect(read(body)).toBeUndefined();
});
