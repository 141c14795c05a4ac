import fc from 'fast-check';
import { KNOWN_PATHS } from '../../enkash/contract/endpoints.ts';
import { LABELS, readConnection } from '../../enkash/connection.ts';
import { loginFingerprint, sessionFingerprint } from '../../enkash/session/identity.ts';

const LOGIN = {
	environment: 'uat',
	partnerId: 'CRMXWB3ZM',
	companyId: 'CEK1PU9AOO',
	cardAccountId: 'CAQL8YCV3',
	authentication: 'login',
	username: '9600098867',
	password: 'pass word',
	clientId: 'CEK1PU9AOO',
	clientSecret: 'c0ffee',
};
const TOKEN = { ...LOGIN, authentication: 'accessToken', accessToken: 'T0ken' };
const CUSTOM = { ...LOGIN, environment: 'custom', baseUrl: 'https://enkash.example' };

const read = (data: unknown) => {
	const connection = readConnection(data);
	if (!connection.ok) throw new Error(connection.failure.code);
	return connection.value;
};

const refusal = (data: unknown) => {
	const connection = readConnection(data);
	if (connection.ok) throw new Error('It was read');
	return connection.failure;
};

describe('the hosts', () => {
	it.each([
		['uat', 'https://pay-en-uat.enkash.in', 'https://ekpayout-uat.enkash.in/oauth/token'],
		['production', 'https://pay.enkash.in', 'https://api.enkash.in/oauth/token'],
	])('of %s are those of the contract', (environment, baseUrl, tokenUrl) => {
		const { authentication, ...connection } = read({ ...LOGIN, environment });
		expect(connection.baseUrl).toBe(baseUrl);
		expect(authentication).toMatchObject({ by: 'login', identity: { baseUrl, tokenUrl } });
	});

	it('of uat are taken when nothing is chosen', () => {
		expect(read({ ...LOGIN, environment: undefined }).baseUrl).toContain('uat');
	});

	it('given for another environment are not used', () => {
		expect(read({ ...LOGIN, baseUrl: 'https://elsewhere.example' }).baseUrl).toContain('uat');
	});

	it.each([
		['https://enkash.example/', '', 'https://enkash.example', 'https://enkash.example/oauth/token'],
		[
			' https://enkash.example/v1// ',
			'',
			'https://enkash.example/v1',
			'https://enkash.example/v1/oauth/token',
		],
		[
			'https://a.example',
			'https://b.example/token',
			'https://a.example',
			'https://b.example/token',
		],
		['http://localhost:4010', '', 'http://localhost:4010', 'http://localhost:4010/oauth/token'],
		['http://127.0.0.1:1', '', 'http://127.0.0.1:1', 'http://127.0.0.1:1/oauth/token'],
		['http://[::1]:1', '', 'http://[::1]:1', 'http://[::1]:1/oauth/token'],
	])('can be given: %p and %p', (baseUrl, tokenUrl, base, token) => {
		const connection = read({ ...CUSTOM, baseUrl, tokenUrl });
		expect(connection.baseUrl).toBe(base);
		expect(connection.authentication).toMatchObject({ identity: { tokenUrl: token } });
	});

	it.each([
		'enkash.example',
		'http://enkash.example',
		'http://127.0.0.1.example',
		'http://localhost.example',
		'ftp://enkash.example',
		'file:///etc/passwd',
		'javascript:alert(1)',
		'https://',
		'https://.',
		'https://user:word@enkash.example',
		'https://user@enkash.example',
		'https://enkash.example?a=b',
		'https://enkash.example#a',
		'http://0.0.0.0',
		'http://[::ffff:10.0.0.1]',
		'http://10.0.0.1',
	])('are refused when they are not safe: %p', (url) => {
		expect(refusal({ ...CUSTOM, baseUrl: url })).toMatchObject({
			kind: 'invalid',
			code: 'credential-address-unsafe',
			field: 'Base URL',
		});
		expect(refusal({ ...CUSTOM, tokenUrl: url }).field).toBe('Token URL');
	});
});

