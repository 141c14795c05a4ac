import { isMet } from './finding.mts';
import type { Finding, Goal } from './finding.mts';

const HEAD = ['work', 'against', 'ratio', 'goal', 'reached', 'on this machine'];

/** The findings as a Markdown table, its columns aligned. */
export function tableOf(findings: readonly Finding[]): string {
	const rows = [HEAD, HEAD.map(() => ''), ...findings.map(cellsOf)];
	const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
	return rows
		.map((row, line) =>
			widths.map((width, column) =>
				line === 1 ? '-'.repeat(width) : (row[column] ?? '').padEnd(width),
			),
		)
		.map((cells) => `| ${cells.join(' | ')} |\n`)
		.join('');
}

function cellsOf(finding: Finding): string[] {
	const { work, against, ratio, goal, figures } = finding;
	const met = isMet(finding);
	const reached = met === undefined ? '' : met ? 'yes' : 'no';
	return [work, against, ratioOf(ratio), goalOf(goal), reached, figures];
}

const ratioOf = (ratio: number) => ratio.toFixed(ratio < 10 ? 2 : 1);

function goalOf({ atLeast, atMost }: Goal = {}): string {
	if (atLeast !== undefined) return `at least ${atLeast}`;
	return atMost === undefined ? '' : `at most ${atMost}`;
}
