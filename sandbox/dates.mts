const INDIA_IS_AHEAD_MS = 5.5 * 60 * 60 * 1000;

/** A moment (ms since 1970) as EnKash's answers write it: India's time, whole seconds, no zone. */
export const indianTime = (at: number): string =>
	new Date(at + INDIA_IS_AHEAD_MS).toISOString().slice(0, 19).replace('T', ' ');

/** EnKash keeps whole seconds: what happened at 10:00:00.9 is kept as 10:00:00. */
export const wholeSecond = (at: number): number => Math.floor(at / 1000) * 1000;