describe('one address', () => {
	/** What n8n's record and the attempts of log-ins are kept under. */
	const keysOf = (baseUrl: string, tokenUrl: string) => {
		const { authentication, baseUrl: scope } = read({ ...CUSTOM, baseUrl, tokenUrl });
		if (authentication.by !== 'login') throw new Error('It is no log-in');
		const { identity } = authentication;
		return [scope, loginFingerprint(identity), sessionFingerprint(identity)];
	};

	const anyCase = (text: string) =>
		fc
			.array(fc.boolean(), { minLength: text.length, maxLength: text.length })
			.map((upper) => [...text].map((one, at) => (upper[at] ? one.toUpperCase() : one)).join(''));
	/** Ways to write a URL, of which each means the same. */
	const spelled = (protocol: string, port: number, host: string, path: string) =>
		fc
			.tuple(
				anyCase(protocol),
				anyCase(host),
				fc.constantFrom('', '.'),
				fc.constantFrom('', `:${port}`, `:0${port}`),
				fc.constantFrom('', '/.', '/x/..', '/./y/../.'),
				fc.constantFrom('', '/', '//', '/.', '/./', '/z/..', '/z/../'),
			)
			.map(([scheme, name, dot, number, before, after]) => {
				return `${scheme}://${name}${dot}${number}${before}${path}${after}`;
			});

	it.each([
		['https', 443, 'pay.enkash.example', ''],
		['https', 443, 'pay.enkash.example', '/v1/Pay'],
		['http', 80, 'localhost', '/v1'],
	])('has one scope and one fingerprint however it is written: %s, %p, %s, %p', (...url) => {
		const [protocol, , host, path] = url;
		const plain = `${protocol}://${host}${path}`;
		const token = `${plain}/oauth/token`;
		fc.assert(
			fc.property(spelled(...url), (written) => {
				expect(keysOf(written, '')).toEqual(keysOf(plain, ''));
				expect(keysOf(plain, written)).toEqual(keysOf(plain, plain));
				expect(keysOf(written, token)).toEqual(keysOf(plain, ''));
			}),
		);
	});

	it('differs from another by its host, its port and the case of its path', () => {
		const urls = ['https://a.example', 'https://b.example', 'https://a.example:8443'];
		const all = [...urls, 'https://a.example/v1', 'https://a.example/V1', 'https://a.example/v1/a'];
		expect(new Set(all.map((url) => keysOf(url, '').join())).size).toBe(all.length);
	});
});

describe('the paths', () => {
	const OTHER = '/api/v0/partner/enKashCard/points/allocate';

	it('are those of the contract when none is given', () => {
		const none = { accountPath: '', searchPath: ' ', allocatePath: undefined };
		expect(read({ ...CUSTOM, ...none }).paths).toEqual(KNOWN_PATHS);
	});

	it('can be given one by one for a custom environment', () => {
		expect(read({ ...CUSTOM, allocatePath: ` ${OTHER} ` }).paths).toEqual({
			...KNOWN_PATHS,
			allocate: OTHER,
		});
		expect(
			read({ ...CUSTOM, accountPath: '/a', searchPath: '/b', transactionPath: '/d' }).paths,
		).toEqual({ account: '/a', search: '/b', allocate: KNOWN_PATHS.allocate, transactions: '/d' });
	});

	it('given for another environment are not used', () => {
		expect(read({ ...LOGIN, allocatePath: OTHER }).paths).toEqual(KNOWN_PATHS);
	});

	it.each([
		...['allocate', 'https://enkash.example/a', '//enkash.example/a', '/a?b=c', '/a#b', '/a/../b'],
		...['/a/./b', '/a/..', '/a b', '/a%2e%2e/b', '/a\\b', '/a;b', '/'],
	])('are refused when they are none: %p', (path) => {
		expect(refusal({ ...CUSTOM, transactionPath: path })).toMatchObject({
			kind: 'invalid',
			code: 'credential-path-wrong',
			field: 'Transaction Path',
		});
	});
});

describe('a field that is missing', () => {
	it.each([
		'partnerId',
		'companyId',
		'cardAccountId',
		'username',
		'password',
		'clientId',
		'clientSecret',
	] as const)('is named: %s', (name) => {
		for (const nothing of ['', undefined]) {
			expect(refusal({ ...LOGIN, [name]: nothing })).toEqual({
				kind: 'invalid',
				code: 'credential-field-empty',
				data: { field: LABELS[name] },
				field: LABELS[name],
				affectsWholeBatch: true,
			});
		}
	});

	it('is not made up for by blanks', () => {
		expect(refusal({ ...LOGIN, partnerId: '  ' })).toMatchObject({
			code: 'credential-field-empty',
			field: 'Partner ID',
		});
	});

	it('of the other way to authenticate is not missed', () => {
		const { username, password, clientId, clientSecret, ...rest } = TOKEN;
		expect([username, password, clientId, clientSecret]).not.toContain('');
		expect(read(rest).authentication).toEqual({ by: 'accessToken', accessToken: 'T0ken' });
		expect(refusal({ ...TOKEN, accessToken: '' }).field).toBe('Access Token');
	});

	it('is the base URL of a custom environment', () => {
		expect(refusal({ ...CUSTOM, baseUrl: '' }).field).toBe('Base URL');
	});

	it('is the encryption secret when nothing can stand in for it', () => {
		const encrypted = { ...TOKEN, clientSecret: '', payloadEncryption: 'request' };
		expect(refusal(encrypted).field).toBe('Encryption Secret');
		expect(read({ ...encrypted, encryptionSecret: 'E' }).encryptionSecret).toBe('E');
	});
});

