import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { N8N_VERSION } from '../scripts/n8n/install.mts';
import { PROJECT } from '../scripts/setup/dependencies.mjs';
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
	if (atLeast !== undefined) return `at least ${Number(atLeast.toFixed(2))}`;
	return atMost === undefined ? '' : `at most ${Number(atMost.toFixed(2))}`;
}

const manifest = z.object({ version: z.string() });

/** The page bench/results.md. `rounds` is how often things were measured, as a rule. */
export async function resultsOf(findings: readonly Finding[], rounds: number): Promise<string> {
	const { version } = manifest.parse(
		JSON.parse(await readFile(join(PROJECT, 'package.json'), 'utf8')),
	);
	const date = new Date().toISOString().slice(0, 10);
	const processors = cpus();
	return `# Results

Written by \`npm run bench\` on ${date}: this package ${version} in n8n ${N8N_VERSION} on Node
${process.versions.node}, ${process.platform}, ${processors.length} processor cores. n8n, the sandbox
for EnKash and what measures them share these cores. ${turnsOf(rounds)}

${tableOf(findings)}
${HOW_TO_READ}`;
}

const turnsOf = (rounds: number) =>
	rounds === 1 ? 'Everything was measured once.' : `Medians of up to ${rounds} turns.`;

const HOW_TO_READ = `## How to read this

- **Only the ratios mean something.** Both sides of a ratio were measured in the same run, in turns, on
  the same n8n. The figures in the last column are those of one
  machine, and tell how large the thing is that is compared.
- Where the goal is "at least", a figure says how many times as long the other side took. Where it is
  "at most", it says how many times as long, or as much, this package took.
- Times are those that n8n records for the nodes: from the start of the first to the end of the last.
  Starting and storing the execution is not in them.
- **Safe payouts** are looked up and then paid: in questions for 50 at once on an account with history, as
  here, else one by one, which takes two requests each. The loop is what a careful person
  builds from n8n's own nodes: Loop Over Items one by one, an HTTP Request that looks the reference up,
  an If, and an HTTP Request that pays. It has no protection against an answer that is lost or against
  running twice at once.
- **The ideal** is the time that the requests alone would take if sending and reading them cost
  nothing, with one request per payout. What this package takes beyond it is made of: reading and checking
  all items before anything is sent; looking up; half a second in which its mark in n8n's record settles; and
  the CPU time that n8n spends on each request. The row below it tells what a program takes that only sends
  as many requests, without n8n.
- **CPU time** is that of n8n's process, less what the same execution costs with a node that does
  nothing.
- **Loading** is measured in a new process each time that has loaded n8n's core before. n8n loads a
  community package when it starts, and its own nodes when they are first used.
`;
