import fc from 'fast-check';
import { type Reading, readAnswer } from '../../../enkash/api/response.ts';
import { account } from '../../../enkash/contract/account.ts';
import { openEnvelope, wordsOf } from '../../../enkash/contract/envelope.ts';
import { handle } from '../../../enkash/contract/handle.ts';
import { listOf, sent } from '../../../enkash/contract/list.ts';
import { tokenResponse } from '../../../enkash/contract/token.ts';
import { always, joined, lettersOf } from './always.ts';
import { UNMENTIONABLE, objectsAreUntouched, wild, wildRecord } from './wild.ts';

afterEach(() => expect(objectsAreUntouched()).toBe(true));

const KINDS = ['credential', 'rejected', 'rateLimited', 'unknown', 'unexpected'];

const reading: Reading = { secret: UNMENTIONABLE, now: 0, endpoint: 'account', path: '/account' };
const accountAnswer = sent(account);
const handlesAnswer = listOf(handle);

const body = fc.oneof(
	wild,
	wildRecord('code', 'response_code', 'message', 'response_message', 'payload', 'request'),
);

const isSound = (ms: number | undefined) => ms === undefined || (Number.isFinite(ms) && ms >= 0);

it('opens any envelope, or none', () => {
	always(body, (given) => {
		const opened = openEnvelope(given);
		return (
			opened === undefined || (Number.isInteger(opened.code) && typeof opened.message === 'string')
		);
	});
});

it('finds words in any body, or none', () => {
	always(body, (given) => wordsOf(given)?.trim() !== '');
});

it('reads any answer, or says which failure it is', () => {
	const answer = fc.record({
		status: fc.oneof(fc.constant(200), fc.integer({ min: 100, max: 599 })),
		headers: wildRecord('retry-after', '__proto__').map((fields) => ({ ...fields })),
		body,
	});
	always(answer, (given) =>
		[readAnswer(given, accountAnswer, reading), readAnswer(given, handlesAnswer, reading)].every(
			(result) =>
				result.ok
					? given.status < 300
					: KINDS.includes(result.failure.kind) && isSound(result.failure.retryAfterMs),
		),
	);
});

it('waits for a sound time after any header', () => {
	const header = fc.oneof(
		lettersOf('0123456789 -+.eE', 12),
		joined('Thu, ', lettersOf('0123456789 Jan:GMT,-', 24)),
	);
	always(header, (text) => {
		const answer = { status: 429, headers: { 'retry-after': text }, body: undefined };
		const result = readAnswer(answer, accountAnswer, reading);
		return !result.ok && isSound(result.failure.retryAfterMs);
	});
});

it('finds a token in any log-in answer, or none', () => {
	const names = ['access_token', 'accessToken', 'expires_in', 'expiresIn', 'payload', '__proto__'];
	always(wildRecord(...names), (given) => {
		const read = tokenResponse.safeParse(given);
		if (!read.success) return true;
		const { accessToken, expiresIn } = read.data;
		const isLife = expiresIn === undefined || (Number.isFinite(expiresIn) && expiresIn > 0);
		return accessToken.trim() !== '' && isLife;
	});
});
