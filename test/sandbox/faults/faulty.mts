import type { FaultInput } from '../../../sandbox/faults.mts';
import { until } from '../../../scripts/until.mts';
import { toSomebodyNew } from '../bodies.mts';
import { useSandbox } from '../sandbox.mts';

/** A sandbox that meets faults, and what is mostly done to it. */
export function useFaults() {
	const at = useSandbox();
	return {
		at,

		pay: async (reference = 'R1') => await at.caller.call('allocate', toSomebodyNew(reference, 5)),

		/** Appends to the script; the token call before it meets no fault. */
		plan: async (...faults: readonly FaultInput[]) => {
			await at.caller.token();
			await at.control.addFaults(...faults);
		},

		/** Waits until an allocation has come. */
		arrival: async () =>
			await until(async () => (await at.control.calls()).endpoints.allocate.total > 0),

		/** What the record of calls says of the last call. */
		lastCall: async () => (await at.control.calls()).calls.at(-1),
	};
}
