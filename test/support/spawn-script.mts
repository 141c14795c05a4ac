import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { QUIET, node24 } from '../../scripts/setup/node24.mjs';

/** Makes the process end with this one, even if this one is killed. */
const LEASH = pathToFileURL(resolve('scripts/leash.mjs')).href;

/**
 * Starts a script of this project on Node 24, in a process of its own that ends with this one. Runs
 * from the project's root.
 *
 * @param script its path, and its arguments
 */
export async function spawnScript(
	script: readonly string[],
	env: NodeJS.ProcessEnv = process.env,
): Promise<ChildProcessByStdio<Writable, Readable, Readable>> {
	return spawn(await node24(), ['--import', LEASH, ...QUIET, ...script], { stdio: 'pipe', env });
}
