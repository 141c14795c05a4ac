import fc from 'fast-check';
import { isSealed, seal, unseal } from '../../../enkash/api/cipher.ts';
import { readConnection } from '../../../enkash/connection.ts';
import { failureOf } from '../../../credentials/session/n8nResponse.ts';
import { redactor } from '../../../enkash/redact.ts';
import { login } from '../../../enkash/session/login.ts';
import { loginFailure } from '../../../enkash/session/loginFailure.ts';
import { readState } from '../../../enkash/session/state.ts';
import { escapeHtml } from '../../../texts/render.ts';
import { textOf } from '../../../texts/textOf.ts';
import { runs } from '../../support/size.mts';
import { IDENTITY } from '../../unit/session/installation.mts';
import { SOME, always, joined, lettersOf } from './always.ts';
import {
	UNMENTIONABLE,
	isSilent,
	objectsAreUntouched,
	wild,
	wildRecord,
	wildText,
} from './wild.ts';

afterEach(() => expect(objectsAreUntouched()).toBe(true));

/** This, or nothing. */
const sometimes = <T extends object>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | object> =>
	fc.oneof(fc.constant({}), arbitrary);

describe('a credential', () => {
	const good = {
		environment: 'custom',
		partnerId: 'CR',
		companyId: 'CEK',
		cardAccountId: 'CA',
		username: 'u',
		password: UNMENTIONABLE,
		clientId: 'c',
		clientSecret: UNMENTIONABLE,
		accessToken: UNMENTIONABLE,
		encryptionSecret: UNMENTIONABLE,
	};
	const changeable = [
		'environment',
		'partnerId',
		'tokenUrl',
		'authentication',
		'payloadEncryption',
		'username',
		'maxAmountPerAllocation',
		'maxAmountPerExecution',
		'__proto__',
		'constructor',
	];
	const url = fc.oneof(
		fc.constant('https://enkash.example'),
		joined('http://localhost', lettersOf(':1/.x', 4)),
		joined('http://127', lettersOf('12.0:7/', 10)),
		joined('http', lettersOf('s:/@?#.[]127localx', 20)),
	);

	it('is read with a safe address, or refused in words that show no secret', () => {
		const credential = fc
			.tuple(url, sometimes(wildRecord(...changeable)))
			.map(([baseUrl, changed]) => ({ ...good, baseUrl, ...changed }));
		const { timesRead } = always(credential, (given, read) => {
			const { password, clientSecret, accessToken, encryptionSecret, ...open } = given;
			const connection = readConnection(given);
			if (!connection.ok) {
				const { failure } = connection;
				const isShown =
					failure.body !== undefined || !(isSilent(textOf(failure)) || !isSilent(open));
				return failure.kind === 'invalid' && !isShown && isSilent([]) === (password !== '');
			}
			read();
			const { protocol, hostname } = new URL(connection.value.baseUrl);
			const { secrets } = connection.value;
			return (
				[clientSecret, accessToken, encryptionSecret].every((secret) => secrets.includes(secret)) &&
				(protocol === 'https:' || /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname))
			);
		});
		expect(timesRead).toBeGreaterThan(SOME);
	});

	it('is refused in words that show no secret when one stands in a wrong field', () => {
		const names = [...Object.keys(good), 'baseUrl', 'tokenUrl', 'authentication'];
		const wrong: fc.Arbitrary<unknown> = fc.oneof(
			fc.constantFrom<unknown>(
				UNMENTIONABLE,
				[UNMENTIONABLE],
				{ name: UNMENTIONABLE },
				`https://${UNMENTIONABLE}@x`,
			),
			joined(wildText(5), UNMENTIONABLE),
		);
		const credential = fc
			.tuple(fc.constantFrom(...names), wrong)
			.map(([name, value]) => ({ ...good, baseUrl: 'https://enkash.example', [name]: value }));
		always(credential, (given) => {
			const connection = readConnection(given);
			return connection.ok || isSilent(textOf(connection.failure));
		});
	});
});

