import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { buildPackage } from './build.mts';
import { runScript } from './script.mts';
import { PROJECT } from './setup/dependencies.mjs';
import { SetupError } from './setup/setup-error.mjs';

/** Ends jest, and with it all that it started, when this process is gone. */
const LEASH = new URL('./leash.mjs', import.meta.url).href;

/** Tests that need no n8n of their own; `e2e` runs when it is named. */
const QUICK = ['unit', 'sandbox', 'engine'];

/**
 * `npm test [-- <jest options>]` and `npm run test:e2e`: builds the package and runs jest on the
 * Node that npm was called with, the oldest that is supported among them.
 */
async function test([first, ...others]: readonly string[]): Promise<void> {
	await buildPackage();
	const isEndToEnd = first === 'e2e';
	const options = [...(isEndToEnd || first === undefined ? [] : [first]), ...others];
	const node = process.env.npm_node_execpath ?? process.execPath;
	const jest = join(PROJECT, 'node_modules', 'jest', 'bin', 'jest.js');
	const projects = isEndToEnd ? ['e2e'] : QUICK;
	// One n8n serves all end-to-end tests, so they run one after the other.
	const inTurn = isEndToEnd ? ['--runInBand'] : [];
	const run = spawn(
		node,
		['--import', LEASH, jest, ...options, ...inTurn, '--selectProjects', ...projects],
		{ cwd: PROJECT, stdio: ['pipe', 'inherit', 'inherit'] },
	);
	await once(run, 'exit');
	if (run.exitCode !== 0) throw new SetupError('Not all tests passed.');
}

await runScript(async () => await test(process.argv.slice(2)), { whenInterrupted: 130 });
