import type { Failure } from '../failures/failure.ts';
import { LEASE_EXPIRED } from './lease.ts';
import type { Stop } from './stop.ts';

/** On what it depends whether a payment may be sent. */
export interface LastGate {
	readonly stop: Stop;
	/** For how many ms a POST may still leave under the payment's lease. */
	readonly leaseLeftMs: () => number;
}

/** Why a payment may not be sent now; `undefined` if it may. The last of the gates in README.md. */
export const hindranceIn = ({ leaseLeftMs, stop }: LastGate): Failure | undefined =>
	stop.reason ?? (leaseLeftMs() > 0 ? undefined : LEASE_EXPIRED);
