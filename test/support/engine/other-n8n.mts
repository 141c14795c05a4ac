/**
 * `node test/support/engine/other-n8n.mts <version of n8n> <script.mts>`, on Node 24
 *
 * Runs a script of the engine with the parts of another n8n than the one in package.json. The
 * package meets nothing but that n8n's modules, as it does where it is installed.
 */
import { writeFile } from 'node:fs/promises';
import { createRequire, isBuiltin } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { filledOnce } from '../../../scripts/setup/cache.mjs';
import { PROJECT } from '../../../scripts/setup/dependencies.mjs';
import { npm } from '../../../scripts/setup/npm.mjs';
import { SetupError } from '../../../scripts/setup/setup-error.mjs';
import { findModulesWith } from './module-hooks.cjs';

/** Versions of n8n, and what each pins of what the package meets: `npm view n8n@<version>`. */
const ENGINES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	'1.123.81': { 'n8n-core': '1.122.48', 'n8n-workflow': '1.120.31', zod: '3.25.67' },
	'2.0.3': { 'n8n-core': '2.0.2', 'n8n-workflow': '2.0.1', zod: '3.25.67' },
};

/** What the engine's own scripts take from n8n. All else they bring along themselves. */
const FROM_N8N = /^(n8n-core|n8n-workflow|reflect-metadata|@n8n\/di)$/;

const [, , version = '', script = ''] = process.argv;

/** The folder of its n8n-core and what that needs. */
async function engineFolder(): Promise<string> {
	const dependencies = ENGINES[version];
	if (dependencies === undefined) throw new SetupError(`There is no engine of n8n ${version} here`);
	return await filledOnce(`engine-${version}`, async (aside) => {
		await writeFile(join(aside, 'package.json'), JSON.stringify({ private: true, dependencies }));
		await npm(['install', '--ignore-scripts', '--no-audit', '--no-fund'], {
			cwd: aside,
			doing: `Fetching the engine of n8n ${version}`,
			note: 'once',
			env: { NODE_OPTIONS: '' },
		});
	});
}

const core = createRequire(join(await engineFolder(), 'package.json')).resolve('n8n-core');
const asN8n = createRequire(core);

/** Whether a module is one of the engine's scripts here. */
function isOurs(path: string): boolean {
	const inside = relative(PROJECT, path);
	return !inside.startsWith('..') && !inside.split(/[\\/]/).includes('node_modules');
}

const isPackage = (path: string) => /[\\/]n8n-nodes-enkash[\\/]dist[\\/]/.test(path);

/** Not a path. */
const isNamed = (specifier: string) => /^[\w@][^:]*$/.test(specifier);

findModulesWith((specifier, parent) => {
	const isN8ns = isOurs(parent)
		? FROM_N8N.test(specifier)
		: isPackage(parent) && isNamed(specifier) && !isBuiltin(specifier);
	return isN8ns ? asN8n.resolve(specifier) : undefined;
});

await import(pathToFileURL(resolve(script)).href);