it.each([
	'partnerId',
	'password',
	'environment',
	'authentication',
	'payloadEncryption',
	'allocationType',
] as const)('names a field that cannot be read: %s', (name) => {
	expect(refusal({ ...LOGIN, [name]: 5 })).toMatchObject({
		kind: 'invalid',
		field: LABELS[name],
	});
});

it.each([undefined, null, 'text', 5, []])('refuses %p', (data) => {
	expect(refusal(data)).toMatchObject({
		kind: 'invalid',
		code: 'credential-field-unreadable',
	});
});

it('reads an id without what cannot be seen', () => {
	expect(read({ ...LOGIN, cardAccountId: ' CAQL8YCV3\u200b' }).cardAccountId).toBe('CAQL8YCV3');
});

describe('a blank at an edge', () => {
	it.each(['username', 'password', 'clientId', 'clientSecret'] as const)(
		'of what is sent with a log-in is pointed out: %s',
		(name) => {
			for (const blank of [' ', '\t', '\n', '\u00a0', '\u200b', '\ufeff']) {
				for (const value of [`${blank}x`, `x${blank}`, blank]) {
					expect(refusal({ ...LOGIN, [name]: value })).toEqual({
						kind: 'invalid',
						code: 'credential-field-blank-edge',
						data: { field: LABELS[name] },
						field: LABELS[name],
						affectsWholeBatch: true,
					});
				}
			}
		},
	);

	it('of another secret is pointed out where that is used', () => {
		expect(refusal({ ...TOKEN, accessToken: 'T ' }).field).toBe('Access Token');
		expect(read({ ...LOGIN, accessToken: 'T ' }).authentication.by).toBe('login');
		const encrypted = { ...LOGIN, payloadEncryption: 'request', encryptionSecret: ' E' };
		expect(refusal(encrypted).field).toBe('Encryption Secret');
		expect(read({ ...encrypted, payloadEncryption: 'off' }).payloadEncryption).toBe('off');
	});

	it('of an id that is no secret is left out', () => {
		expect(read({ ...LOGIN, companyId: ' CEK1PU9AOO ' }).companyId).toBe('CEK1PU9AOO');
	});
});

it('books points unless funds are chosen', () => {
	expect(read(LOGIN).allocationType).toBe('ALLOCATE_POINT');
	expect(read({ ...LOGIN, allocationType: 'ALLOCATE_FUND' }).allocationType).toBe('ALLOCATE_FUND');
});

it('counts how often a log-in was asked for, from 1', () => {
	const attempt = (loginAttempt: unknown) => read({ ...LOGIN, loginAttempt }).authentication;
	expect(attempt(undefined)).toMatchObject({ identity: { loginAttempt: 1 } });
	expect(attempt(7)).toMatchObject({ identity: { loginAttempt: 7 } });
	expect(attempt('7')).toMatchObject({ identity: { loginAttempt: 7 } });
	for (const none of [0, -1, 1.5, '', 'two', null]) {
		expect(refusal({ ...LOGIN, loginAttempt: none }).field).toBe('Log-In Attempt');
	}
});

it('encrypts with the client secret unless another is given', () => {
	expect(read(LOGIN).encryptionSecret).toBe('c0ffee');
	expect(read({ ...LOGIN, encryptionSecret: 'E' }).encryptionSecret).toBe('E');
});

it('keeps what must not be shown', () => {
	expect(read({ ...TOKEN, encryptionSecret: 'E' }).secrets).toEqual([
		'pass word',
		'c0ffee',
		Buffer.from('CEK1PU9AOO:c0ffee').toString('base64'),
		'T0ken',
		'E',
	]);
});

describe('limits', () => {
	const limits = (maxAmountPerAllocation: unknown, maxAmountPerExecution: unknown = 0) =>
		read({ ...LOGIN, maxAmountPerAllocation, maxAmountPerExecution }).limits;

	it.each([0, '0', '', undefined, null])('are none when %p is given', (none) => {
		expect(limits(none, none)).toEqual({});
	});

	it('are read in paise', () => {
		expect(limits(250.5, '1000')).toEqual({ perAllocation: 25_050n, perExecution: 100_000n });
	});

	it.each([-1, 'much', NaN, 0.001, true, {}])(
		'are refused, not taken for none, when %p is given',
		(limit) => {
			expect(refusal({ ...LOGIN, maxAmountPerAllocation: limit }).field).toBe(
				'Maximum Amount per Allocation',
			);
			expect(refusal({ ...LOGIN, maxAmountPerExecution: limit }).field).toBe(
				'Maximum Amount per Execution',
			);
		},
	);
});
