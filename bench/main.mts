/**
 * `npm run bench`: measures the package in a real n8n, side by side with what n8n brings.
 *
 * - `npm run bench` does everything and writes bench/results.md
 * - `npm run bench -- --quick` measures fewer times and writes nothing
 * - `npm run bench -- payouts reads` does only these, and writes nothing
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runScript } from '../scripts/script.mts';
import { SetupError } from '../scripts/setup/setup-error.mjs';
import { safePayouts } from './payouts.mts';
import { growth } from './growth.mts';
import { distinctReads, processorTime, sharedReads } from './reads.mts';
import { tableOf } from './report.mts';
import { Stand } from './stand.mts';
import { startUp } from './startup.mts';

const MEASURES = {
	payouts: safePayouts,
	reads: distinctReads,
	shared: sharedReads,
	cpu: processorTime,
	startup: startUp,
	growth,
};

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
	const stand = await Stand.set(userFolder);
	for (const [name, measure] of chosen) {
		console.log(`Measuring: ${name}…`);
		const startedAt = Date.now();
		const findings = await measure(stand, values.quick ? 1 : 3);
		console.log(`  done in ${Math.round((Date.now() - startedAt) / 1000)} s\n`);
		console.log(tableOf(findings));
	}
}
