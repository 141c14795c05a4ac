import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { withLock } from './lock.mjs';
import { SetupError } from './setup-error.mjs';

/** Written last, so a folder that has it was filled to the end. */
const MARKER = '.complete';

/**
 * Where large downloads live: outside the checkout, so that every checkout of one person shares
 * them. `ENKASH_CACHE` names another place.
 *
 * @returns {string}
 */
export function cacheFolder() {
	const { ENKASH_CACHE: own, XDG_CACHE_HOME: shared } = process.env;
	if (own) return resolve(own);
	return join(shared ? resolve(shared) : join(homedir(), '.cache'), 'n8n-nodes-enkash');
}

/**
 * A folder of the cache that is filled once and then only read.
 *
 * It is filled aside and renamed when complete, so nobody ever sees half of it: an interrupted
 * attempt is thrown away by the next one, and of two processes that want it at once, one waits.
 *
 * @param {string} name
 * @param {(emptyFolder: string) => Promise<void>} fill
 * @returns {Promise<string>} its path
 */
export async function filledOnce(name, fill) {
	const folder = join(cacheFolder(), name);
	if (await isComplete(folder)) return folder;
	await createCacheFolder();
	await withLock(join(cacheFolder(), `${name}.lock`), async () => {
		if (await isComplete(folder)) return;
		await removeLeftovers(name);
		const aside = `${folder}.filling-${process.pid}`;
		await mkdir(aside);
		try {
			await fill(aside);
			await writeFile(join(aside, MARKER), '');
			await rename(aside, folder);
		} finally {
			await removeIfPossible(aside);
		}
	});
	return folder;
}

async function createCacheFolder() {
	try {
		await mkdir(cacheFolder(), { recursive: true });
	} catch {
		throw new SetupError(
			`The folder ${cacheFolder()} cannot be created: name another one in ENKASH_CACHE.`,
		);
	}
}

/**
 * A further step in a folder that `filledOnce` filled: done once, and done again when interrupted.
 *
 * @param {string} folder
 * @param {string} step its name
 * @param {() => Promise<void>} work
 */
export async function doneOnce(folder, step, work) {
	const marker = join(folder, `${MARKER}-${step}`);
	if (await exists(marker)) return;
	await withLock(`${folder}.${step}.lock`, async () => {
		if (await exists(marker)) return;
		await work();
		await writeFile(marker, '');
	});
}

/** @param {string} folder */
async function isComplete(folder) {
	return await exists(join(folder, MARKER));
}

/** @param {string} name */
async function removeLeftovers(name) {
	await rm(join(cacheFolder(), name), { recursive: true, force: true });
	const entries = await readdir(cacheFolder());
	for (const entry of entries.filter((each) => each.startsWith(`${name}.filling-`))) {
		await removeIfPossible(join(cacheFolder(), entry));
	}
}

/**
 * An npm that outlived its caller may still be writing there; then the next one removes it.
 *
 * @param {string} folder
 */
async function removeIfPossible(folder) {
	await rm(folder, { recursive: true, force: true }).catch(() => undefined);
}

/**
 * @param {string} path
 * @returns {Promise<boolean>}
 */
export async function exists(path) {
	return await stat(path).then(
		() => true,
		() => false,
	);
}