describe('an encrypted body', () => {
	it('is opened if it is one, or refused without the secret', () => {
		const sealed = seal({ code: 0, message: 'Success' }, UNMENTIONABLE).request;
		const letter = fc.constantFrom(...sealed);
		const request = fc.oneof(
			lettersOf('ABCabc019+/= \n', 100),
			fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes).toString('base64')),
			wildText(20),
			fc.tuple(letter, letter).map(([one, other]) => sealed.replaceAll(one, other)),
		);
		always(request, (text) => {
			const opened = unseal({ request: text }, UNMENTIONABLE);
			return opened.ok || (opened.failure.kind === 'unexpected' && isSilent(opened.failure));
		});
	});

	it('opens to what was sealed', () => {
		const pair = fc.record({ payload: wildRecord('a', 'b'), key: wildText(9) });
		always(pair, ({ payload, key }) => {
			const sealed = seal(payload, key);
			const opened = unseal(sealed, key);
			return (
				isSealed(sealed) && opened.ok && JSON.stringify(opened.value) === JSON.stringify(payload)
			);
		});
	});
});

describe('a session', () => {
	it('is read from what is stored, or taken for none', () => {
		const attempt = wildRecord('at', 'reason').map((fields) => ({ id: 'a', at: 1, ...fields }));
		const record = fc
			.tuple(
				fc.array(attempt, { maxLength: 2 }),
				wildRecord('login', 'succeededAt', 'attempts', '__proto__'),
			)
			.map(([attempts, fields]) => ({ login: 'l', attempts, ...fields }));
		const session = wildRecord('identity', 'accessToken', 'renewAt', 'expiresAt');
		const state = fc
			.record({
				session: fc.oneof(fc.constant(undefined), session),
				logins: fc.array(record, { maxLength: 2 }),
			})
			.map((content) => JSON.stringify(content));
		const stored: fc.Arbitrary<unknown> = fc.oneof(
			{ weight: 2, arbitrary: state },
			{
				weight: 1,
				arbitrary: fc.tuple(state, fc.nat(200)).map(([text, end]) => text.slice(0, end)),
			},
			{ weight: 1, arbitrary: wild },
		);
		const { timesRead } = always(stored, (given, read) => {
			const { logins } = readState(given);
			if (logins.length > 0) read();
			return logins.every(
				({ login, attempts }) =>
					typeof login === 'string' && attempts.every(({ at }) => typeof at === 'number'),
			);
		});
		expect(timesRead).toBeGreaterThan(SOME);
	});

	it('tells why a log-in brought no token without the secrets it was sent with', async () => {
		const identity = { ...IDENTITY, password: UNMENTIONABLE, clientSecret: UNMENTIONABLE };
		const answer = fc.record({
			status: fc.constantFrom(200, 200, 302, 400, 401, 404, 429, 500),
			headers: fc.constant({}),
			body: wildRecord(
				...['access_token', 'expires_in', 'error', 'error_description', 'message', 'payload'],
			).filter(isSilent),
		});
		const property = fc.asyncProperty(answer, async (value) => {
			const came = await login(identity, async () => await Promise.resolve({ ok: true, value }), 0);
			if (came.kind === 'notSent') return false;
			if (came.kind === 'token') return came.session.renewAt > 0;
			const attempts = [{ id: 'a', at: 0, reason: came.reason }];
			const failure = loginFailure({ login: 'l', attempts });
			return isSilent(failure) && isSilent(textOf(failure));
		});
		await fc.assert(property, { numRuns: runs(10_000) });
	});
});

