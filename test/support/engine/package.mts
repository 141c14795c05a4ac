import { cp, mkdir, readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { buildPackage } from '../../../scripts/build.mts';
import { exists } from '../../../scripts/setup/cache.mjs';
import { lockOfProject, PROJECT } from '../../../scripts/setup/dependencies.mjs';
import { withLock } from '../../../scripts/setup/lock.mjs';

const SOURCES = [
	...['credentials', 'enkash', 'icons', 'nodes', 'texts'],
	...['gulpfile.js', 'package.json'],
];
const BUILT = join(PROJECT, 'dist/package.js');

/**
 * Puts the package where n8n loads community nodes from, unless it is there: its package.json and
 * what the build made. Builds it first if a source is newer than that.
 *
 * @returns the folder of its package.json
 */
export async function installPackage(userFolder: string): Promise<string> {
	const folder = join(userFolder, '.n8n', 'nodes', 'node_modules', 'n8n-nodes-enkash');
	await withLock(lockOfProject('build'), async () => {
		if (await exists(folder)) return;
		const changed = await Promise.all(SOURCES.map((source) => newestChange(join(PROJECT, source))));
		if (Math.max(...changed) > (await newestChange(BUILT))) await buildPackage();
		await mkdir(folder, { recursive: true });
		await cp(join(PROJECT, 'package.json'), join(folder, 'package.json'));
		await cp(join(PROJECT, 'dist'), join(folder, 'dist'), { recursive: true });
	});
	return await realpath(folder);
}

/** When a file, or anything in a folder, was last written, in ms since 1970; 0 if it is not there. */
async function newestChange(path: string): Promise<number> {
	const found = await stat(path).catch(() => undefined);
	if (found === undefined) return 0;
	if (!found.isDirectory()) return found.mtimeMs;
	const files = await readdir(path, { recursive: true });
	const times = await Promise.all(files.map(async (file) => await stat(join(path, file))));
	return Math.max(found.mtimeMs, ...times.map(({ mtimeMs }) => mtimeMs));
}
