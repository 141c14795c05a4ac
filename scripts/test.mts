import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { buildPackage } from './build.mts';
import { runScript } from './script.mts';
import { PROJECT } from './setup/dependencies.mjs';
import { SetupError } from './setup/setup-error.mjs';

/** Ends jest, and with it all that it started, when this process is gone. */
const LEASH = new URL('./leash.mjs', import.meta.url).href;

/** Tests that need no n8n but the engine in package.json. */
const QUICK = ['unit', 'deep', 'sandbox', 'engine'];

/** Run when they are named: on a whole n8n, and on the engines of older ones. */
const APART = ['e2e', 'compat'];

/**
 * `npm test [-- <jest options>]`, `npm run test:e2e` and `npm run test:compat`: builds the package
 * and runs jest on the Node that npm was called with, the oldest that is supported among them.
 */
async function test([first, ...others]: readonly string[]): Promise<void> {
	await buildPackage();
	const apart = APART.find((project) => project === first);
	const options = [...(apart !== undefined || first === undefined ? [] : [first]), ...others];
	const node = process.env.npm_node_execpath ?? process.execPath;
	const jest = join(PROJECT, 'node_modules', 'jest', 'bin', 'jest.js');
	const projects = apart === undefined ? QUICK : [apart];
	// One n8n serves all end-to-end tests, so they run one after the other.
	const inTurn = apart === undefined ? [] : ['--runInBand'];
	const run = spawn(
		node,
		['--import', LEASH, jest, ...options, ...inTurn, '--selectProjects', ...projects],
		{ cwd: PROJECT, stdio: ['pipe', 'inherit', 'inherit'] },
	);
	await once(run, 'exit');
	if (run.exitCode !== 0) throw new SetupError('Not all tests passed.');
}

await runScript(async () => await test(process.argv.slice(2)), { whenInterrupted: 130 });
