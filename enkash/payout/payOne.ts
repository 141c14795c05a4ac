import type { Client } from '../api/client.ts';
import type { Allocation } from '../contract/allocation.ts';
import type { Sent } from '../contract/list.ts';
import type { Failure } from '../failures/failure.ts';
import type { Difference } from '../failures/payment.ts';
import type { RequestQueue } from '../requests/queue.ts';
import { SHORT_PAUSE, backOff } from '../requests/retry.ts';
import { fail } from '../result.ts';
import { type PostAnswer, type UnsettledAnswer, understand } from './answer.ts';
import type { Found } from './judge.ts';
import { leaseOverAt } from './lease.ts';
import { type LookUp, causeIn } from './lookUp.ts';
import { type LastGate, hindranceIn } from './maySend.ts';
import type { Outcome, Receipt } from './outcome.ts';
import { type Payment, toCall } from './payment.ts';
import { isRefusedForAll, isUnknownForAll, isUnsentForAll } from './stop.ts';
import { ABSENCE_TELLS_AFTER_MS, ABSENCE_TELLS_LAGS } from './timing.ts';

export interface PayOnePorts extends LastGate {
	readonly client: Client;
	readonly queue: RequestQueue;
	readonly lookUp: LookUp;
	readonly sleep: (ms: number) => Promise<void>;
	/** ms since the epoch. */
	readonly now: () => number;
	/** How soon EnKash shows a payment, in ms, proven by the canary; `undefined` for the canary. */
	readonly lagMs: number | undefined;
	readonly confirmationWindowMs: number;
	/** A next run pays under another reference: it does not look for this payment. */
	readonly isEveryExecution?: boolean;
}

export interface Posted {
	readonly firstAt: number;
	readonly lastAt: number;
}

/** What became of a payment, and what that means for the record and for the batch. */
export interface PaymentResult {
	readonly outcome: Outcome;
	/** Surely nothing was paid, so that the record may forget that the payment was begun. */
	readonly mayBeReleased: boolean;
	/** EnKash said yes, or that it has the reference. */
	readonly isRecordedAsPaid: boolean;
	/** When its first and its last POST were begun, in ms since the epoch. */
	readonly posted?: Posted;
	/** Every other payment would meet the same. */
	readonly stops?: Failure;
}

const MAX_NEVER_LEFT = 3;

/** Where a payment stands. The transitions are in `payOne`, `afterPost` and `afterLookUp`. */
type State =
	| {
			readonly at: 'send';
			readonly posts: number;
			readonly neverLeft: number;
			/** What EnKash said to the first POST, where this would be the second. */
			readonly turnedAway?: Failure;
	  }
	| {
			readonly at: 'confirm';
			readonly answer: UnsettledAnswer;
			readonly posts: number;
			/** When the POST ended, in ms since the epoch. */
			readonly endedAt: number;
	  }
	| { readonly at: 'done'; readonly paid: PaymentResult };

/** Pays one payment that is due and leased: send, confirm where the answer does not settle it, done. */
export async function payOne(payment: Payment, ports: PayOnePorts): Promise<PaymentResult> {
	let posted: Posted | undefined;
	let state: State = { at: 'send', posts: 0, neverLeft: 0 };
	while (state.at !== 'done') {
		if (state.at === 'send') {
			const { neverLeft, posts, turnedAway } = state;
			const hindrance = hindranceIn(ports);
			if (hindrance) {
				state = done(turnedAway ? unknown(payment, turnedAway, ports) : unsent(hindrance));
				continue;
			}
			const { answer, at } = await post(payment, ports);
			if (at !== undefined) posted = { firstAt: posted?.firstAt ?? at, lastAt: at };
			state = afterPost({ answer, posts: posts + 1, neverLeft }, payment, ports);
			if (state.at === 'send') await ports.sleep(backOff(state.neverLeft, SHORT_PAUSE));
		} else {
			// What EnKash calls a duplicate may be another's.
			const isOurs = state.answer.kind !== 'duplicate';
			const found = await ports.lookUp.until(payment, deadlineOf(state, ports), isOurs);
			state = afterLookUp(found, state, payment, ports);
		}
	}
	const { paid } = state;
	if (paid.stops) ports.stop.because(paid.stops);
	return { posted, ...paid };
}

