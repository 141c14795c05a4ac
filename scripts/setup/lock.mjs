import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SetupError } from './setup-error.mjs';

const LOOK_AGAIN_MS = 1_000;
const LONGEST_WAIT_MS = 20 * 60_000;
/** A lock without an owner's name is one just being taken, unless it stays like that. */
const NAMELESS_MS = 10_000;

/**
 * Does something that only one process at a time may do. The others wait; a lock whose owner died
 * is taken over.
 *
 * @template T
 * @param {string} lock path of the folder that is the lock
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(lock, work) {
	await take(lock);
	try {
		return await work();
	} finally {
		await rm(lock, { recursive: true, force: true });
	}
}

/** @param {string} lock */
async function take(lock) {
	await mkdir(dirname(lock), { recursive: true });
	const giveUpAt = Date.now() + LONGEST_WAIT_MS;
	let told = false;
	while (!(await create(lock))) {
		if (await isAbandoned(lock)) {
			await rm(lock, { recursive: true, force: true });
			continue;
		}
		if (Date.now() > giveUpAt) {
			throw new SetupError(`Another process still holds ${lock}; if none is running, delete it.`);
		}
		if (!told) process.stdout.write('Waiting for another process that does the same…\n');
		told = true;
		await sleep(LOOK_AGAIN_MS);
	}
	await writeFile(join(lock, 'pid'), String(process.pid));
}

/**
 * @param {string} lock
 * @returns {Promise<boolean>} false when somebody else has it
 */
async function create(lock) {
	try {
		await mkdir(lock);
		return true;
	} catch (error) {
		if (hasCode(error, 'EEXIST')) return false;
		throw error;
	}
}

/** @param {string} lock */
async function isAbandoned(lock) {
	try {
		const owner = Number(await readFile(join(lock, 'pid'), 'utf8'));
		if (owner > 0) return !isRunning(owner);
		return Date.now() - (await stat(lock)).mtimeMs > NAMELESS_MS;
	} catch (error) {
		if (!hasCode(error, 'ENOENT')) throw error;
		const age = await stat(lock).then(
			({ mtimeMs }) => Date.now() - mtimeMs,
			() => 0,
		);
		return age > NAMELESS_MS;
	}
}

/** @param {number} pid */
function isRunning(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return hasCode(error, 'EPERM');
	}
}

/**
 * @param {unknown} error
 * @param {string} code
 */
function hasCode(error, code) {
	return error instanceof Error && 'code' in error && error.code === code;
}
