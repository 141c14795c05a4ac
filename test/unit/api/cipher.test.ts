import { isSealed, seal, unseal } from '../../../enkash/api/cipher.ts';

const SECRET = 'pettycash-test-secret';

/** Computed with OpenSSL and with Java's `AES/ECB/PKCS5Padding` as well. */
const VECTORS: ReadonlyArray<readonly [object, string]> = [
	[
		{ companyId: 'CEK1PU9AOO', cardAccountId: 'CAQL8YCV3' },
		'MO1gpt7WcY+QNFaDeMgWvulEA4ZduFo+/AB9KdZzOoUErqxCky8RS3GNUxdsHkKk+pURZ/VpwvPBtTB9XalcfQ==',
	],
	[{}, 'ZK4S5AtlFcMZmHg+WyKezQ=='],
	[{ note: '₹10' }, 'JF/6kTJT1tnEnThvEKYeSr0vI/P6GMODyFqF/SN+iow='],
];

it.each(VECTORS)('seals %p as EnKash does', (payload, request) => {
	expect(seal(payload, SECRET)).toEqual({ request });
});

it.each(VECTORS)('opens %p as EnKash seals it', (payload, request) => {
	expect(unseal({ request }, SECRET)).toEqual({ ok: true, value: payload });
});

it.each(['', '=', 'not base64!', 'AAAA', VECTORS[0]?.[1].slice(0, 40) ?? ''])(
	'does not open %p, and says where the secret is set',
	(request) => {
		const opened = unseal({ request }, SECRET);
		expect(opened).toMatchObject({ ok: false, failure: { kind: 'unexpected' } });
		expect(JSON.stringify(opened)).not.toContain(SECRET);
	},
);

it('does not open what another secret sealed', () => {
	expect(unseal(seal({ code: 0 }, 'another'), SECRET).ok).toBe(false);
});

it.each([
	[{ request: 'AAAA' }, true],
	[{ request: '' }, true],
	[{ request: 5 }, false],
	[{ request: 'AAAA', code: 0 }, false],
	[{}, false],
	[[], false],
	['AAAA', false],
	[null, false],
	[undefined, false],
])('tells whether %p is sealed: %p', (body, sealed) => {
	expect(isSealed(body)).toBe(sealed);
});
