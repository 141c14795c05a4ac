import type { Reply } from '../../../enkash/api/client.ts';
import { nothingIn } from '../../../enkash/payout/nothing.ts';

const said = (message: string, more: object = {}) => ({ code: 1, message, ...more });

const reply = (answer: unknown, words = ''): Reply => ({ kind: 'noList', said: answer, words });

/** Whether an answer is what EnKash says where there is nothing, by two answers where there was none. */
const isHeard = (one: unknown, other: unknown, answer: unknown) =>
	nothingIn(reply(one), reply(other)).isSaidBy(reply(answer));

it('is said in the same words', () => {
	const nothing = said('No transactions found');
	expect(isHeard(nothing, nothing, nothing)).toBe(true);
	expect(isHeard(nothing, nothing, said('Transactions are archived'))).toBe(false);
});

it('is said whatever the reference, the time and the number of the request', () => {
	const nothing = (reference: string, id: number) =>
		said(`${reference} does not exist`, { at: `2026-11-25T10:00:${id % 60}`, id });
	expect(
		isHeard(nothing('ab-12', 123_456), nothing('cd-34', 123_789), nothing('pay-1', 999_999)),
	).toBe(true);
});

it('is not said under another code, or with one field more', () => {
	const nothing = said('No transactions found');
	expect(isHeard(nothing, nothing, { ...nothing, code: 2 })).toBe(false);
	expect(isHeard(nothing, nothing, { ...nothing, payload: [] })).toBe(false);
});

it('is not known where two answers differ in their fields', () => {
	const other = said('Nothing', { payload: null });
	expect(isHeard(said('Nothing'), other, said('Nothing'))).toBe(false);
	expect(isHeard(said('Nothing'), other, other)).toBe(false);
});

it.each([
	'You have no permission to see transactions',
	'Something went wrong',
	'Too many requests, try again later',
	'txnDateFrom is required',
	'No such path',
])('is not what says %j, however often', (words) => {
	const answer = reply(said(words), words);
	expect(nothingIn(answer, answer).isSaidBy(answer)).toBe(false);
});
