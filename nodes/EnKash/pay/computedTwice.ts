import type { Payment } from '../../../enkash/payout/payment.ts';
import type { Problem } from '../../../enkash/payout/validateBatch.ts';

const handleIn = ({ recipient }: Payment) =>
	recipient.kind === 'handle' ? recipient.handleId : undefined;

/** Payments whose amounts would be computed from one balance, each as if the others were not there. */
export function computedTwice(batch: ReadonlyMap<number, Payment>): Problem[] {
	const computed = [...batch].filter(([, { isAmountComputed }]) => isAmountComputed);
	const count = (handleId: string | undefined) =>
		computed.filter(([, payment]) => handleIn(payment) === handleId).length;
	return computed.flatMap(([item, payment]): Problem[] => {
		const handleId = handleIn(payment);
		if (handleId === undefined || count(handleId) === 1) return [];
		const data = { handleId, name: payment.payee?.name ?? '' };
		return [{ item, failure: { kind: 'invalid', code: 'computed-twice', data } }];
	});
}
