import { type Batch, begunBefore, checkUsed, recordedButNotShown } from './batch.ts';
import { type Outcome, notSent } from './outcome.ts';
import type { Payment } from './payment.ts';

/**
 * What a run that pays would do with a payment that is due, as far as this process knows: n8n's record is
 * not asked, since every question leaves a mark there.
 */
export function wouldBecome(payment: Payment, batch: Batch): Outcome {
	const { now, process } = batch.ports;
	const id = batch.idOf(payment);
	const { reference } = payment;
	const hindrance = process.begun.hindranceTo(id, now());
	if (hindrance) return notSent(hindrance);
	if (!process.begun.get(id)) return { kind: 'wouldPay' };
	if (batch.isCheckedByHand(payment)) {
		return process.begun.isCheckUsed(id) ? checkUsed(reference) : { kind: 'wouldPay' };
	}
	return process.begun.isPaid(id)
		? { kind: 'unknown', failure: recordedButNotShown(reference) }
		: begunBefore(reference, process.begun.absenceTellsFrom(id));
}
