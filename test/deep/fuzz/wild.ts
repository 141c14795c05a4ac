import type { Dice } from './dice.ts';

/** What stands for a password, and is to be found in nothing that is shown. */
export const UNMENTIONABLE = 'S3cr3t/of+EnKash=';

/** The fields that EnKash's messages have, and names that JavaScript gives a meaning of its own. */
const NAMES = [
	'response_code',
	'response_message',
	'code',
	'message',
	'payload',
	'errorResponse',
	'errorMessage',
	'error',
	'error_description',
	'recordsCount',
	'data',
	'request',
	'access_token',
	'accessToken',
	'expires_in',
	'expiresIn',
	'cardAccountId',
	'availableBalance',
	'enKashCardId',
	'enkashCardId',
	'enKashTransactionId',
	'enkashCardTxnId',
	'uniqueReferenceNumber',
	'pgReferenceNumber',
	'amount',
	'txnAmount',
	'cardTransactionType',
	'transactionType',
	'type',
	'status',
	'name',
	'label',
	'txnDate',
	'createdOn',
	'mobile',
	'token',
	'__proto__',
	'constructor',
	'prototype',
	'toString',
	'valueOf',
	'hasOwnProperty',
	'toJSON',
	'polluted',
	'',
	'0',
	'length',
];

const SCALARS: readonly unknown[] = [
	null,
	undefined,
	true,
	false,
	0,
	-0,
	1,
	-1,
	100,
	100.5,
	1e15,
	1e16,
	1e300,
	-1e308,
	Number.MAX_VALUE,
	2 ** 53,
	5e-324,
	NaN,
	Infinity,
	-Infinity,
	'',
	' ',
	'CR',
	'DR',
	'CREDIT',
	'ALLOCATE_POINT',
	'CREATED',
	'FAILED',
	'pay-0',
	'PAY-0',
	'Success',
	'FAILURE',
	'Transaction not found',
	'Insufficient balance in card account',
	'<html>',
	'{"code":0}',
	'0',
	'1',
	'-1',
	'1e3',
	'100',
	'100.00',
	'99.5',
	'NaN',
	'Infinity',
	'2024-08-14 15:49:46',
	'2024-08-14T15:49:46Z',
	'__proto__',
	'\u0000',
	'₹',
	'१००',
	'\ud800',
	'a'.repeat(300),
	UNMENTIONABLE,
];

/** Letters of many kinds: control characters, digits of other scripts, halves of pairs, signs. */
const LETTERS =
	' \t\n\u0000\u007f"\'\\{}[]<>:;,.-+_/#%&=aZzé₹०١９\u00a0\u202e\ufeff\ud83d\udcb8019';

const scalar = (dice: Dice): unknown =>
	dice.throw(4) === 0 ? dice.text(LETTERS, 12) : dice.pick(SCALARS);

/** An object with such fields as its own, `__proto__` among them. */
const recordOf = (dice: Dice, names: readonly string[], value: (dice: Dice) => unknown): object =>
	Object.fromEntries(dice.list(4, () => [dice.pick(names), value(dice)]));

const nested =
	(depth: number) =>
	(dice: Dice): unknown => {
		const kind = depth === 0 ? 0 : dice.throw(9);
		if (kind < 3) return scalar(dice);
		return kind < 7
			? recordOf(dice, NAMES, nested(depth - 1))
			: dice.list(3, () => nested(depth - 1)(dice));
	};

/** Whatever JSON can carry, and some that it cannot, in the shapes that EnKash may send. */
export const wild = nested(3);

/** An object with values of any kind in fields of these names; some of them are left out. */
export const wildRecord = (dice: Dice, names: readonly string[]): object =>
	recordOf(dice, names, nested(2));

/** Text of any kind. */
export const wildText = (dice: Dice, longest: number): string => dice.text(LETTERS, longest);

/** Whether all objects are as they were, whatever a parser was given. */
export const objectsAreUntouched = (): boolean =>
	!('polluted' in {}) &&
	Object.keys(Object.prototype).length === 0 &&
	Object.getPrototypeOf({}) === Object.prototype;

/** Everything that is said in a failure; not the raw answer. */
export const said = (failure: { message: string; advice?: string; field?: string }): string =>
	[failure.message, failure.advice, failure.field].join('\n');

/** Whether what stands for a password is to be found nowhere. */
export const isSilent = (shown: unknown): boolean =>
	!(JSON.stringify(shown) ?? '').includes(UNMENTIONABLE);
