import type { Execution } from '../scripts/n8n/execution.mts';

/** The middle one; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((one, other) => one - other);
	const upper = sorted[Math.floor(sorted.length / 2)];
	const lower = sorted[Math.ceil(sorted.length / 2) - 1];
	if (upper === undefined || lower === undefined) throw new RangeError('Nothing was measured');
	return (upper + lower) / 2;
}

/** From the first start of one of these nodes to the last end, in ms, by n8n's own record. */
export function span(execution: Execution, nodes: readonly string[]): number {
	const runs = nodes.flatMap((node) => execution.runsOf(node));
	const starts = runs.map(({ startTime = NaN }) => startTime);
	const ends = runs.map(({ startTime = NaN, executionTime = NaN }) => startTime + executionTime);
	const ms = maximum(ends) - minimum(starts);
	if (!Number.isFinite(ms)) throw new Error(`n8n has not recorded when ${nodes.join(', ')} ran`);
	return ms;
}

const minimum = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b), Infinity);
const maximum = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), -Infinity);

/**
 * Measures several things in turn, again and again, so that whatever the machine does beside meets
 * all of them alike.
 *
 * @returns the median of each
 */
export async function inTurns<Name extends string>(
	rounds: number,
	measurements: Readonly<Record<Name, () => Promise<number>>>,
): Promise<Record<Name, number>>;
export async function inTurns(
	rounds: number,
	measurements: Readonly<Record<string, () => Promise<number>>>,
): Promise<Record<string, number>> {
	const names = Object.keys(measurements);
	const results = new Map<string, number[]>(names.map((name) => [name, []]));
	for (let round = 0; round < rounds; round++) {
		for (const [name, measure] of Object.entries(measurements)) {
			results.get(name)?.push(await measure());
		}
	}
	return Object.fromEntries([...results].map(([name, values]) => [name, median(values)]));
}
