import { z } from 'zod';
import { type Answer, readAnswer } from '../../../enkash/api/response.ts';
import { seal } from '../../../enkash/api/cipher.ts';

const NOW = Date.UTC(2026, 0, 1);
const SECRET = 'pettycash-test-secret';
const account = z.object({ availableBalance: z.number() });

const read = (status: number, body: unknown, headers: Answer['headers'] = {}) =>
	readAnswer({ status, headers, body }, account, {
		...{ secret: SECRET, now: NOW },
		...{ endpoint: 'account', path: '/path' },
	});

const failureOf = (status: number, body: unknown, headers?: Answer['headers']) => {
	const result = read(status, body, headers);
	if (result.ok) throw new Error('It was read');
	return result.failure;
};

const refusal = (words: string) => ({ response_code: 1, response_message: words, payload: words });

describe('an answer with status 200', () => {
	it.each([
		['the first envelope', { response_code: 0, response_message: 'Success' }],
		['the second envelope', { code: 0, message: 'Success' }],
		['a code written as a string', { code: '0', message: 'Success' }],
		['no message', { code: 0 }],
	])('gives its payload in %s', (_, envelope) => {
		expect(read(200, { ...envelope, payload: { availableBalance: 5 } })).toEqual({
			ok: true,
			value: { availableBalance: 5 },
		});
	});

	it('is rejected when its code is not 0, in the words of EnKash', () => {
		const body = refusal('Handle is not active');
		expect(failureOf(200, body)).toMatchObject({
			kind: 'rejected',
			code: 'handle-blocked',
			data: { words: 'Handle is not active' },
			status: 200,
			enkashCode: 1,
			body,
		});
	});

	it.each([
		'Account is blocked',
		'Card account suspended',
		'Card account not found for companyId: [CEK1] and cardAccountId: [CA1]'.replace(/ for.*/, ''),
	])('affects the whole batch when it says %p', (words) => {
		expect(failureOf(200, refusal(words)).affectsWholeBatch).toBe(true);
	});

	it('does not affect the whole batch when it is about one handle', () => {
		expect(
			failureOf(200, refusal('Insufficient balance in handle')).affectsWholeBatch,
		).toBeUndefined();
	});

	it.each([
		['a web page', '<html>Sign in</html>'],
		['text', 'OK'],
		['nothing', undefined],
		['null', null],
		['a list', [1]],
		['an object without a code', { payload: {} }],
		['a code that is no number', { code: 'zero', payload: {} }],
		['a broken piece of JSON', '{"code":0,"pay'],
	])('is unexpected when its body is %s', (_, body) => {
		expect(failureOf(200, body)).toMatchObject({ kind: 'unexpected', status: 200 });
	});

	it('says that a web page came', () => {
		expect(failureOf(200, ' <!doctype html>')).toMatchObject({
			code: 'not-an-enkash-answer',
			data: { isWebPage: true },
		});
	});

	it('is unexpected when its payload does not fit, and names the field', () => {
		const body = { code: 0, payload: { availableBalance: 'much' } };
		expect(failureOf(200, body)).toMatchObject({
			kind: 'unexpected',
			field: 'payload.availableBalance',
		});
	});
});

