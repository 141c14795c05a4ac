import { access, constants, readdir, realpath } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { SetupError } from '../setup/setup-error.mjs';

/** Where Debian keeps the programs of PostgreSQL, one folder per major version. */
const DEBIANS_POSTGRESQL = '/usr/lib/postgresql';

/**
 * The folder in which a program is found: on the PATH, or where Debian puts PostgreSQL's.
 *
 * @param from what to install to get it, by Debian's name
 * @throws SetupError one sentence that says what to install
 */
export async function folderOf(program: string, from: string): Promise<string> {
	const onPath = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
	for (const folder of [...onPath, ...(await debianFolders())]) {
		const file = join(folder, program);
		// A link may stand alone; what belongs to the program is beside the program.
		if (await isExecutable(file)) return dirname(await realpath(file));
	}
	throw new SetupError(
		`Queue mode needs ${program}, which is not on this machine: install it ` +
			`(on Debian and Ubuntu: apt-get install ${from}).`,
	);
}

async function debianFolders(): Promise<string[]> {
	const versions = await readdir(DEBIANS_POSTGRESQL).catch(() => []);
	const newestFirst = versions.sort((one, other) => Number(other) - Number(one));
	return newestFirst.map((version) => join(DEBIANS_POSTGRESQL, version, 'bin'));
}

async function isExecutable(file: string): Promise<boolean> {
	return await access(file, constants.X_OK).then(
		() => true,
		() => false,
	);
}
