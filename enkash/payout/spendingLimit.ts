import { BoundedMap } from '../boundedMap.ts';
import { type Paise, sum } from '../money.ts';
import { type Result, fail, succeed } from '../result.ts';
import { type Payment, identityOf } from './payment.ts';

const MAX_EXECUTIONS = 10_000;

/**
 * What each execution has moved or is about to, so that "Maximum Amount per Execution" holds over all
 * runs of all nodes in it: a loop and an agent pay in many small batches, at the same time, too. An
 * amount is reserved before it is sent, and given back if it was not.
 */
export class SpendingLimit {
	private readonly executions = new BoundedMap<string, Map<string, Paise>>(MAX_EXECUTIONS);

	/**
	 * Reserves what is due, or says why not. Returns what was not reserved before.
	 *
	 * @param execution the root execution, so that sub-workflows count with their caller
	 * @param limit in paise; `undefined`: none
	 */
	reserve(
		execution: string,
		due: readonly Payment[],
		limit: Paise | undefined,
	): Result<readonly Payment[]> {
		const moved = this.executions.getOrMake(execution, () => new Map());
		const paidBefore = sum([...moved.values()]);
		const added = due.filter((payment) => !moved.has(identityOf(payment)));
		const total = paidBefore + sum(added.map(({ amount }) => amount));
		if (limit !== undefined && total > limit) {
			return fail({
				kind: 'invalid',
				code: 'execution-limit-exceeded',
				data: { total, limit, paidBefore },
				field: 'amount',
				affectsWholeBatch: true,
			});
		}
		added.forEach((payment) => moved.set(identityOf(payment), payment.amount));
		return succeed(added);
	}

	/** Gives back what surely was not paid. */
	giveBack(execution: string, payments: readonly Payment[]): void {
		const moved = this.executions.get(execution);
		payments.forEach((payment) => moved?.delete(identityOf(payment)));
	}
}
