import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from './cache.mjs';
import { withLock } from './lock.mjs';
import { npm } from './npm.mjs';

/** The folder of package.json. */
export const PROJECT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * The lock for what only one process at a time may do in this checkout.
 *
 * @param {string} what
 */
export function lockOfProject(what) {
	const checkout = createHash('sha256').update(PROJECT).digest('hex').slice(0, 12);
	return join(cacheFolder(), `${what}-${checkout}.lock`);
}

/**
 * Installs this project's dependencies unless they are there already. No install script of any
 * dependency is run.
 */
export async function installDependencies() {
	if (await areInstalled()) return;
	await withLock(lockOfProject('dependencies'), async () => {
		if (await areInstalled()) return;
		await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
			cwd: PROJECT,
			doing: "Installing the project's dependencies",
			note: 'a minute or two',
		});
	});
}

/**
 * npm's own record of what it put into node_modules is the marker: it is written last, and also by
 * an install that somebody made by hand. Optional packages are those for other machines.
 */
async function areInstalled() {
	const wanted = await packagesIn('package-lock.json');
	const installed = await packagesIn('node_modules/.package-lock.json');
	return Object.entries(wanted).every(
		([path, { version, optional }]) =>
			path === '' || optional === true || installed[path]?.version === version,
	);
}

/**
 * @param {string} lockFile
 * @returns {Promise<Record<string, { version?: string, optional?: boolean }>>} none without a file
 */
async function packagesIn(lockFile) {
	const text = await readFile(join(PROJECT, lockFile), 'utf8').catch(() => '{"packages":{}}');
	return JSON.parse(text).packages;
}
