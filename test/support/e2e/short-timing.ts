/**
 * The times of enkash/payout/timing.ts, some thirty times shorter, for a test that runs again when leases
 * are over. On one machine, whose clock is that of everybody.
 */
export const LEASE_INTERVAL_MS = 20_000;
export const SEND_WITHIN_MS = 15_000;
export const MAX_TIMEOUT_MS = 120_000;
export const MAX_DELAY_MS = 1_000;
export const MAX_CLOCK_SKEW_MS = 0;
export const SETTLING_MS = 500;
export const CANARY_WITHIN_MS = 8_000;
export const PROOF_LASTS_MS = 20_000;
export const ABSENCE_TELLS_AFTER_MS = 9_000;
export const ABSENCE_TELLS_LAGS = 3;
export const HIDDEN_AT_MOST_MS = 2 * LEASE_INTERVAL_MS;
export const MAX_CONFIRMATION_WINDOW_MS = 300_000;
export const LOOK_UP_AGAIN_AFTER_MS = 5_000;
export const PART_LASTS_MS = 5_000;
