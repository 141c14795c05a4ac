import { BoundedMap } from '../boundedMap.ts';
import { type Paise, sum } from '../money.ts';
import type { Failure } from '../failures/failure.ts';
import { type Payment, identityOf } from './payment.ts';

const MAX_EXECUTIONS = 10_000;

interface Reserved {
	readonly amount: Paise;
	/** How many runs are about to pay it, or have. */
	readonly runs: number;
}

/**
 * What each execution has moved or is about to, so that "Maximum Amount per Execution" holds over all
 * runs of all nodes in it: a loop and an agent pay in many small batches, at the same time, too. An
 * amount is reserved before it is sent, and given back if it was not.
 */
export class SpendingLimit {
	private readonly executions = new BoundedMap<string, Map<string, Reserved>>(MAX_EXECUTIONS);

	/**
	 * Reserves what is due, or says why not. A payment that another run has reserved counts once.
	 *
	 * @param execution the root execution, so that sub-workflows count with their caller
	 * @param limit in paise; `undefined`: none
	 */
	reserve(
		execution: string,
		due: readonly Payment[],
		limit: Paise | undefined,
	): Failure | undefined {
		const reserved = this.executions.getOrMake(execution, () => new Map());
		const paidBefore = sum([...reserved.values()].map(({ amount }) => amount));
		const after = new Map(reserved);
		for (const payment of due) {
			const { amount = 0n, runs = 0 } = after.get(identityOf(payment)) ?? {};
			const larger = amount > payment.amount ? amount : payment.amount;
			after.set(identityOf(payment), { amount: larger, runs: runs + 1 });
		}
		const total = sum([...after.values()].map(({ amount }) => amount));
		if (limit !== undefined && total > limit) {
			return {
				kind: 'invalid',
				code: 'execution-limit-exceeded',
				data: { total, limit, paidBefore },
				field: 'amount',
				affectsWholeBatch: true,
			};
		}
		after.forEach((one, identity) => reserved.set(identity, one));
		return undefined;
	}

	/** Gives back what surely was not paid by the run that reserved it. */
	giveBack(execution: string, payments: readonly Payment[]): void {
		const reserved = this.executions.get(execution);
		for (const payment of payments) {
			const identity = identityOf(payment);
			const { amount = 0n, runs = 0 } = reserved?.get(identity) ?? {};
			if (runs > 1) reserved?.set(identity, { amount, runs: runs - 1 });
			else reserved?.delete(identity);
		}
	}
}
