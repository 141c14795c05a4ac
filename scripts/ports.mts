import getPort from 'get-port';
import { SetupError } from './setup/setup-error.mjs';

const host = '127.0.0.1';

/** A loopback port that nobody uses at the moment. */
export async function freePort(): Promise<number> {
	return await getPort({ host });
}

/**
 * Makes sure that a port can be used.
 *
 * @param port 0: any
 * @throws SetupError a sentence that names the option with which to choose another
 */
export async function ensurePortIsFree(port: number, option: string): Promise<void> {
	if (port === 0 || (await getPort({ host, port })) === port) return;
	throw new SetupError(
		`Port ${port} is in use on this machine: stop what uses it, or choose another with ${option}.`,
	);
}