/** One POST. `at`: when it was begun, in ms since the epoch, if it was. */
async function post(
	payment: Payment,
	ports: PayOnePorts,
): Promise<{ readonly answer: PostAnswer; readonly at?: number }> {
	const { client, now, queue, stop } = ports;
	let at: number | undefined;
	const told = await queue.send(async () => {
		const hindrance = hindranceIn(ports);
		if (hindrance) return fail<Sent<Allocation>>(hindrance);
		at = now();
		const isStillWanted = () => hindranceIn(ports) === undefined;
		const answer = await client.allocate(toCall(payment), isStillWanted);
		// Said here, so that it is heard before the next one gets its turn.
		if (!answer.ok && isRefusedForAll(answer.failure, payment)) stop.because(answer.failure);
		return answer;
	});
	return { answer: understand(told, payment), at };
}

/** A POST was answered, or not. */
function afterPost(
	{ answer, neverLeft, posts }: { answer: PostAnswer; posts: number; neverLeft: number },
	payment: Payment,
	ports: PayOnePorts,
): State {
	switch (answer.kind) {
		case 'accepted': {
			const { receipt } = answer;
			return done({
				outcome: {
					kind: 'paid',
					confirmedBy: 'response',
					receipt: { paidAt: ports.now(), ...receipt },
				},
				mayBeReleased: false,
				isRecordedAsPaid: true,
			});
		}
		case 'refused':
			// Of the first POST, this one says nothing.
			return done(posts > 1 ? unknown(payment, answer.failure, ports) : refused(answer.failure));
		case 'neverLeft': {
			const { failure } = answer;
			const isOver = neverLeft + 1 >= MAX_NEVER_LEFT || failure.affectsWholeBatch === true;
			if (posts > 1) return done(unknown(payment, failure, ports));
			return isOver || failure.code === 'lease-expired' || failure.code === 'stopped'
				? done(unsent(failure))
				: { at: 'send', posts: posts - 1, neverLeft: neverLeft + 1 };
		}
		default:
			return { at: 'confirm', answer, posts, endedAt: ports.now() };
	}
}

/**
 * From when on a payment that is absent was not made, in ms since the epoch; `undefined`: its absence
 * never tells. Only of what EnKash said no to: what was not answered may be carried out at any later time.
 */
function absenceTellsFrom(
	{ answer, endedAt, posts }: Extract<State, { at: 'confirm' }>,
	{ lagMs, leaseLeftMs, now }: PayOnePorts,
): number | undefined {
	const isAnswered = isTurnedAway(answer) || answer.kind === 'declined';
	if (!isAnswered || posts > 1 || lagMs === undefined) return undefined;
	const at = endedAt + ABSENCE_TELLS_AFTER_MS + ABSENCE_TELLS_LAGS * lagMs;
	return at < now() + leaseLeftMs() ? at : undefined;
}

/** EnKash asks to wait, or does not take the token any more: mostly before it looks at the payment. */
const isTurnedAway = (answer: UnsettledAnswer): boolean =>
	answer.kind === 'unclear' && (answer.failure.status === 401 || answer.failure.status === 429);

/** Until when a payment is looked for, in ms since the epoch. */
const deadlineOf = (state: Extract<State, { at: 'confirm' }>, ports: PayOnePorts): number =>
	Math.max(state.endedAt + ports.confirmationWindowMs, absenceTellsFrom(state, ports) ?? 0);

