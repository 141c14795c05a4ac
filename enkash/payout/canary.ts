import type { Failure } from '../failures/failure.ts';
import type { Batch, Side } from './batch.ts';
import type { Found } from './judge.ts';
import { causeIn } from './lookUp.ts';
import type { PaymentResult } from './payOne.ts';
import type { Payment } from './payment.ts';
import { CANARY_WITHIN_MS } from './timing.ts';

/** So many payments may fail as the canary before the batch gives up. */
const MAX_TRIED = 3;

export interface Proving {
	readonly side: Side;
	/** A canary of this run is wanted, even if the process has a proof: something begun is due. */
	readonly isOwnWanted: boolean;
	readonly send: (payment: Payment) => Promise<PaymentResult>;
}

/**
 * Proves that EnKash shows what is paid: one payment, the canary, is sent alone and looked for. An old
 * transaction would prove neither that allocations are listed nor how soon. Returns the payments that
 * are left to send: none unless there is a proof.
 *
 * @param clear payments that surely were not made before
 */
export async function prove(
	clear: readonly Payment[],
	{ isOwnWanted, send, side }: Proving,
	batch: Batch,
): Promise<readonly Payment[]> {
	if (clear.length === 0) return [];
	const hasProof = side.evidence.proofAt(batch.ports.now()) !== undefined;
	if (hasProof && (side.isProven || !isOwnWanted)) return clear;
	let left = clear;
	for (let tried = 0; tried < MAX_TRIED && !batch.stop.reason; ) {
		const [canary, ...others] = left;
		if (!canary) return [];
		left = others;
		const paid = await send(canary);
		const { kind } = paid.outcome;
		if (kind === 'paid') {
			await findCanary(canary, paid, { side, batch });
			return batch.stop.reason ? [] : left;
		}
		// It only missed its lease, and so would the others.
		if (!batch.outcomeOf(canary)) return [];
		if (kind === 'unknown' && !isDeclined(paid.outcome.failure)) {
			batch.stop.because(paid.outcome.failure);
			return [];
		}
		if (kind !== 'alreadyPaid') tried += 1;
	}
	batch.stop.because({ kind: 'notSent', code: 'no-payment-to-prove-with', data: {} });
	return [];
}

/** EnKash said no in words that we do not know: as far as anybody knows, to this payment only. */
const isDeclined = (failure: Failure): boolean =>
	failure.code === 'outcome-unknown' && failure.data.cause.kind === 'rejected';

/** EnKash must show the canary as it was sent, or nothing more is sent. */
async function findCanary(
	canary: Payment,
	paid: PaymentResult,
	{ batch, side }: { readonly batch: Batch; readonly side: Side },
): Promise<void> {
	const { now } = batch.ports;
	const { outcome, posted = { firstAt: now(), lastAt: now() } } = paid;
	if (outcome.kind !== 'paid') return;
	const found =
		outcome.confirmedBy === 'lookup'
			? ({ kind: 'paid' } as const)
			: await side.lookUp.until(canary, posted.lastAt + CANARY_WITHIN_MS);
	if (found.kind !== 'paid') {
		side.evidence.disprove();
		batch.stop.because(notShown(canary, found, outcome.receipt.transactionId));
		return;
	}
	side.isProven = true;
	side.evidence.prove({ at: now(), lagMs: now() - posted.firstAt });
	batch.noteShown(canary);
}

function notShown(
	{ reference }: Payment,
	found: Exclude<Found, { kind: 'paid' }>,
	transactionId: string | undefined,
): Failure {
	if (found.kind === 'absent') {
		return { kind: 'notSent', code: 'payment-not-shown', data: { reference, transactionId } };
	}
	const data = { reference, cause: causeIn(found) };
	return found.kind === 'unclear'
		? { kind: 'notSent', code: 'look-up-inconclusive', data }
		: { kind: 'notSent', code: 'payment-shown-differently', data };
}
