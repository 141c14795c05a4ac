import { describe, expect, it } from '@jest/globals';
import { cipherOf } from '../../sandbox/cipher.mts';

/** Computed from the algorithm: they agree across OpenSSL, Node and Java. */
const SECRET = 'pettycash-test-secret';
const VECTORS = [
	[
		'{"companyId":"CEK1PU9AOO","cardAccountId":"CAQL8YCV3"}',
		'MO1gpt7WcY+QNFaDeMgWvulEA4ZduFo+/AB9KdZzOoUErqxCky8RS3GNUxdsHkKk+pURZ/VpwvPBtTB9XalcfQ==',
	],
	['{}', 'ZK4S5AtlFcMZmHg+WyKezQ=='],
	['{"note":"₹10"}', 'JF/6kTJT1tnEnThvEKYeSr0vI/P6GMODyFqF/SN+iow='],
] as const;

describe("the sandbox's cipher", () => {
	it.each(VECTORS)('writes and reads %s', (plain, encrypted) => {
		const cipher = cipherOf(SECRET);

		expect(cipher.encrypt(plain)).toBe(encrypted);
		expect(cipher.decrypt(encrypted)).toBe(plain);
	});

	it.each([
		['another secret', cipherOf('other').encrypt('{"companyId":"CEK1PU9AOO"}')],
		['half a block', 'ZK4S5AtlFcM='],
		['no Base64', 'ZK4S5AtlFcMZmHg-WyKezQ'],
		['nothing', ''],
	])('reads nothing out of %s', (_what, encrypted) => {
		expect(cipherOf(SECRET).decrypt(encrypted)).toBeUndefined();
	});
});
