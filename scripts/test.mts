import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { buildPackage } from './build.mts';
import { runScript } from './script.mts';
import { cacheFolder } from './setup/cache.mjs';
import { PROJECT } from './setup/dependencies.mjs';
import { SetupError } from './setup/setup-error.mjs';

/** Ends jest, and with it all that it started, when this process is gone. */
const LEASH = new URL('./leash.mjs', import.meta.url).href;

/** The projects of jest.config.js that a command runs. */
const PROJECTS: Readonly<Record<string, readonly string[]>> = {
	all: ['unit', 'deep', 'sandbox', 'engine'],
	/** What needs no build and no other process. */
	fast: ['unit'],
	/** On a whole n8n, and on the engines of older ones. */
	e2e: ['e2e'],
	compat: ['compat'],
};

/** Of these, one n8n serves all tests of a file, and two at once are too much for a small machine. */
const IN_TURN = ['e2e', 'compat'];

/** Half as many again as there are cores: most files wait for other processes most of the time. */
const WORKERS = Math.ceil(1.5 * availableParallelism());

/** Where Node 24 keeps what it compiled: a file of tests starts n8n's engine, which is large, anew. */
const COMPILED = join(cacheFolder(), 'compiled');

/**
 * `npm test`, `npm run test:fast`, `npm run test:e2e` and `npm run test:compat`, each with options of
 * jest behind `--`: runs jest on the Node that npm was called with, the oldest that is supported
 * among them.
 */
async function test([command = 'all', ...options]: readonly string[]): Promise<void> {
	const projects = PROJECTS[command];
	if (projects === undefined) throw new SetupError(`There are no tests called "${command}".`);
	const isFast = command === 'fast';
	if (!isFast) await buildPackage();
	const run = spawn(
		process.env['npm_node_execpath'] ?? process.execPath,
		[
			// Fast tests start no other process; with `--watch` they are told by keys what to do.
			...(isFast ? [] : ['--import', LEASH]),
			join(PROJECT, 'node_modules', 'jest', 'bin', 'jest.js'),
			...options,
			...(IN_TURN.includes(command) ? ['--runInBand'] : [`--maxWorkers=${WORKERS}`]),
			...['--selectProjects', ...projects],
		],
		{
			cwd: PROJECT,
			env: { ...process.env, NODE_COMPILE_CACHE: COMPILED },
			stdio: [isFast ? 'inherit' : 'pipe', 'inherit', 'inherit'],
		},
	);
	await once(run, 'exit');
	if (run.exitCode !== 0) throw new SetupError('Not all tests passed.');
}

await runScript(async () => await test(process.argv.slice(2)), { whenInterrupted: 130 });
