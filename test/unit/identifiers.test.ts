import { parseAccountId, parseLocator } from '../../enkash/identifiers.ts';

const handle = (given: unknown) => {
	const located = parseLocator('handle')(given);
	return located.ok ? located.value : located.failure.code;
};

describe('a handle', () => {
	it.each([
		['EKC9MKS5RM', { by: 'id', id: 'EKC9MKS5RM' }],
		[' EKC9MKS5RM\u200b', { by: 'id', id: 'EKC9MKS5RM' }],
		['+91 96000 00001', { by: 'mobile', mobile: '9600000001' }],
		['tel:+919600000001', { by: 'mobile', mobile: '9600000001' }],
		[9600000001, { by: 'mobile', mobile: '9600000001' }],
		['asha.menon@example.com', { by: 'email', email: 'asha.menon@example.com' }],
		["o'brien@example.com", { by: 'email', email: "o'brien@example.com" }],
	])('is named by what %p looks like', (given, locator) => {
		expect(handle(given)).toEqual(locator);
	});

	it.each([
		['', 'handle-missing'],
		[null, 'handle-missing'],
		['Asha Menon', 'handle-unreadable'],
		['CAQL8YCV3', 'handle-unreadable'],
		['EKC 1', 'handle-unreadable'],
		[true, 'handle-unreadable'],
		[['EKC9MKS5RM'], 'handle-unreadable'],
		['96000', 'mobile-unreadable'],
		['9.6E+09', 'mobile-unreadable'],
		['asha@', 'email-unreadable'],
	])('is not named by %p: %s', (given, code) => {
		expect(handle(given)).toBe(code);
	});

	it('is a user where a user is asked for', () => {
		expect(parseLocator('user')('Asha')).toMatchObject({ failure: { code: 'user-unreadable' } });
		expect(parseLocator('user')('')).toMatchObject({ failure: { code: 'user-missing' } });
	});
});

it.each([
	['CAQL8YCV3', 'CAQL8YCV3'],
	[' CA1DEMO01 ', 'CA1DEMO01'],
	['', 'account-missing'],
	['EKC9MKS5RM', 'account-unreadable'],
	[42, 'account-unreadable'],
])('the account in %p is %s', (given, account) => {
	const read = parseAccountId(given);
	expect(read.ok ? read.value : read.failure.code).toBe(account);
});
