import fc from 'fast-check';
import {
	ATTEMPT_INTERVAL_MS,
	type Attempt,
	type LoginHistory,
	MAX_ATTEMPTS,
	mergeHistories,
	mostOf,
	nextAttemptAt,
	recordOf,
	withAttempt,
	withSuccess,
	withoutAttempt,
} from '../../../enkash/session/attempts.ts';

const UNANSWERED = { code: 'login-unanswered' } as const;
const REFUSED = { code: 'login-refused', words: 'Bad credentials', status: 400 } as const;
const LOCKED = { code: 'login-locked', words: 'User account is locked' } as const;

const attempted = (...attempts: Attempt[]) =>
	attempts.reduce<LoginHistory>((history, each) => withAttempt(history, 'L', each), []);
const next = (history: LoginHistory) => nextAttemptAt(recordOf(history, 'L'));

describe('a log-in', () => {
	it('that was never sent may be sent at once', () => {
		expect(next([])).toBe(0);
	});

	it('that brought no token may be sent once more, 15 minutes later', () => {
		expect(next(attempted({ id: 'a', at: 1_000, reason: UNANSWERED }))).toBe(1_000 + 15 * 60_000);
	});

	it('that brought no token twice is not sent again by itself', () => {
		const twice = attempted(
			{ id: 'a', at: 1_000, reason: UNANSWERED },
			{ id: 'b', at: 2_000_000, reason: LOCKED },
		);
		expect(next(twice)).toBe(Infinity);
	});

	it('that EnKash clearly refused is not sent again by itself', () => {
		expect(next(attempted({ id: 'a', at: 1_000, reason: REFUSED }))).toBe(Infinity);
	});

	it('of which nothing is known yet counts', () => {
		expect(next(attempted({ id: 'a', at: 1_000 }))).toBe(1_000 + ATTEMPT_INTERVAL_MS);
	});

	it('that surely never left does not count', () => {
		expect(next(withoutAttempt(attempted({ id: 'a', at: 1_000 }), 'L', 'a'))).toBe(0);
	});

	it('is counted once, however often it is told', () => {
		const told = attempted({ id: 'a', at: 1_000 }, { id: 'a', at: 1_200, reason: LOCKED });
		expect(recordOf(told, 'L').attempts).toEqual([{ id: 'a', at: 1_200, reason: LOCKED }]);
	});

	it('that brought a token may be sent at once again, and what was before is forgotten', () => {
		const twice = attempted({ id: 'a', at: 1, reason: LOCKED }, { id: 'b', at: 2, reason: LOCKED });
		const after = withSuccess(twice, 'L', 3);
		expect(next(after)).toBe(0);
		expect(next(mergeHistories(after, twice))).toBe(0);
	});

	it('has a budget of its own', () => {
		const other = attempted({ id: 'a', at: 1, reason: REFUSED });
		expect(nextAttemptAt(recordOf(other, 'another'))).toBe(0);
	});
});

it('of too many log-ins, those are forgotten first that brought a token, and then the oldest', () => {
	const history = [
		{ login: 'old', attempts: [{ id: 'a', at: 1, reason: REFUSED }] },
		{ login: 'new', attempts: [{ id: 'b', at: 2, reason: REFUSED }] },
		{ login: 'good', attempts: [], succeededAt: 3 },
	];
	const kept = (count: number) => mostOf(history, count).map(({ login }) => login);
	expect(kept(3)).toEqual(['old', 'new', 'good']);
	expect(kept(2)).toEqual(['new', 'old']);
	expect(kept(1)).toEqual(['new']);
});

const login = fc.constantFrom('L1', 'L2', 'L3');
const moment = fc.integer({ min: 0, max: 100 });
/** What is known of an attempt depends on the attempt, and on how late it was asked. */
const event = fc.oneof(
	fc.record({ kind: fc.constant('begun' as const), login, id: fc.nat(9), at: moment }),
	fc.record({ kind: fc.constant('settled' as const), login, id: fc.nat(9), at: moment }),
	fc.record({ kind: fc.constant('succeeded' as const), login, at: moment }),
);
const history = fc.array(event, { maxLength: 12 }).map((events) =>
	events.reduce<LoginHistory>((known, each) => {
		if (each.kind === 'succeeded') return withSuccess(known, each.login, each.at);
		const { at, id } = each;
		const reason = each.kind === 'settled' ? { code: 'login-locked' as const } : undefined;
		return withAttempt(known, each.login, { id: `${id}-${at}`, at, ...(reason && { reason }) });
	}, []),
);

describe('two histories', () => {
	it('can be merged in any order, any number of times, in any grouping', () => {
		fc.assert(
			fc.property(history, history, history, (a, b, c) => {
				expect(mergeHistories(a, b)).toEqual(mergeHistories(b, a));
				expect(mergeHistories(a, a)).toEqual(mergeHistories(a, []));
				expect(mergeHistories(mergeHistories(a, b), c)).toEqual(
					mergeHistories(a, mergeHistories(b, c)),
				);
			}),
		);
	});

	it('together allow no log-in that either forbids, unless the other knows of a success', () => {
		fc.assert(
			fc.property(history, history, login, (a, b, which) => {
				const [one, other] = [recordOf(a, which), recordOf(b, which)];
				const merged = recordOf(mergeHistories(a, b), which);
				if (one.succeededAt === undefined && other.succeededAt === undefined) {
					expect(nextAttemptAt(merged)).toBeGreaterThanOrEqual(nextAttemptAt(one));
				}
			}),
		);
	});
});

/** Whoever asks before sending, and tells what came of it, whatever happens and whenever. */
const story = fc.array(
	fc.record({
		passes: fc.integer({ min: 0, max: 2 * ATTEMPT_INTERVAL_MS }),
		login,
		outcome: fc.constantFrom('token', 'none', 'none', 'none', 'unknown', 'notSent'),
	}),
	{ maxLength: 60 },
);

it('is sent twice at most between successes, 15 minutes apart', () => {
	fc.assert(
		fc.property(story, (steps) => {
			let now = 0;
			let known: LoginHistory = [];
			const sent = new Map<string, number[]>();
			for (const [id, { login: which, outcome, passes }] of steps.entries()) {
				now += passes;
				if (nextAttemptAt(recordOf(known, which)) > now) continue;
				known = withAttempt(known, which, { id: `${id}`, at: now });
				if (outcome === 'notSent') known = withoutAttempt(known, which, `${id}`);
				if (outcome === 'token') {
					known = withSuccess(known, which, now);
					sent.delete(which);
				}
				if (outcome === 'none' || outcome === 'unknown') {
					const before = sent.get(which) ?? [];
					for (const at of before) expect(now - at).toBeGreaterThanOrEqual(ATTEMPT_INTERVAL_MS);
					sent.set(which, [...before, now]);
				}
				if (outcome === 'none') {
					known = withAttempt(known, which, { id: `${id}`, at: now, reason: LOCKED });
				}
				expect(sent.get(which)?.length ?? 0).toBeLessThanOrEqual(MAX_ATTEMPTS);
			}
		}),
	);
});
