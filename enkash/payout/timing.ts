/**
 * Every time that the proof in README.md rests on, in ms. Their relations are asserted below, so that
 * none can be changed without the others.
 */

/** A payment that was begun is refused to everybody else for the rest of its interval and the next. */
export const LEASE_INTERVAL_MS = 10 * 60_000;

/** A POST leaves within this time after its lease was begun, or not under that lease. */
export const SEND_WITHIN_MS = 3 * 60_000;

/** The longest that a person may set for `timeout`. */
export const MAX_TIMEOUT_MS = 2 * 60_000;

/** What a log-in and the queue may take between the last look at the clock and the request. */
export const MAX_DELAY_MS = 60_000;

/** By how much the clocks of two workers may differ. */
export const MAX_CLOCK_SKEW_MS = 60_000;

/** How long a lease stands before it is verified. A write that takes longer may have erased another's. */
export const SETTLING_MS = 500;

/** How long the canary is looked for: what EnKash does not show by then proves nothing. */
export const CANARY_WITHIN_MS = 60_000;

/** How long a proof of the look-up is good for. */
export const PROOF_LASTS_MS = 10 * 60_000;

/**
 * That a payment was not made to which EnKash said no is told by an absence this long after its POST
 * ended: any payment may take as long to be shown as the canary may have …
 */
export const ABSENCE_TELLS_AFTER_MS = CANARY_WITHIN_MS + 10_000;

/** … and this many times the lag that the canary showed. */
export const ABSENCE_TELLS_LAGS = 3;

/**
 * The longest that we take EnKash to hide a payment while it shows one that was made later. What another
 * run may have sent while n8n's database was too slow, and is absent, is sent by itself only after that.
 */
export const HIDDEN_AT_MOST_MS = 2 * 60 * 60_000;

/** The longest that a person may set for `confirmationWindow`. */
export const MAX_CONFIRMATION_WINDOW_MS = 5 * 60_000;

/** What was looked up longer ago than this is looked up again before it is sent. */
export const LOOK_UP_AGAIN_AFTER_MS = 2 * 60_000;

/** A part of a batch is what can be sent in this time. */
export const PART_LASTS_MS = 60_000;

/** Asserts a relation between times that the proof needs. */
function holds(isSo: boolean, relation: string): void {
	if (!isSo) throw new RangeError(`The times of a payout do not fit together: ${relation}`);
}

holds(
	SEND_WITHIN_MS + MAX_TIMEOUT_MS + MAX_DELAY_MS + MAX_CLOCK_SKEW_MS <= LEASE_INTERVAL_MS,
	'a payment must be over before its lease is',
);
holds(PART_LASTS_MS < SEND_WITHIN_MS, 'a part must fit into its lease');
holds(
	ABSENCE_TELLS_AFTER_MS < SEND_WITHIN_MS,
	'a second POST must fit into the lease of the first',
);
holds(
	HIDDEN_AT_MOST_MS >= 2 * LEASE_INTERVAL_MS,
	'a payment must not be sent again under its lease',
);
holds(SETTLING_MS < SEND_WITHIN_MS, 'a lease must be verified before it is used');
