import { isSealed, seal, unseal } from '../../../enkash/api/cipher.ts';
import { readConnection } from '../../../enkash/connection.ts';
import { failureOf } from '../../../credentials/session/n8nResponse.ts';
import { redactor } from '../../../enkash/redact.ts';
import { login } from '../../../enkash/session/login.ts';
import { loginFailure } from '../../../enkash/session/loginFailure.ts';
import { readState } from '../../../enkash/session/state.ts';
import { textOf } from '../../../texts/textOf.ts';
import { IDENTITY } from '../../unit/session/installation.mts';
import { Dice, finding } from './dice.ts';
import {
	UNMENTIONABLE,
	isSilent,
	objectsAreUntouched,
	said,
	wild,
	wildRecord,
	wildText,
} from './wild.ts';

afterEach(() => expect(objectsAreUntouched()).toBe(true));

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
	const url = (dice: Dice) =>
		dice.pick([
			'https://enkash.example',
			`http://localhost${dice.text(':1/.x', 4)}`,
			`http://127${dice.text('12.0:7/', 10)}`,
			`http${dice.text('s:/@?#.[]127localx', 20)}`,
		]);

	it('is read with a safe address, or refused in words that show no secret', () => {
		let timesRead = 0;
		const credential = (dice: Dice) => ({
			...good,
			baseUrl: url(dice),
			...(dice.throw(2) === 0 ? wildRecord(dice, changeable) : {}),
		});
		const found = finding(credential, (given) => {
			const { password, clientSecret, accessToken, encryptionSecret, ...open } = given;
			const connection = readConnection(given);
			if (!connection.ok) {
				const { failure } = connection;
				const isShown = failure.body !== undefined || !(isSilent(said(failure)) || !isSilent(open));
				return failure.kind === 'invalid' && !isShown && isSilent([]) === (password !== '');
			}
			timesRead++;
			const { protocol, hostname } = new URL(connection.value.baseUrl);
			const { secrets } = connection.value;
			return (
				[clientSecret, accessToken, encryptionSecret].every((secret) => secrets.includes(secret)) &&
				(protocol === 'https:' || /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname))
			);
		});
		expect(found).toBeUndefined();
		expect(timesRead).toBeGreaterThan(1_000);
	});

	it('is refused in words that show no secret when one stands in a wrong field', () => {
		const names = [...Object.keys(good), 'baseUrl', 'tokenUrl', 'authentication'];
		const credential = (dice: Dice) => ({
			...good,
			baseUrl: 'https://enkash.example',
			[dice.pick(names)]: dice.pick([
				UNMENTIONABLE,
				[UNMENTIONABLE],
				{ name: UNMENTIONABLE },
				`https://${UNMENTIONABLE}@x`,
				`${wildText(dice, 5)}${UNMENTIONABLE}`,
			]),
		});
		const found = finding(credential, (given) => {
			const connection = readConnection(given);
			return connection.ok || isSilent(said(connection.failure));
		});
		expect(found).toBeUndefined();
	});
});

describe('an encrypted body', () => {
	it('is opened if it is one, or refused without the secret', () => {
		const sealed = seal({ code: 0, message: 'Success' }, UNMENTIONABLE).request;
		const request = (dice: Dice) =>
			dice.pick([
				dice.text('ABCabc019+/= \n', 100),
				Buffer.from(dice.list(64, () => dice.throw(256))).toString('base64'),
				wildText(dice, 20),
				sealed.replaceAll(dice.pick([...sealed]), dice.pick([...sealed])),
			]);
		const found = finding(request, (text) => {
			const opened = unseal({ request: text }, UNMENTIONABLE);
			return opened.ok || (opened.failure.kind === 'unexpected' && isSilent(opened.failure));
		});
		expect(found).toBeUndefined();
	});

	it('opens to what was sealed', () => {
		const pair = (dice: Dice) => ({
			payload: wildRecord(dice, ['a', 'b']),
			key: wildText(dice, 9),
		});
		const found = finding(pair, ({ payload, key }) => {
			const sealed = seal(payload, key);
			const opened = unseal(sealed, key);
			return (
				isSealed(sealed) && opened.ok && JSON.stringify(opened.value) === JSON.stringify(payload)
			);
		});
		expect(found).toBeUndefined();
	});
});

