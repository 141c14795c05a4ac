import {
	HIDDEN_AT_MOST_MS,
	CANARY_WITHIN_MS,
	LEASE_INTERVAL_MS,
	MAX_CLOCK_SKEW_MS,
	MAX_CONFIRMATION_WINDOW_MS,
	MAX_DELAY_MS,
	MAX_TIMEOUT_MS,
	PART_LASTS_MS,
	ABSENCE_TELLS_AFTER_MS,
	SEND_WITHIN_MS,
	SETTLING_MS,
} from '../../../enkash/payout/timing.ts';
import { payOptions } from '../../../nodes/EnKash/form/options.ts';

/** The most that a person may set for an option of a payout. */
function mostOf(name: string): number | undefined {
	const options = payOptions.options ?? [];
	return options.flatMap((one) =>
		'typeOptions' in one && one.name === name ? (one.typeOptions?.maxValue ?? []) : [],
	)[0];
}

describe('the times of a payout', () => {
	it('let a payment be over before its lease is, by the slowest way and two clocks', () => {
		const latest = SEND_WITHIN_MS + MAX_TIMEOUT_MS + MAX_DELAY_MS + MAX_CLOCK_SKEW_MS;
		expect(latest).toBeLessThanOrEqual(LEASE_INTERVAL_MS);
	});

	it('let a part, and a second request, fit into a lease', () => {
		expect(SETTLING_MS + PART_LASTS_MS).toBeLessThan(SEND_WITHIN_MS);
		expect(SETTLING_MS + ABSENCE_TELLS_AFTER_MS).toBeLessThan(SEND_WITHIN_MS);
	});

	it('let a second request wait for longer than the canary is looked for', () => {
		expect(ABSENCE_TELLS_AFTER_MS).toBeGreaterThan(CANARY_WITHIN_MS);
	});

	it('let nothing that may have been sent be sent again under its lease', () => {
		expect(HIDDEN_AT_MOST_MS).toBeGreaterThan(2 * LEASE_INTERVAL_MS);
	});

	it('are not longer in the form than in the proof', () => {
		expect(mostOf('timeout')).toBe(MAX_TIMEOUT_MS);
		expect(mostOf('confirmationWindow')).toBe(MAX_CONFIRMATION_WINDOW_MS / 1_000);
	});
});
