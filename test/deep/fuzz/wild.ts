import fc from 'fast-check';
import { lettersOf } from './always.ts';

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

const scalar = fc.oneof(
	{ weight: 3, arbitrary: fc.constantFrom(...SCALARS) },
	{ weight: 1, arbitrary: lettersOf(LETTERS, 12) },
);

/** An object with such fields as its own, `__proto__` among them. */
const recordOf = (names: readonly string[], value: fc.Arbitrary<unknown>): fc.Arbitrary<object> =>
	fc
		.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 4 })
		.map((fields): object => Object.fromEntries(fields));

const nested = (depth: number): fc.Arbitrary<unknown> => {
	if (depth === 0) return scalar;
	const inner = nested(depth - 1);
	return fc.oneof(
		{ weight: 3, arbitrary: scalar },
		{ weight: 4, arbitrary: recordOf(NAMES, inner) },
		{ weight: 2, arbitrary: fc.array(inner, { maxLength: 3 }) },
	);
};

/** Whatever JSON can carry, and some that it cannot, in the shapes that EnKash may send. */
export const wild = nested(3);

/** An object with values of any kind in fields of these names; some of them are left out. */
export const wildRecord = (...names: readonly string[]): fc.Arbitrary<object> =>
	recordOf(names, nested(2));

/** Text of any kind. */
export const wildText = (maxLength: number): fc.Arbitrary<string> => lettersOf(LETTERS, maxLength);

/** Whether all objects are as they were, whatever a parser was given. */
export const objectsAreUntouched = (): boolean =>
	!('polluted' in {}) &&
	Object.keys(Object.prototype).length === 0 &&
	Object.getPrototypeOf({}) === Object.prototype;

/** Whether what stands for a password is to be found nowhere. */
export const isSilent = (shown: unknown): boolean =>
	!(JSON.stringify(shown) ?? '').includes(UNMENTIONABLE);
