import { accessRefusal, loginRefusal, saysTokenOver } from '../../../enkash/contract/phrases.ts';

describe('a refused log-in', () => {
	it.each([
		['login-refused', 'Bad credentials'],
		['login-refused', 'Bad client credentials'],
		['login-refused', 'Invalid username or password.'],
		['login-refused', 'Incorrect password'],
		['login-refused', 'Invalid Client ID.'],
		['login-refused', 'Username or password is incorrect'],
		['login-refused', 'User not found'],
		['login-refused', 'Invalid credentials. 2 attempts left before your account is locked.'],
		['login-refused', 'Invalid credentials, 1 attempt remaining'],
		['login-refused', '2 attempts left before your account is locked'],
		['login-refused', 'You have 1 more attempt left before the account is blocked'],
		['login-refused', 'Your account will be locked after 1 more attempt'],
		['login-locked', 'User account is locked'],
		['login-locked', 'Your account has been locked due to 3 failed attempts.'],
		['login-locked', 'Account locked'],
		['login-locked', 'Account is temporarily locked. Try again in 30 minutes.'],
		['login-locked', 'User is disabled'],
		['login-locked', 'Bad credentials. User account has been locked after 3 attempts'],
		['ip-not-allowed', 'IP address not whitelisted'],
		['ip-not-allowed', 'IP not whitelisted.'],
		['ip-not-allowed', 'IP address 203.0.113.7 is not whitelisted'],
		['ip-not-allowed', 'Your IP 2001:db8::1 is not allow-listed for this company'],
		['ip-not-allowed', 'Access denied from this IP address'],
		['ip-not-allowed', 'Unauthorized IP'],
		['ip-not-allowed', 'Request from unauthorised IP 203.0.113.7'],
		['api-not-enabled', 'APIs not enabled.'],
		['api-not-enabled', 'API access is not enabled for this company'],
		['api-not-enabled', 'This API is disabled'],
		['partner-unknown', 'Invalid partner'],
		['partner-unknown', 'Partner ID is not registered'],
		['partner-unknown', 'Card Account does not exist for this partner'],
		['encryption-differs', 'Invalid encrypted request.'],
	] as const)('is %s when EnKash says "%s"', (code, words) => {
		expect(loginRefusal(words)).toBe(code);
	});

	it.each([
		'Internal error',
		'Something went wrong',
		'Unauthorized',
		'Forbidden',
		'/accounts/locked was not found',
		'Is your account locked? See https://enkash.example/help/account-is-locked',
		'Accounts are locked after 3 failed attempts',
		'Your account is not locked',
		'The request was blocked by a firewall',
		'No route matched /api/ip-not-whitelisted',
		'The partner said that the API key of his user is invalid',
	])('is not told why by "%s"', (words) => {
		expect(loginRefusal(words)).toBeUndefined();
	});
});

it('tells another call from a log-in: an account or a user there is somebody to be paid', () => {
	expect(accessRefusal('IP address not whitelisted')).toBe('ip-not-allowed');
	expect(accessRefusal('User account is locked')).toBeUndefined();
	expect(accessRefusal('User not found')).toBeUndefined();
});

it.each([
	['Invalid access token: aGVsbG8-world_1', true],
	['Access token expired: T', true],
	['The access token is invalid', true],
	['Token expired', true],
	['invalid_token', true],
	['Your session has expired', true],
	['The handle has an invalid access token of its own', false],
	['Full authentication is required', false],
])('"%s" says that a token is over: %p', (words, isOver) => {
	expect(saysTokenOver(words)).toBe(isOver);
});
