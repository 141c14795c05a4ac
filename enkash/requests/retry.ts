/** How waits grow after failures, in ms. */
export interface BackOff {
	readonly firstMs: number;
	readonly longestMs: number;
}

/** Between tries of one request that a person waits for. */
export const SHORT_PAUSE: BackOff = { firstMs: 200, longestMs: 2_000 };

/** How long to wait after that many failures in a row, 1 at the least: twice as long each time. */
export const backOff = (failures: number, { firstMs, longestMs }: BackOff): number =>
	Math.min(firstMs * 2 ** (Math.min(failures, 30) - 1), longestMs);
