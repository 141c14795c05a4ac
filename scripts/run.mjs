/**
 * `node scripts/run.mjs <script.mts> [arguments…]`
 *
 * The door to every script of this project. It needs Node 20 and npm and nothing else: it installs
 * the dependencies when they are missing, finds or fetches Node 24 (which n8n needs and which runs
 * TypeScript as it is), and hands over to the script.
 */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { installDependencies } from './setup/dependencies.mjs';
import { QUIET, node24 } from './setup/node24.mjs';
import { SetupError } from './setup/setup-error.mjs';

const OLDEST_NODE = 20;

/** @param {string[]} argv */
async function run([script, ...scriptArguments]) {
	const [major] = process.versions.node.split('.');
	if (Number(major) < OLDEST_NODE) {
		throw new SetupError(
			`This needs Node ${OLDEST_NODE} or newer; the node on your PATH is ${process.version}.`,
		);
	}
	if (script === undefined) {
		throw new SetupError('Say which script to run: node scripts/run.mjs <script.mts> [arguments…]');
	}
	await installDependencies();
	return await handOver(await node24(), [...QUIET, resolve(script), ...scriptArguments]);
}

/**
 * Runs the script in this terminal, passes signals on, and ends as the script ended. (A Ctrl-C in a
 * terminal reaches the script twice, from the terminal and from here; scripts must not mind.)
 *
 * @param {string} node
 * @param {string[]} nodeArguments
 * @returns {Promise<number>} the exit code
 */
function handOver(node, nodeArguments) {
	return new Promise((settle, refuse) => {
		const script = spawn(node, nodeArguments, { stdio: 'inherit' });
		for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
			process.on(signal, () => script.kill(signal));
		}
		script.on('error', refuse);
		script.on('exit', (code, signal) => settle(code ?? (signal === 'SIGINT' ? 130 : 1)));
	});
}

try {
	process.exitCode = await run(process.argv.slice(2));
} catch (error) {
	console.error(error instanceof SetupError ? error.message : error);
	process.exitCode = 1;
}
