/**
 * `npm run bench`: measures the package in a real n8n, side by side with what n8n brings.
 *
 * - `npm run bench` does everything and writes bench/results.md
 * - `npm run bench -- --quick` measures everything once instead of taking medians
 * - `npm run bench -- payouts reads` does only these, and writes nothing
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runScript } from '../scripts/script.mts';
import { PROJECT } from '../scripts/setup/dependencies.mjs';
import { SetupError } from '../scripts/setup/setup-error.mjs';
import { besideEachOther } from './beside.mts';
import { otherConcurrencies } from './concurrency.mts';
import type { Finding } from './finding.mts';
import { growth } from './growth.mts';
import { safePayouts } from './payouts.mts';
import { distinctReads, processorTime, sharedReads } from './reads.mts';
import { resultsOf, tableOf } from './report.mts';
import { Stand } from './stand.mts';
import { startUp } from './startup.mts';

const MEASURES: Readonly<Record<string, (stand: Stand, rounds: number) => Promise<Finding[]>>> = {
	payouts: safePayouts,
	reads: distinctReads,
	shared: sharedReads,
	cpu: processorTime,
	growth,
	beside: besideEachOther,
	concurrency: otherConcurrencies,
	startup: startUp,
};

/** Everything is measured so often, what takes long a little less often. */
const ROUNDS = 3;

const { values, positionals } = parseArgs({
	options: { quick: { type: 'boolean', default: false } },
	allowPositionals: true,
});
const userFolder = await mkdtemp(join(tmpdir(), 'enkash-bench-'));

await runScript(bench, {
	whenInterrupted: 130,
	tidyUp: () => rm(userFolder, { recursive: true, force: true }),
});

async function bench(): Promise<void> {
	const chosen = Object.entries(MEASURES).filter(
		([name]) => positionals.length === 0 || positionals.includes(name),
	);
	if (chosen.length < positionals.length) {
		throw new SetupError(`There is only ${Object.keys(MEASURES).join(', ')} to measure.`);
	}
	const rounds = values.quick ? 1 : ROUNDS;
	const stand = await Stand.set(userFolder);
	const findings: Finding[] = [];
	for (const [name, measure] of chosen) {
		console.log(`Measuring: ${name}…`);
		const startedAt = Date.now();
		const found = await measure(stand, rounds);
		console.log(`  done in ${Math.round((Date.now() - startedAt) / 1000)} s\n`);
		console.log(tableOf(found));
		findings.push(...found);
	}
	if (positionals.length > 0) return;
	await writeFile(join(PROJECT, 'bench', 'results.md'), await resultsOf(findings, rounds));
	console.log('Written to bench/results.md');
}
