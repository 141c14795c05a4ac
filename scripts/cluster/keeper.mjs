/**
 * `node keeper.mjs <settings> <program> [arguments…]`
 *
 * Runs a program that is not Node's as a child of its own. With `scripts/leash.mjs` preloaded it is
 * asked to end when whoever started it is gone, and then the program goes with it. The settings are
 * JSON: the signal that ends the program at once, and the user that it runs as.
 */
import { spawn } from 'node:child_process';

const [settings = '', program = '', ...programArguments] = process.argv.slice(2);
const { stopSignal, uid, gid } = JSON.parse(settings);

const child = spawn(program, programArguments, {
	uid,
	gid,
	stdio: ['ignore', 'inherit', 'inherit'],
});
process.on('SIGTERM', () => child.kill(stopSignal));
child.once('error', ({ message }) => {
	process.stderr.write(`${message}\n`);
	process.exitCode = 1;
});
child.once('exit', (code) => {
	process.exitCode = code ?? 1;
});
