import type { Allocation } from '../contract/allocation.ts';
import type { Sent } from '../contract/list.ts';
import { saysDoubt } from '../contract/phrases.ts';
import { isRecord } from '../contract/spelling.ts';
import { statusMeaning } from '../contract/status.ts';
import type { Failure } from '../failures/failure.ts';
import type { Difference } from '../failures/payment.ts';
import { formatRupees, paiseOf } from '../money.ts';
import type { Result } from '../result.ts';
import type { Receipt } from './outcome.ts';
import type { Payment } from './payment.ts';

/**
 * What the answer to a POST says.
 *
 * - `accepted`: paid, and all that EnKash repeats of it is as it was sent.
 * - `acceptedDifferently`: EnKash said yes to something else, or did not say to what.
 * - `refused`: for a reason that is final; nothing was paid.
 * - `declined`: EnKash said no to this request, for a reason that we do not know; it may still be paid.
 * - `duplicate`: EnKash knows the reference.
 * - `neverLeft`: it surely did not reach EnKash.
 * - `unclear`: anything may have become of it.
 */
export type PostAnswer =
	| { readonly kind: 'accepted'; readonly receipt: Receipt }
	| {
			readonly kind: 'acceptedDifferently';
			readonly receipt: Receipt;
			readonly difference: Difference;
	  }
	| { readonly kind: 'refused'; readonly failure: Failure }
	| { readonly kind: 'declined'; readonly failure: Failure }
	| { readonly kind: 'duplicate'; readonly failure: Failure }
	| { readonly kind: 'neverLeft'; readonly failure: Failure }
	| { readonly kind: 'unclear'; readonly failure: Failure };

/** An answer that does not settle what became of the payment. */
export type UnsettledAnswer = Extract<
	PostAnswer,
	{ kind: 'acceptedDifferently' | 'declined' | 'duplicate' | 'unclear' }
>;

/** Understands the answer to a POST. */
export function understand(answer: Result<Sent<Allocation>>, payment: Payment): PostAnswer {
	if (!answer.ok) return { kind: kindOf(answer.failure), failure: answer.failure };
	const told = answer.value.canonical;
	const receipt: Receipt = {
		transactionId: told.enKashTransactionId,
		handleId: told.enKashCardId,
		userId: told.userId,
		handleBalance: told.otbBalance,
	};
	const difference = differenceIn(told, payment);
	return difference
		? { kind: 'acceptedDifferently', receipt, difference }
		: { kind: 'accepted', receipt };
}

function kindOf(failure: Failure): 'refused' | 'declined' | 'duplicate' | 'neverLeft' | 'unclear' {
	if (failure.code === 'duplicate-reference') return 'duplicate';
	if (failure.kind === 'notSent' || isOfLogin(failure)) return 'neverLeft';
	const { body, code, data, enkashCode, kind, status } = failure;
	if (kind !== 'rejected') return 'unclear';
	// A page that says so may come from anything in between, whatever became of the payment.
	if (code === 'no-such-address') return isRecord(body) ? 'refused' : 'unclear';
	if ('words' in data && data.words !== undefined && saysDoubt(data.words)) return 'unclear';
	if (code !== 'refused') return 'refused';
	const isOfTheRequest = [400, 404, 422].some((one) => one === status);
	return enkashCode !== undefined && isOfTheRequest ? 'declined' : 'unclear';
}

/** Whether there was no session to send it with: only what a log-in met has a next attempt. */
export const isOfLogin = ({ data }: Failure): boolean =>
	'nextAttempt' in data && data.nextAttempt !== undefined;

/** What EnKash repeats otherwise than it was sent; `undefined` if all of it agrees. */
function differenceIn(
	told: Allocation,
	{ amount, recipient, reference }: Payment,
): Difference | undefined {
	const { enKashCardId, loadAmount, mobile, status, uniqueReferenceNumber } = told;
	if (uniqueReferenceNumber !== reference) {
		return { field: 'reference', said: uniqueReferenceNumber };
	}
	if (statusMeaning(status) !== 'good') return { field: 'status', said: status?.label };
	if (loadAmount !== undefined && paiseOf(loadAmount) !== amount) {
		return { field: 'amount', said: formatRupees(paiseOf(loadAmount)) };
	}
	const { handleId } = recipient;
	if (enKashCardId !== undefined && handleId !== undefined && enKashCardId !== handleId) {
		return { field: 'handle', said: enKashCardId };
	}
	const wanted = recipient.kind === 'person' ? recipient.person.mobile : undefined;
	return mobile !== undefined && wanted !== undefined && mobile.slice(-10) !== wanted
		? { field: 'mobile', said: mobile }
		: undefined;
}
