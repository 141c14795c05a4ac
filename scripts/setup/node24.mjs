import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { exists, filledOnce } from './cache.mjs';
import { npm } from './npm.mjs';

/** n8n 2.41 asks for it, and it runs the TypeScript of this project without a build. */
const MAJOR = 24;

/** Node's own notices about what this project does on purpose: run TypeScript, without a `type`. */
export const QUIET = [
	'--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
	'--disable-warning=ExperimentalWarning',
];

/**
 * A Node 24 or newer: the running one if it is, else the one that npm carries, installed once into
 * the shared cache.
 *
 * @returns {Promise<string>} path of the executable
 */
export async function node24() {
	const [major] = process.versions.node.split('.');
	if (Number(major) >= MAJOR) return process.execPath;
	const windows = process.platform === 'win32';
	const carrier = `node-${windows ? 'win' : process.platform}-${process.arch}`;
	const folder = await filledOnce(`node-${MAJOR}`, async (aside) => {
		await writeFile(join(aside, 'package.json'), '{"private":true}');
		await npm(['install', `${carrier}@${MAJOR}`, '--ignore-scripts', '--no-audit', '--no-fund'], {
			cwd: aside,
			doing: `Fetching Node ${MAJOR}`,
			note: `once; your own Node ${process.version} stays as it is`,
		});
	});
	return join(folder, 'node_modules', carrier, 'bin', windows ? 'node.exe' : 'node');
}

/**
 * Where the C headers of an executable are, for what has to be compiled against it.
 *
 * @param {string} node path of the executable
 * @returns {Promise<string | undefined>} undefined when it came without headers
 */
export async function headersOf(node) {
	const root = dirname(dirname(node));
	return (await exists(join(root, 'include', 'node', 'node_api.h'))) ? root : undefined;
}