describe('what went wrong', () => {
	it('is told whatever was thrown', () => {
		const names = ['code', 'syscall', 'message', 'cause', 'response', 'status', '__proto__'];
		const error = fc
			.tuple(fc.array(wildRecord(...names), { maxLength: 4 }), wild)
			.map(([errors, first]) =>
				errors.reduce<unknown>((cause, each) => ({ ...each, cause }), first),
			);
		always(error, (thrown) => ['notSent', 'unknown'].includes(failureOf(thrown).kind));
	});

	const secret = lettersOf('aZ9 +/=%&"\\\'<>$.(|éß₹\ud83d\ude00\ud83d\n', 20);

	it('is shown without secrets, whatever they are written in', () => {
		const writings = (given: string) => {
			const inJson = JSON.stringify(given).slice(1, -1);
			const inUrl = encodeURIComponent(given.replace(/\p{Cs}/gu, '\ufffd'));
			return [
				given,
				inJson,
				JSON.stringify(inJson).slice(1, -1),
				inUrl,
				inUrl.replace(/%../g, (code) => code.toLowerCase()),
				new URLSearchParams({ given }).toString().slice('given='.length),
				given.toUpperCase(),
				given.toLowerCase(),
				escapeHtml(given),
				...encodings(given),
			];
		};
		always(secret, (given) => {
			if (given.length < 4) return true;
			const { text } = redactor([given]);
			return writings(given).every((written) => text(`[${written}]`) === '[***]');
		});
	});

	/** In hexadecimal digits, and in Base64 of either alphabet, with and without what fills it up. */
	const encodings = (given: string): string[] => {
		const bytes = Buffer.from(given);
		const [hex, base64] = [bytes.toString('hex'), bytes.toString('base64')];
		const bare = base64.replace(/=+$/, '');
		const inUrls = bytes.toString('base64url');
		return [hex, hex.toUpperCase(), base64, bare, inUrls, base64.replace(bare, inUrls)];
	};

	it('is shown without a secret in the middle of what is written in Base64', () => {
		const around = fc.tuple(wildText(9), wildText(9), secret);
		always(around, ([before, after, given]) => {
			const parts = [before, given, after].map((part) => Buffer.from(part));
			const hidden = Buffer.byteLength(given);
			if (given.length < 4 || hidden < 8) return true;
			const whole = Buffer.concat(parts);
			const shown = redactor([given]).text(whole.toString('base64'));
			// A letter at either end holds a part of what stands around; two more fill it up.
			return shown.replaceAll('***', '').length <= ((whole.length - hidden) * 4) / 3 + 6;
		});
	});

	it('is shown as it came where no secret stands', () => {
		const { data, text } = redactor(['S3cr3t-$.word', 'fund']);
		const words = 'Fun at ₹1,000.00: S3cr3t-xxword, S3cr3t';
		expect(text(words)).toBe(words);
		expect(text('The FUND is empty')).toBe('The *** is empty');
		always(wild, (given) => Object.is(data(given), given));
	});

	it('is put out without the secrets that it holds, and with all else, named like one or not', () => {
		const { data } = redactor(['S3cr3t-$.word', 'fund']);
		const given = {
			...{ token: 'a1b2c3', amount: 12, none: null, left: undefined, fund: 'Fund' },
			rows: [['is s3cr3t-$.WORD'], { 'S3cr3t-$.word': 'UzNjcjN0LSQud29yZA' }],
		};
		expect(data(given)).toStrictEqual({ ...given, rows: [['is ***'], { '***': '***' }] });
		expect(given.rows).toHaveLength(2);
		expect(JSON.stringify(given)).toContain('s3cr3t-$.WORD');
	});

	it('is shown without a Basic header, with or without that word', () => {
		const connection = readConnection({ ...IDENTITY, environment: 'uat', cardAccountId: 'CA' });
		if (!connection.ok) throw new Error(connection.failure.code);
		const { clientId, clientSecret } = IDENTITY;
		const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
		const { text } = redactor(connection.value.secrets);
		expect(text(`Basic ${basic}, ${basic}, ${encodeURIComponent(basic)}`)).toBe(
			'Basic ***, ***, ***',
		);
	});

	it('is shown without secrets, wherever they stand', () => {
		const { value } = redactor([UNMENTIONABLE, 'S3cr3t', '']);
		const text = joined(wildText(5), UNMENTIONABLE, wildText(5));
		const shown: fc.Arbitrary<unknown> = fc.oneof(
			fc.tuple(wild, text).map(([other, one]) => [other, { text: one, [one]: one }]),
			wild,
			text,
		);
		always(shown, (given) => isSilent(value(given)));
	});
});
