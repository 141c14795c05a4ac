import fc from 'fast-check';
import type { Answer } from '../../../../enkash/api/response.ts';
import { ENDPOINTS } from '../../../../enkash/contract/endpoints.ts';
import type { Failure } from '../../../../enkash/failures/failure.ts';
import { INSUFFICIENT, answer } from './bank.ts';

/** How a request is answered, whatever was done: with EnKash's own answer if nothing else is said. */
export type Reply =
	| { readonly kind: 'own' }
	/** EnKash's own answer, with another reference in it or none. */
	| { readonly kind: 'echo'; readonly echo: string | undefined }
	| { readonly kind: 'answer'; readonly answer: Answer; readonly hopeless?: boolean }
	| { readonly kind: 'failure'; readonly failure: Failure }
	/** No answer until the client gives up. */
	| { readonly kind: 'silence' }
	/** All transactions of the account, as if no reference had been asked for. */
	| { readonly kind: 'unfiltered' }
	/** A list that says it has more records than it shows, and shows none of ours. */
	| { readonly kind: 'cut' };

/** What becomes of one request. */
export interface Fate {
	/** Whether EnKash carries it out: when it arrives, so many ms after it was sent, or never. */
	readonly done: 'onArrival' | 'never' | number;
	readonly reply: Reply;
	/** ms that go by before it is sent, as when a session has to be opened first. */
	readonly heldUpMs?: number;
}

export const GOOD: Fate = { done: 'onArrival', reply: { kind: 'own' } };

const answered = (status: number, body: unknown, headers = {}): Reply => ({
	kind: 'answer',
	answer: answer(status, body, headers),
});
const hopeless = (given: Answer): Reply => ({ kind: 'answer', answer: given, hopeless: true });
const refusal = (message: string) => ({
	response_code: 1,
	response_message: message,
	payload: message,
});

const lost: Reply = { kind: 'failure', failure: { kind: 'unknown', message: 'Connection lost' } };
const refused: Reply = { kind: 'failure', failure: { kind: 'notSent', message: 'No connection' } };

/** Answers that do not tell whether it was done. */
const DOUBTFUL: readonly Reply[] = [
	lost,
	answered(500, { message: 'Internal error' }),
	answered(502, '<html>Bad gateway</html>'),
	answered(503, refusal('Try later')),
	answered(504, ''),
	answered(408, undefined),
	answered(200, '<html>Sign in</html>'),
	answered(200, '{"code":0,'),
	answered(200, {}),
	answered(200, { code: 0, message: 'Success' }),
	answered(200, { code: 'zero', message: 'Success', payload: {} }),
	answered(302, ''),
	answered(404, '<html>Not here</html>'),
	{ kind: 'echo', echo: undefined },
	{ kind: 'echo', echo: 'pay-99' },
];

/** Answers that say that it was not done. */
const CLEAR: readonly Reply[] = [
	refused,
	answered(429, undefined),
	answered(429, refusal('Too many requests'), { 'retry-after': '2' }),
	answered(429, undefined, { 'retry-after': '20' }),
	answered(429, undefined, { 'retry-after': '600' }),
	answered(429, undefined, { 'retry-after': 'Thu, 01 Jan 1970 00:01:05 GMT' }),
	answered(422, refusal('Invalid mobile')),
	answered(200, refusal('Handle is not active')),
	answered(409, refusal('Transaction ID already exists.')),
];

/** Answers that every other item would get as well. */
const HOPELESS: readonly Reply[] = [
	hopeless(answer(401, { error: 'invalid_token', error_description: 'Invalid access token' })),
	hopeless(answer(403, undefined)),
	hopeless(INSUFFICIENT),
	hopeless(answer(200, refusal('Account is blocked'))),
];

const never = (reply: Reply): Fate => ({ done: 'never', reply });

/** Fates of an allocation. No request is carried out later than `latestMs` after it was sent. */
export const allocationFate = (latestMs: number): fc.Arbitrary<Fate> =>
	fc.oneof(
		{ weight: 4, arbitrary: fc.constant(GOOD) },
		{
			weight: 5,
			arbitrary: fc.record({
				done: fc.constantFrom('onArrival' as const, 'never' as const),
				reply: fc.constantFrom(...DOUBTFUL),
			}),
		},
		{
			weight: 3,
			arbitrary: fc.record({
				done: fc.oneof(fc.constantFrom('onArrival' as const, latestMs), fc.nat(latestMs)),
				reply: fc.constantFrom<Reply>({ kind: 'silence' }, lost, answered(504, '')),
			}),
		},
		{
			weight: 2,
			arbitrary: fc
				.constantFrom(1_000, 4_900, 6_000, 20_000)
				.map((heldUpMs) => ({ ...GOOD, heldUpMs })),
		},
		{ weight: 3, arbitrary: fc.constantFrom(...CLEAR).map(never) },
		{ weight: 1, arbitrary: fc.constantFrom(...HOPELESS).map(never) },
	);

/** Fates of a look-up or of reading the account. */
export const readFate: fc.Arbitrary<Fate> = fc
	.oneof(
		{ weight: 8, arbitrary: fc.constant<Reply>({ kind: 'own' }) },
		{ weight: 3, arbitrary: fc.constant<Reply>({ kind: 'unfiltered' }) },
		{ weight: 2, arbitrary: fc.constant<Reply>({ kind: 'cut' }) },
		{ weight: 2, arbitrary: fc.constantFrom<Reply>(...DOUBTFUL.slice(0, 13), { kind: 'silence' }) },
		{ weight: 2, arbitrary: fc.constantFrom(...CLEAR.slice(0, 6)) },
		{ weight: 1, arbitrary: fc.constantFrom(...HOPELESS.slice(0, 2)) },
	)
	.map((reply) => ({ done: 'onArrival', reply }));

/** What EnKash does, request by request; all that come after are served well. */
export interface Script {
	readonly allocations: readonly Fate[];
	readonly lookUps: readonly Fate[];
	readonly accounts: readonly Fate[];
}

export const script = (latestMs: number): fc.Arbitrary<Script> =>
	fc.record({
		allocations: fc.array(allocationFate(latestMs), { maxLength: 12 }),
		lookUps: fc.array(readFate, { maxLength: 12 }),
		accounts: fc.array(readFate, { maxLength: 1 }),
	});

/** Reads a script: the fate of the next request to a path. */
export function fates(script: Script): (path: string) => Fate {
	const left = new Map<string, Fate[]>([
		[ENDPOINTS.allocate.path, [...script.allocations]],
		[ENDPOINTS.transactions.path, [...script.lookUps]],
		[ENDPOINTS.account.path, [...script.accounts]],
	]);
	return (path) => left.get(path)?.shift() ?? GOOD;
}
