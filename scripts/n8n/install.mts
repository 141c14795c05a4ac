import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import which from 'which';
import { doneOnce, filledOnce } from '../setup/cache.mjs';
import { headersOf, node24 } from '../setup/node24.mjs';
import { npm, NpmFailed } from '../setup/npm.mjs';
import { SetupError } from '../setup/setup-error.mjs';

/** The n8n that everything here is tried on. */
export const N8N_VERSION = '2.41.1';

/** An installed n8n: the Node that runs it and the script to run. */
export interface N8nProgram {
	readonly version: string;
	readonly node: string;
	readonly script: string;
}

/**
 * Installs n8n from npm into the shared cache, once. No install script is run but one: n8n needs
 * SQLite, whose binary is fetched or compiled.
 *
 * @throws SetupError a sentence for a person: no network, no compiler, a full disk
 */
export async function installN8n(version = N8N_VERSION): Promise<N8nProgram> {
	const node = await node24();
	const folder = await filledOnce(`n8n-${version}`, async (aside) => {
		await writeFile(join(aside, 'package.json'), '{"private":true}');
		await npm(['install', `n8n@${version}`, '--ignore-scripts', '--no-audit', '--no-fund'], {
			cwd: aside,
			doing: `Installing n8n ${version}`,
			note: 'once; 5 to 10 minutes and 3 GB',
		});
	});
	await doneOnce(folder, 'sqlite3', () => rebuildSqlite(folder, node));
	return { version, node, script: join(folder, 'node_modules', 'n8n', 'bin', 'n8n') };
}

async function rebuildSqlite(folder: string, node: string): Promise<void> {
	const headers = await headersOf(node);
	try {
		await npm(['rebuild', 'sqlite3', '--ignore-scripts=false'], {
			cwd: folder,
			doing: 'Preparing SQLite for n8n',
			note: 'once; a minute or two when it has to be compiled',
			env: headers === undefined ? {} : { npm_config_nodedir: headers },
		});
	} catch (error) {
		if (!(error instanceof NpmFailed)) throw error;
		const missing = await missingCompilerTools();
		if (missing.length === 0) {
			console.error(error.output);
			throw new SetupError('SQLite could not be compiled; what the compiler said is above.');
		}
		throw new SetupError(
			`SQLite has to be compiled on this machine, and there is no ${missing.join(', no ')}: ` +
				'install a C++ compiler (on Debian and Ubuntu: apt-get install build-essential python3).',
		);
	}
}

async function missingCompilerTools(): Promise<string[]> {
	const tools = ['python3', 'make', 'g++'];
	const found = await Promise.all(tools.map((tool) => which(tool, { nothrow: true })));
	return tools.filter((_, index) => found[index] === null);
}
