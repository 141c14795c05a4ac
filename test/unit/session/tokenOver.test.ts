import { seal } from '../../../enkash/api/cipher.ts';
import { isTokenOver } from '../../../enkash/session/tokenOver.ts';

const over = (status: number, body: unknown) => isTokenOver({ status, headers: {}, body }, 'S');

it.each([
	[401, undefined],
	[401, { error: 'unauthorized' }],
	[403, { message: 'Invalid access token: aGVsbG8-world_1' }],
	[403, { error: 'invalid_token', error_description: 'Access token expired: T' }],
	[403, 'Token has expired.'],
	[403, { code: 403, message: 'Your session has expired. Please log in again.' }],
	[200, { code: 401, message: 'Unauthorised' }],
	[200, { response_code: '401', response_message: 'x' }],
	[200, { code: 1, message: 'Session expired. Please login again' }],
	[200, { code: 1, message: 'FAILURE', payload: 'Invalid access token' }],
	[200, { response_code: '1', response_message: 'Token has expired' }],
	[200, seal({ code: 401, message: 'x' }, 'S')],
	[200, seal({ code: 1, message: 'Session expired' }, 'S')],
])('is so with HTTP status %p and %p', (status, body) => {
	expect(over(status, body)).toBe(true);
});

it.each([
	[401, { error: 'access_denied', error_description: 'Request from unauthorized IP' }],
	[403, undefined],
	[403, '<html>Forbidden</html>'],
	[403, { message: 'IP address not whitelisted' }],
	[403, { message: 'The path /invalid access token/ is forbidden' }],
	[200, { code: 0, message: 'Invalid access token' }],
	[200, { code: 1, message: 'Invalid amount' }],
	[200, { message: 'Session expired' }],
	[200, seal({ code: 401, message: 'x' }, 'another')],
	[200, undefined],
	[400, { message: 'Invalid access token' }],
	[500, { code: 401 }],
])('is not so with HTTP status %p and %p', (status, body) => {
	expect(over(status, body)).toBe(false);
});
