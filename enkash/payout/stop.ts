import type { Failure } from '../failures/failure.ts';
import { isOfLogin } from './answer.ts';
import type { Outcome } from './outcome.ts';
import type { Payment } from './payment.ts';

/** This many unknown payments in a row, without one that is paid, end a batch. */
const MAX_UNKNOWN_IN_A_ROW = 3;

/** What ends a batch: once there is a reason, nothing more is sent. */
export class Stop {
	/** Whether a person has stopped the execution. */
	readonly isCancelled: () => boolean;
	private cause: Failure | undefined;
	private unknownInARow = 0;

	constructor(isCancelled: () => boolean) {
		this.isCancelled = isCancelled;
	}

	/** Why nothing more is sent, if anything ends the batch. */
	get reason(): Failure | undefined {
		if (this.cause) {
			const { cause } = this;
			return { kind: 'notSent', code: 'stopped', data: { cause } };
		}
		if (!this.isCancelled()) return undefined;
		return { kind: 'notSent', code: 'execution-cancelled', data: {} };
	}

	/** Ends the batch for this reason. The first one stays. */
	because(failure: Failure): void {
		if (!this.reason) this.cause = failure;
	}

	/** Heeds what became of a payment that was sent. */
	after(outcome: Outcome): void {
		if (outcome.kind === 'paid') this.unknownInARow = 0;
		if (outcome.kind === 'unknown') this.unknownInARow += 1;
		if (this.unknownInARow < MAX_UNKNOWN_IN_A_ROW) return;
		this.because({ kind: 'notSent', code: 'too-many-unknown', data: {} });
	}
}

/** Whether EnKash would refuse every other payment for the same reason. */
export function isRefusedForAll(failure: Failure, { direction }: Payment): boolean {
	const { affectsWholeBatch, code, kind } = failure;
	// Money that comes back from a handle does not depend on the account's balance.
	if (code === 'account-balance-too-low') return direction === 'CR';
	return affectsWholeBatch === true && (kind === 'rejected' || isOfLogin(failure));
}

/** Whether what kept a payment from leaving would keep every other one, too. */
export const isUnsentForAll = ({ affectsWholeBatch, code, kind }: Failure): boolean =>
	affectsWholeBatch === true || (kind === 'notSent' && code === 'unreachable');

/** Whether the outcome of every other payment would be as unknown. */
export const isUnknownForAll = ({ affectsWholeBatch, kind }: Failure): boolean =>
	affectsWholeBatch === true || kind === 'credential';
