import { answerOf, failureOf } from '../../../credentials/session/n8nResponse.ts';
import { SessionDue, SessionFailed } from '../../../credentials/session/n8nFailure.ts';

const locked = (words: string) =>
	({ kind: 'credential', code: 'login-locked', data: { words } }) as const;

/** An error as Node and the libraries above it make them. */
const error = (fields: object, cause?: unknown) =>
	Object.assign(new Error('Something happened', { cause }), fields);

describe('a request that ended in an exception', () => {
	it.each([
		'ECONNREFUSED',
		'ENOTFOUND',
		'EAI_AGAIN',
		'EHOSTUNREACH',
		'ENETUNREACH',
		'ERR_INVALID_URL',
		'CERT_HAS_EXPIRED',
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'ERR_TLS_CERT_ALTNAME_INVALID',
	])('was never sent when the code is %p', (code) => {
		expect(failureOf(error({ code })).kind).toBe('notSent');
		expect(failureOf(error({ code, syscall: 'connect' })).kind).toBe('notSent');
		expect(failureOf(error({}, error({}, error({ code })))).kind).toBe('notSent');
	});

	it.each(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ETIMEDOUT', 'ERR_BAD_RESPONSE', 'HPE_INVALID'])(
		'may have arrived when the code is %p',
		(code) => {
			expect(failureOf(error({ code })).kind).toBe('unknown');
		},
	);

	it.each(['read', 'write'])('may have arrived when a connection broke in a %p', (syscall) => {
		expect(failureOf(error({}, error({ code: 'EHOSTUNREACH', syscall }))).kind).toBe('unknown');
	});

	it('tells a time-out from a lost connection', () => {
		expect(failureOf(error({ code: 'ECONNABORTED' })).code).toBe('no-answer-in-time');
		expect(failureOf(error({ code: 'ECONNRESET' })).code).toBe('connection-lost');
	});

	it.each([undefined, null, 'gone', 5, {}, [], error({ code: 5 })])(
		'may have arrived when all that is known is %p',
		(thrown) => {
			expect(failureOf(thrown).kind).toBe('unknown');
		},
	);

	it('was not sent when n8n did not allow the host', () => {
		const failure = failureOf(new Error('Domain not allowed: This credential is restricted'));
		expect(failure).toEqual({
			kind: 'notSent',
			code: 'domain-not-allowed',
			data: { words: 'Domain not allowed: This credential is restricted' },
		});
	});

	it('may have arrived when a connection broke, whatever words came with it', () => {
		const broken = error({ code: 'ECONNRESET', syscall: 'read' });
		const failure = failureOf(error({ messages: ['The request was blocked'] }, broken));
		expect(failure.kind).toBe('unknown');
	});

	it('is what the session says it is', () => {
		const failure = locked('Locked');
		expect(failureOf(error({}, new SessionFailed(failure)))).toBe(failure);
	});

	it('was not sent when the session was over as soon as it began', () => {
		expect(failureOf(error({}, new SessionDue()))).toMatchObject({
			kind: 'notSent',
			affectsWholeBatch: true,
		});
	});

	describe('of an n8n whose errors forget their cause', () => {
		/** What such an n8n passes on: words of its own, and the code and words of the cause. */
		const forgetful = (httpCode: string | null, ...messages: string[]) =>
			error({ httpCode, messages });

		it('was never sent when the code says so', () => {
			const refused = forgetful('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:1');
			expect(failureOf(refused)).toMatchObject({
				kind: 'notSent',
				code: 'unreachable',
				data: { reason: 'ECONNREFUSED' },
			});
			expect(failureOf(forgetful('CERT_HAS_EXPIRED', 'certificate has expired')).kind).toBe(
				'notSent',
			);
		});

		it('may have arrived when a connection broke', () => {
			expect(failureOf(forgetful('EHOSTUNREACH', 'read EHOSTUNREACH')).kind).toBe('unknown');
			expect(failureOf(forgetful('ECONNRESET', 'socket hang up')).code).toBe('connection-lost');
			expect(failureOf(forgetful('ECONNABORTED', 'timeout of 50ms exceeded')).code).toBe(
				'no-answer-in-time',
			);
		});

		it('is what the session said it is', () => {
			const failure = locked('Locked');
			const { message } = new SessionFailed(failure);
			expect(failureOf(forgetful(null, message))).toBe(failure);
			expect(failureOf(forgetful('401', new SessionDue().message)).kind).toBe('notSent');
			expect(failureOf(forgetful(null, `${message} Or not.`)).kind).toBe('unknown');
		});

		it('remembers what sessions said for a while, not for ever', () => {
			const said = Array.from({ length: 101 }, (_, n) => new SessionFailed(locked(`No ${n}`)));
			const [first, second] = said.map(({ message }) => failureOf(forgetful(null, message)).kind);
			expect([first, second]).toEqual(['unknown', 'credential']);
		});
	});

	it('comes to an end when an error causes itself', () => {
		const round = error({});
		round.cause = round;
		expect(failureOf(round).kind).toBe('unknown');
	});
});

describe('an answer of the request helper', () => {
	const answered = async (response: unknown) =>
		await answerOf(async () => await Promise.resolve(response));
	const thrown = async (reason: unknown) =>
		await answerOf(async () => await Promise.reject<unknown>(reason));

	it('is passed on whatever its status', async () => {
		const headers = { 'retry-after': '1' };
		expect(await answered({ statusCode: 429, headers, body: 'x' })).toEqual({
			ok: true,
			value: { status: 429, headers, body: 'x' },
		});
	});

	it('may do without headers and body', async () => {
		expect(await answered({ statusCode: 204 })).toEqual({
			ok: true,
			value: { status: 204, headers: {}, body: undefined },
		});
	});

	it.each([undefined, null, 'text', {}, { statusCode: '200' }])(
		'is unknown when it is %p',
		async (response) => {
			expect(await answered(response)).toMatchObject({ ok: false, failure: { kind: 'unknown' } });
		},
	);

	it('is found in the exception that n8n makes of a second 401', async () => {
		const response = { status: 401, headers: {}, data: { error: 'invalid_token' } };
		expect(await thrown(error({}, error({ response })))).toEqual({
			ok: true,
			value: { status: 401, headers: {}, body: { error: 'invalid_token' } },
		});
	});

	it('is not found in a session that is due', async () => {
		expect(await thrown(new SessionDue())).toMatchObject({ failure: { kind: 'notSent' } });
	});
});