/** EnKash was asked for a payment whose answer did not settle it. */
function afterLookUp(
	found: Found,
	state: Extract<State, { at: 'confirm' }>,
	payment: Payment,
	ports: PayOnePorts,
): State {
	const now = ports.now();
	const { answer, posts } = state;
	if (found.kind === 'paid') {
		const { alsoShownAs, receipt } = found;
		const outcome: Outcome =
			answer.kind === 'duplicate' && posts === 1
				? { kind: 'alreadyPaid', receipt, alsoShownAs }
				: { kind: 'paid', confirmedBy: 'lookup', receipt, alsoShownAs };
		return done({ outcome, mayBeReleased: false, isRecordedAsPaid: true });
	}
	if (found.kind === 'taken' && found.failure.code === 'payment-failed-at-enkash') {
		const { failure } = found;
		return done({
			outcome: { kind: 'rejected', failure },
			mayBeReleased: false,
			isRecordedAsPaid: false,
		});
	}
	if (found.kind === 'statusUnknown') {
		const { failure, receipt } = found;
		return done({
			...unknown(payment, failure, ports),
			outcome: { kind: 'unknown', failure, receipt },
		});
	}
	const lookUp = found.kind === 'absent' ? undefined : causeIn(found);
	if (answer.kind === 'acceptedDifferently') {
		return done(acceptedDifferently(answer, payment, lookUp));
	}
	if (answer.kind === 'duplicate') {
		return done(duplicateNotShown(answer.failure, payment, lookUp));
	}
	if (!lookUp && now >= (absenceTellsFrom(state, ports) ?? Infinity)) {
		return answer.kind === 'declined'
			? done(refused(answer.failure))
			: { at: 'send', posts, neverLeft: 0, turnedAway: answer.failure };
	}
	return done(unknown(payment, answer.failure, ports, lookUp));
}

const done = (paid: PaymentResult): State => ({ at: 'done', paid });

const unsent = (failure: Failure): PaymentResult => ({
	outcome: { kind: 'notSent', failure },
	mayBeReleased: true,
	isRecordedAsPaid: false,
	...(isUnsentForAll(failure) ? { stops: failure } : {}),
});

const refused = (failure: Failure): PaymentResult => ({
	outcome: { kind: 'rejected', failure },
	mayBeReleased: true,
	isRecordedAsPaid: false,
});

function unknown(
	{ reference }: Payment,
	cause: Failure,
	{ isEveryExecution, now }: PayOnePorts,
	lookUp?: Failure,
): PaymentResult {
	const runAgainAfter = isEveryExecution ? undefined : leaseOverAt(now());
	const data = { reference, cause, lookUp, runAgainAfter };
	const stops = [cause, lookUp].find((one) => one && isUnknownForAll(one));
	return {
		outcome: { kind: 'unknown', failure: { kind: 'unknown', code: 'outcome-unknown', data } },
		mayBeReleased: false,
		isRecordedAsPaid: false,
		...(stops ? { stops } : {}),
	};
}

function acceptedDifferently(
	{ difference, receipt }: { readonly receipt: Receipt; readonly difference: Difference },
	{ reference }: Payment,
	lookUp: Failure | undefined,
): PaymentResult {
	const failure: Failure = {
		kind: 'unknown',
		code: 'accepted-differently',
		data: { reference, ...difference, transactionId: receipt.transactionId, lookUp },
		affectsWholeBatch: true,
	};
	return {
		outcome: { kind: 'unknown', failure, receipt },
		mayBeReleased: false,
		isRecordedAsPaid: true,
		stops: failure,
	};
}

function duplicateNotShown(
	said: Failure,
	{ reference }: Payment,
	lookUp: Failure | undefined,
): PaymentResult {
	const words = said.code === 'duplicate-reference' ? said.data.words : '';
	const failure: Failure = {
		kind: 'unknown',
		code: 'duplicate-not-shown',
		data: { reference, words, lookUp },
		affectsWholeBatch: true,
	};
	return {
		outcome: { kind: 'unknown', failure },
		mayBeReleased: false,
		isRecordedAsPaid: true,
		stops: failure,
	};
}
