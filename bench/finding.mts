/** What a ratio is hoped to be. */
export interface Goal {
	readonly atLeast?: number;
	readonly atMost?: number;
}

/** One result: a ratio of two things that were measured in the same run. */
export interface Finding {
	/** What was done. */
	readonly work: string;
	/** What it is compared with. */
	readonly against: string;
	readonly ratio: number;
	readonly goal?: Goal;
	/** The two figures behind it, on this machine. */
	readonly figures: string;
}

/** Whether the goal was reached; `undefined` if there is none. */
export function isMet({ goal, ratio }: Finding): boolean | undefined {
	if (goal === undefined) return undefined;
	const { atLeast = -Infinity, atMost = Infinity } = goal;
	return ratio >= atLeast && ratio <= atMost;
}

export const seconds = (ms: number): string => `${(ms / 1000).toPrecision(ms < 100_000 ? 2 : 3)} s`;
