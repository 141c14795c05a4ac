import { readdir, realpath } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import which from 'which';
import { SetupError } from '../setup/setup-error.mjs';

/** Where Debian keeps the programs of PostgreSQL, one folder per major version. */
const DEBIANS_POSTGRESQL = '/usr/lib/postgresql';

/** A program that queue mode needs. */
export interface Needed {
	readonly program: string;
	/** What to install to get it, by Debian's name. */
	readonly from: string;
}

/**
 * Makes sure that all of them are there, before anything is started.
 *
 * @throws SetupError one sentence that says what to install
 */
export async function ensureInstalled(...needed: readonly Needed[]): Promise<void> {
	const found = await Promise.all(needed.map(async ({ program }) => await folderWith(program)));
	const missing = needed.filter((_, index) => found[index] === undefined);
	if (missing.length === 0) return;
	throw new SetupError(
		`Queue mode needs ${missing.map(({ program }) => program).join(' and ')}, not found on this ` +
			`machine. On Debian and Ubuntu: apt-get install ${missing.map(({ from }) => from).join(' ')}`,
	);
}

/**
 * The folder in which a program is found: on the PATH, or where Debian puts PostgreSQL's.
 *
 * @throws SetupError one sentence that says what to install
 */
export async function folderOf(needed: Needed): Promise<string> {
	await ensureInstalled(needed);
	return (await folderWith(needed.program)) ?? '';
}

async function folderWith(program: string): Promise<string | undefined> {
	const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...(await debianFolders())];
	const file = await which(program, { path: folders.join(delimiter), nothrow: true });
	// A link may stand alone; what belongs to the program is beside the program.
	return file === null ? undefined : dirname(await realpath(file));
}

async function debianFolders(): Promise<string[]> {
	const versions = await readdir(DEBIANS_POSTGRESQL).catch(() => []);
	const newestFirst = versions.sort((one, other) => Number(other) - Number(one));
	return newestFirst.map((version) => join(DEBIANS_POSTGRESQL, version, 'bin'));
}