describe('the status of an answer', () => {
	it.each([401, 403])('%p refuses the credential for every item', (status) => {
		const body = { error: 'invalid_token', error_description: 'Access token expired' };
		expect(failureOf(status, body)).toMatchObject({
			kind: 'credential',
			code: 'not-authorised',
			data: { words: 'Access token expired', status },
			affectsWholeBatch: true,
			status,
		});
		expect(failureOf(status, undefined)).toMatchObject({ data: { status } });
	});

	it.each([
		[200, { code: 1, message: 'Session expired. Please login again' }],
		[200, { code: 1, message: 'FAILURE', payload: 'Invalid access token' }],
		[200, { code: 401, message: 'Unauthorised' }],
		[400, { code: 1, message: 'Invalid access token' }],
		[422, { message: 'The access token is invalid' }],
	])('%p with %j refuses the token, not what was asked', (status, body) => {
		expect(failureOf(status, body)).toMatchObject({
			...{ kind: 'credential', code: 'not-authorised', affectsWholeBatch: true, status },
		});
	});

	it.each([500, 501, 502, 503, 504, 520, 599, 408])(
		'%p may have done the work, whatever the body says',
		(status) => {
			expect(failureOf(status, refusal('Refused')).kind).toBe('unknown');
			expect(failureOf(status, { code: 0, payload: { availableBalance: 5 } }).kind).toBe('unknown');
			expect(failureOf(status, '<html>').kind).toBe('unknown');
			expect(failureOf(status, undefined).kind).toBe('unknown');
		},
	);

	it.each([400, 404, 412, 422])('%p is a refusal when EnKash gave a reason', (status) => {
		expect(failureOf(status, refusal('Invalid mobile number'))).toMatchObject({
			kind: 'rejected',
			code: 'field-refused',
			data: { words: 'Invalid mobile number' },
			status,
		});
	});

	it.each([400, 422])('%p without words of EnKash is unexpected', (status) => {
		expect(failureOf(status, '<html>Not here</html>').kind).toBe('unexpected');
		expect(failureOf(status, {}).kind).toBe('unexpected');
	});

	it('takes a success under a failing status for neither', () => {
		const body = { code: 0, message: 'Success', payload: { availableBalance: 5 } };
		expect(failureOf(412, body).kind).toBe('unexpected');
		expect(failureOf(302, body).kind).toBe('unexpected');
	});

	it('is a refusal under a redirect when the envelope says so', () => {
		expect(failureOf(302, refusal('No')).kind).toBe('rejected');
	});
});

it('says which address is not there when a router answers 404', () => {
	expect(failureOf(404, '<html>Not here</html>')).toMatchObject({
		kind: 'rejected',
		code: 'no-such-address',
		data: { path: '/path', endpoint: 'account' },
	});
});

it.each([200, 409, 422])('hears "duplicate" before anything else, under status %p', (status) => {
	expect(failureOf(status, refusal('Transaction ID already exists.')).code).toBe(
		'duplicate-reference',
	);
});

describe('429', () => {
	const waitOf = (header: unknown) =>
		failureOf(429, undefined, { 'retry-after': header }).retryAfterMs;

	it('asks to wait, in the words of EnKash if it has any', () => {
		expect(failureOf(429, undefined).kind).toBe('rateLimited');
		expect(failureOf(429, refusal('Slow down'))).toMatchObject({ data: { words: 'Slow down' } });
	});

	it.each([
		['2', 2_000],
		[' 30 ', 30_000],
		['0', 0],
		['Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
		['Thu, 01 Jan 2020 00:00:00 GMT', 0],
	])('reads the header %p', (header, ms) => {
		expect(waitOf(header)).toBe(ms);
	});

	it.each(['', 'soon', '-5', '1.5', '1e3', '99999999999', undefined, 5, ['2']])(
		'ignores the header %p',
		(header) => {
			expect(waitOf(header)).toBeUndefined();
		},
	);
});

describe('an encrypted answer', () => {
	it('is opened with the secret', () => {
		const body = seal({ code: 0, payload: { availableBalance: 5 } }, SECRET);
		expect(read(200, body)).toEqual({ ok: true, value: { availableBalance: 5 } });
	});

	it('refuses in its own words', () => {
		expect(failureOf(422, seal(refusal('Invalid mobile'), SECRET))).toMatchObject({
			data: { words: 'Invalid mobile' },
		});
	});

	it('is unexpected when the secret does not fit', () => {
		const body = seal({ code: 0, payload: { availableBalance: 5 } }, 'another secret');
		expect(failureOf(200, body)).toMatchObject({
			kind: 'unexpected',
			code: 'answer-undecipherable',
			status: 200,
		});
	});

	it.each([
		[503, 'unknown'],
		[408, 'unknown'],
		[429, 'rateLimited'],
		[401, 'credential'],
		[403, 'credential'],
	])('is judged by the status %i alone when it cannot be opened', (status, kind) => {
		const body = seal(refusal('No'), 'another secret');
		expect(failureOf(status, body)).toMatchObject({ kind, status });
	});

	it.each([302, 400, 404, 409, 422])(
		'is unexpected when it cannot be opened under the status %i, which needs its words',
		(status) => {
			const body = seal(refusal('No'), 'another secret');
			expect(failureOf(status, body)).toMatchObject({ kind: 'unexpected', status });
		},
	);
});
