import fc from 'fast-check';
import type { Answer } from '../../../../enkash/api/response.ts';
import { ENDPOINTS } from '../../../../enkash/contract/endpoints.ts';

/** How a request is answered, whatever was done. */
export type Reply =
	/** With EnKash's own answer. */
	| { readonly kind: 'own' }
	| { readonly kind: 'answer'; readonly answer: Answer; readonly isHopeless?: boolean }
	/** The connection breaks, and the request may have arrived. */
	| { readonly kind: 'lost' }
	/** No answer until the client gives up. */
	| { readonly kind: 'silence' }
	/** The request surely did not leave: no connection, or no session. */
	| { readonly kind: 'unreachable' | 'noSession' };

/** What becomes of one request. */
export interface Fate {
	/** Whether EnKash carries it out: when it arrives, so many ms after we gave it up, or never. */
	readonly done: 'onArrival' | 'never' | number;
	readonly reply: Reply;
	/** ms that go by before it is sent, as when a session has to be opened first. */
	readonly heldUpMs?: number;
}

export const GOOD: Fate = { done: 'onArrival', reply: { kind: 'own' } };

export const answer = (status: number, body: unknown, headers = {}): Answer => ({
	status,
	headers,
	body,
});

const answered = (status: number, body: unknown, headers = {}): Reply => ({
	kind: 'answer',
	answer: answer(status, body, headers),
});

export const refusal = (message: string) => ({
	response_code: 1,
	response_message: message,
	payload: message,
});

const LOST: Reply = { kind: 'lost' };
const SILENCE: Reply = { kind: 'silence' };

/** Answers that do not tell whether it was done. */
const DOUBTFUL: readonly Reply[] = [
	LOST,
	answered(500, { message: 'Internal error' }),
	answered(502, '<html>Bad gateway</html>'),
	answered(503, refusal('Try later')),
	answered(504, ''),
	answered(408, undefined),
	answered(200, '<html>Sign in</html>'),
	answered(200, '{"code":0,'),
	answered(200, {}),
	answered(200, { code: 'zero', message: 'Success', payload: {} }),
	answered(302, ''),
	answered(404, '<html>Not here</html>'),
	answered(200, refusal('Something went wrong')),
	answered(200, refusal('Transaction is under process')),
	answered(200, refusal('Timeout limit exceeded')),
	answered(400, refusal('Read timed out executing POST http://switch/credit')),
	answered(422, refusal('Invalid response received from bank')),
];

/** EnKash says no to the request, for a reason that nobody knows. */
const DECLINED: readonly Reply[] = [
	answered(400, refusal('E1042')),
	answered(422, refusal('Some reason that nobody knows')),
];

/** Answers that mostly mean that it was not done. */
const PUT_OFF: readonly Reply[] = [
	answered(429, undefined),
	answered(429, refusal('Too many requests'), { 'retry-after': '2' }),
	answered(429, undefined, { 'retry-after': '20' }),
	answered(429, undefined, { 'retry-after': '600' }),
	answered(401, { error: 'invalid_token', error_description: 'Invalid access token' }),
	answered(403, undefined),
	answered(403, '<html>Request blocked</html>'),
	...DECLINED,
];

/** Refusals that are final: nothing was done. */
const REFUSED: readonly Reply[] = [
	answered(422, refusal('Invalid mobile')),
	answered(200, refusal('Handle is not active')),
	answered(400, refusal('Card is blocked')),
];

const HOPELESS: readonly Reply[] = [
	{
		kind: 'answer',
		answer: answer(200, refusal('Card account is blocked')),
		isHopeless: true,
	},
];

const never = (reply: Reply): Fate => ({ done: 'never', reply });

const isTurnedAway = ({ reply }: Fate): boolean =>
	DECLINED.includes(reply) ||
	(reply.kind === 'answer' && (reply.answer.status === 401 || reply.answer.status === 429));

/** The longest that a payment is carried out after it was given up, in ms. */
export const LATEST_MS = 60_000;

/**
 * Fates of a payment.
 *
 * @param isHonest whoever is put off with HTTP 429 or 401, or declined, is never paid all the same
 */
const allocationFate = (isHonest: boolean): fc.Arbitrary<Fate> =>
	fc.oneof(
		{ weight: 6, arbitrary: fc.constant(GOOD) },
		{
			weight: 4,
			arbitrary: fc.record({
				done: fc.constantFrom('onArrival' as const, 'never' as const),
				reply: fc.constantFrom(...DOUBTFUL, SILENCE),
			}),
		},
		{
			weight: 4,
			arbitrary: fc
				.record({
					done: fc.constantFrom('onArrival' as const, 'never' as const, 'never' as const),
					reply: fc.constantFrom(...PUT_OFF),
				})
				.map((fate) => (isHonest && isTurnedAway(fate) ? never(fate.reply) : fate)),
		},
		{
			weight: 3,
			arbitrary: fc.record({
				done: fc.oneof(fc.constantFrom(0, LATEST_MS), fc.nat(LATEST_MS)),
				reply: fc.constantFrom<Reply>(SILENCE, LOST, answered(504, '')),
			}),
		},
		{
			weight: 2,
			arbitrary: fc
				.constantFrom(1_000, 6_000, 20_000, 59_000)
				.map((heldUpMs) => ({ ...GOOD, heldUpMs })),
		},
		{ weight: 2, arbitrary: fc.constantFrom(...REFUSED).map(never) },
		{ weight: 1, arbitrary: fc.constantFrom(...HOPELESS).map(never) },
		{
			weight: 2,
			arbitrary: fc.constantFrom<Reply>({ kind: 'unreachable' }, { kind: 'noSession' }).map(never),
		},
	);

/** Fates of a look-up, or of reading the account or its handles. */
const readFate: fc.Arbitrary<Fate> = fc
	.oneof(
		{ weight: 8, arbitrary: fc.constant<Reply>({ kind: 'own' }) },
		{ weight: 2, arbitrary: fc.constantFrom<Reply>(...DOUBTFUL, SILENCE) },
		{ weight: 2, arbitrary: fc.constantFrom(...PUT_OFF) },
		{
			weight: 1,
			arbitrary: fc.constantFrom<Reply>({ kind: 'unreachable' }, { kind: 'noSession' }),
		},
	)
	.map((reply) => ({ done: 'onArrival', reply }));

/** What becomes of requests, one by one; all that come after are served well. */
export interface Script {
	readonly allocations: readonly Fate[];
	readonly lookUps: readonly Fate[];
	readonly others: readonly Fate[];
}

export const QUIET: Script = { allocations: [], lookUps: [], others: [] };

export const script = (isHonest: boolean): fc.Arbitrary<Script> =>
	fc.record({
		allocations: fc.array(allocationFate(isHonest), { maxLength: 12 }),
		lookUps: fc.array(readFate, { maxLength: 8 }),
		others: fc.array(readFate, { maxLength: 2 }),
	});

/** Reads a script: the fate of the next request to a path. */
export function fatesIn(script: Script): (path: string) => Fate {
	const allocations = [...script.allocations];
	const lookUps = [...script.lookUps];
	const others = [...script.others];
	return (path) => {
		if (path.startsWith(ENDPOINTS.allocate.path)) return allocations.shift() ?? GOOD;
		if (path.startsWith(ENDPOINTS.transactions.path)) return lookUps.shift() ?? GOOD;
		return others.shift() ?? GOOD;
	};
}