describe('a session', () => {
	it('is read from what is stored, or taken for none', () => {
		let timesRead = 0;
		const stored = (dice: Dice): unknown => {
			const text = JSON.stringify({
				session: wildRecord(dice, ['identity', 'accessToken', 'renewAt', 'expiresAt']),
				logins: dice.list(2, () => ({
					login: 'l',
					attempts: dice.list(2, () => ({ id: 'a', at: 1, ...wildRecord(dice, ['at', 'reason']) })),
					...wildRecord(dice, ['login', 'succeededAt', 'attempts', '__proto__']),
				})),
				...(dice.throw(2) === 0 ? { session: undefined } : {}),
			});
			return dice.pick([text, text, text.slice(0, dice.throw(text.length)), wild(dice)]);
		};
		const found = finding(stored, (given) => {
			const { logins } = readState(given);
			if (logins.length > 0) timesRead++;
			return logins.every(
				({ login, attempts }) =>
					typeof login === 'string' && attempts.every(({ at }) => typeof at === 'number'),
			);
		});
		expect(found).toBeUndefined();
		expect(timesRead).toBeGreaterThan(1_000);
	});

	it('tells why a log-in brought no token without the secrets it was sent with', async () => {
		const identity = { ...IDENTITY, password: UNMENTIONABLE, clientSecret: UNMENTIONABLE };
		const names = [
			'access_token',
			'expires_in',
			'error',
			'error_description',
			'message',
			'payload',
		];
		let shown = 0;
		for (let seed = 0; seed < 100_000; seed++) {
			const dice = new Dice(seed);
			const body = wildRecord(dice, names);
			if (!isSilent(body)) continue;
			const value = {
				status: dice.pick([200, 200, 302, 400, 401, 404, 429, 500]),
				headers: {},
				body,
			};
			const came = await login(identity, async () => await Promise.resolve({ ok: true, value }), 0);
			if (came.kind === 'token') {
				if (!(came.session.renewAt > 0)) shown++;
				continue;
			}
			if (came.kind === 'notSent') throw new Error('It was sent');
			const attempts = [{ id: 'a', at: 0, reason: came.reason }];
			const failure = loginFailure({ login: 'l', attempts });
			if (!isSilent(failure) || !isSilent(textOf(failure))) shown++;
		}
		expect(shown).toBe(0);
	});
});

describe('what went wrong', () => {
	it('is told whatever was thrown', () => {
		const names = ['code', 'syscall', 'message', 'cause', 'response', 'status', '__proto__'];
		const error = (dice: Dice) =>
			dice
				.list(4, () => wildRecord(dice, names))
				.reduce<unknown>((cause, each) => ({ ...each, cause }), wild(dice));
		const found = finding(error, (thrown) =>
			['notSent', 'unknown'].includes(failureOf(thrown).kind),
		);
		expect(found).toBeUndefined();
	});

	it('is shown without secrets, whatever they are written in', () => {
		const secret = (dice: Dice) => dice.text('aZ9 +/=%&"\\\'<>éß₹\ud83d\ude00\ud83d\n', 20);
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
			];
		};
		const found = finding(secret, (given) => {
			if (given.length < 4) return true;
			const { text } = redactor([given]);
			return writings(given).every((written) => text(`<${written}>`) === '<***>');
		});
		expect(found).toBeUndefined();
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
		const shown = (dice: Dice): unknown => {
			const text = `${wildText(dice, 5)}${UNMENTIONABLE}${wildText(dice, 5)}`;
			return dice.pick([[wild(dice), { text, [text]: text }], wild(dice), text]);
		};
		expect(finding(shown, (given) => isSilent(value(given)))).toBeUndefined();
	});
});
