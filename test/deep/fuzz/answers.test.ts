import { readAnswer } from '../../../enkash/api/response.ts';
import { account } from '../../../enkash/contract/account.ts';
import { openEnvelope, wordsOf } from '../../../enkash/contract/envelope.ts';
import { handle } from '../../../enkash/contract/handle.ts';
import { listOf, sent } from '../../../enkash/contract/list.ts';
import { tokenResponse } from '../../../enkash/contract/token.ts';
import { type Dice, finding } from './dice.ts';
import { UNMENTIONABLE, objectsAreUntouched, wild, wildRecord } from './wild.ts';

afterEach(() => expect(objectsAreUntouched()).toBe(true));

const KINDS = ['credential', 'rejected', 'rateLimited', 'unknown', 'unexpected'];

const accountAnswer = sent(account);
const handlesAnswer = listOf(handle);

const FIELDS = ['code', 'response_code', 'message', 'response_message', 'payload', 'request'];
const body = (dice: Dice) => (dice.throw(2) === 0 ? wild(dice) : wildRecord(dice, FIELDS));

const isSound = (ms: number | undefined) => ms === undefined || (Number.isFinite(ms) && ms >= 0);

it('opens any envelope, or none', () => {
	const found = finding(body, (given) => {
		const opened = openEnvelope(given);
		return (
			opened === undefined || (Number.isInteger(opened.code) && typeof opened.message === 'string')
		);
	});
	expect(found).toBeUndefined();
});

it('finds words in any body, or none', () => {
	const found = finding(body, (given) => wordsOf(given)?.trim() !== '');
	expect(found).toBeUndefined();
});

it('reads any answer, or says which failure it is', () => {
	const answer = (dice: Dice) => ({
		status: dice.throw(2) === 0 ? 200 : 100 + dice.throw(500),
		headers: { ...wildRecord(dice, ['retry-after', '__proto__']) },
		body: body(dice),
	});
	const found = finding(answer, (given) =>
		[
			readAnswer(given, accountAnswer, UNMENTIONABLE, 0),
			readAnswer(given, handlesAnswer, UNMENTIONABLE, 0),
		].every((result) =>
			result.ok
				? given.status < 300
				: KINDS.includes(result.failure.kind) && isSound(result.failure.retryAfterMs),
		),
	);
	expect(found).toBeUndefined();
});

it('waits for a sound time after any header', () => {
	const header = (dice: Dice) =>
		dice.throw(2) === 0
			? dice.text('0123456789 -+.eE', 12)
			: `Thu, ${dice.text('0123456789 Jan:GMT,-', 24)}`;
	const found = finding(header, (text) => {
		const answer = { status: 429, headers: { 'retry-after': text }, body: undefined };
		const result = readAnswer(answer, accountAnswer, '', 0);
		return !result.ok && isSound(result.failure.retryAfterMs);
	});
	expect(found).toBeUndefined();
});

it('finds a token in any log-in answer, or none', () => {
	const names = ['access_token', 'accessToken', 'expires_in', 'expiresIn', 'payload', '__proto__'];
	const found = finding(
		(dice) => wildRecord(dice, names),
		(given) => {
			const read = tokenResponse.safeParse(given);
			if (!read.success) return true;
			const { accessToken, expiresIn } = read.data;
			const isLife = expiresIn === undefined || (Number.isFinite(expiresIn) && expiresIn > 0);
			return accessToken.trim() !== '' && isLife;
		},
	);
	expect(found).toBeUndefined();
});
