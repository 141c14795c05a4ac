import type { Failure } from '../../../enkash/failures/failure.ts';
import { Stop } from '../../../enkash/payout/stop.ts';
import type { Outcome } from '../../../enkash/payout/outcome.ts';

const BLOCKED: Failure = {
	kind: 'rejected',
	code: 'account-blocked',
	data: { words: 'Account is blocked' },
};
const TOO_LATE: Failure = { kind: 'notSent', code: 'lease-expired', data: {} };
const UNKNOWN: Outcome = { kind: 'unknown', failure: TOO_LATE };
const PAID: Outcome = { kind: 'paid', confirmedBy: 'response', receipt: {} };
const REJECTED: Outcome = { kind: 'rejected', failure: BLOCKED };

const after = (...outcomes: readonly Outcome[]) => {
	const stop = new Stop(() => false);
	for (const outcome of outcomes) stop.after(outcome);
	return stop.reason?.code === 'stopped' ? stop.reason.data.cause.code : undefined;
};

it('keeps the first cause', () => {
	const stop = new Stop(() => false);
	expect(stop.reason).toBeUndefined();
	stop.because(BLOCKED);
	stop.because(TOO_LATE);
	const reason = { kind: 'notSent', code: 'stopped', data: { cause: BLOCKED } };
	expect(stop.reason).toEqual(reason);
});

it('ends a batch that a person has stopped', () => {
	let isCancelled = false;
	const stop = new Stop(() => isCancelled);
	expect(stop.reason).toBeUndefined();
	isCancelled = true;
	expect(stop.reason).toMatchObject({ kind: 'notSent', code: 'execution-cancelled' });
});

it('ends a batch after three unknown payments in a row', () => {
	expect(after(UNKNOWN, UNKNOWN)).toBeUndefined();
	expect(after(UNKNOWN, UNKNOWN, UNKNOWN)).toBe('too-many-unknown');
	expect(after(UNKNOWN, UNKNOWN, PAID, UNKNOWN)).toBeUndefined();
	expect(after(UNKNOWN, REJECTED, UNKNOWN, REJECTED, UNKNOWN)).toBe('too-many-unknown');
});
