import type { Paise } from '../money.ts';
import type { Payment } from './payment.ts';
import type { Outcome } from './outcome.ts';
import { type Moved, identityOf } from './validateBatch.ts';

const MAX_EXECUTIONS = 200;

/**
 * What each execution has moved, so that "Maximum Amount per Execution" holds over all runs of all
 * nodes in it: a loop and an agent pay in many small batches. An execution stays in one process.
 */
export class SpendingLimit {
	private readonly executions = new Map<string, Map<string, Paise>>();

	of(executionId: string | undefined): Moved {
		return (executionId !== undefined && this.executions.get(executionId)) || new Map();
	}

	/** Adds what was paid, or may have been. */
	add(
		executionId: string | undefined,
		batch: readonly Payment[],
		outcomes: readonly Outcome[],
	): void {
		if (executionId === undefined) return;
		const moved = this.executions.get(executionId) ?? new Map<string, Paise>();
		batch.forEach((payment, index) => {
			const kind = outcomes[index]?.kind;
			if (kind === 'paid' || kind === 'unknown') {
				moved.set(identityOf(payment), payment.amount);
			}
		});
		this.executions.delete(executionId);
		this.executions.set(executionId, moved);
		const [oldest] = this.executions.keys();
		if (this.executions.size > MAX_EXECUTIONS && oldest !== undefined) {
			this.executions.delete(oldest);
		}
	}
}
