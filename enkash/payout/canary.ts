import type { Failure } from '../failures/failure.ts';
import type { Batch } from './batch.ts';
import type { Paid } from './payOne.ts';
import type { Payment } from './payment.ts';
import { CANARY_WITHIN_MS } from './timing.ts';

/** So many payments may be refused as the canary before the batch gives up. */
const MAX_REFUSED = 3;

export interface Proving {
	/** A canary of this run is wanted, even if the process has a proof: something begun is due. */
	readonly isOwnWanted: boolean;
	readonly send: (payment: Payment) => Promise<Paid>;
}

/**
 * Proves that EnKash shows what is paid: the first payment that was never begun, the canary, is sent
 * alone and looked for. An old transaction would prove neither that allocations are listed nor how
 * soon. Returns the payments that are left to send; none can be sent once the batch is stopped.
 */
export async function prove(
	fresh: readonly Payment[],
	{ isOwnWanted, send }: Proving,
	batch: Batch,
): Promise<readonly Payment[]> {
	const [first] = fresh;
	if (!first) return [];
	const { evidence, provenBy } = batch.account(first);
	const isProven = evidence.proofOf(first.direction, batch.ports.now()) !== undefined;
	if (isProven && (provenBy !== undefined || !isOwnWanted)) return fresh;
	let left = fresh;
	for (let refused = 0; refused < MAX_REFUSED && !batch.stopped(); ) {
		const [canary, ...others] = left;
		if (!canary) return left;
		left = others;
		const paid = await send(canary);
		const { outcome } = paid;
		if (outcome.kind === 'paid') {
			await findCanary(canary, paid, batch);
			return left;
		}
		if (outcome.kind === 'unknown') batch.stop(outcome.failure);
		if (outcome.kind === 'notSent') return left;
		if (outcome.kind === 'rejected') refused += 1;
	}
	batch.stop({ kind: 'notSent', code: 'no-payment-to-prove-with', data: {} });
	return left;
}

/** EnKash must show the canary as it was sent, or nothing more is sent. */
async function findCanary(canary: Payment, paid: Paid, batch: Batch): Promise<void> {
	const account = batch.account(canary);
	const { now } = batch.ports;
	const { outcome, postedAt = now() } = paid;
	if (outcome.kind !== 'paid') return;
	const found =
		outcome.confirmedBy === 'lookup'
			? ({ kind: 'paid' } as const)
			: await account.lookUp.until(canary, postedAt + CANARY_WITHIN_MS);
	if (found.kind !== 'paid') {
		batch.stop(notShown(canary, found, outcome.receipt.transactionId));
		return;
	}
	account.provenBy = 'canary';
	account.evidence.prove(canary.direction, { at: now(), lagMs: now() - postedAt });
	account.evidence.show([canary.reference]);
}

function notShown(
	{ reference }: Payment,
	found: { readonly kind: string; readonly failure?: Failure },
	transactionId: string | undefined,
): Failure {
	return found.failure
		? {
				kind: 'notSent',
				code: 'payment-shown-differently',
				data: { reference, cause: found.failure },
			}
		: { kind: 'notSent', code: 'payment-not-shown', data: { reference, transactionId } };
}
