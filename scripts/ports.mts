import { createServer } from 'node:net';
import { SetupError } from './setup/setup-error.mjs';

const LOOPBACK = '127.0.0.1';

/** A loopback port that nobody uses at the moment. */
export async function freePort(): Promise<number> {
	return await listenOnce(0);
}

/**
 * Makes sure that a port can be used.
 *
 * @throws SetupError a sentence that names the option with which to choose another
 */
export async function ensurePortIsFree(port: number, option: string): Promise<void> {
	try {
		await listenOnce(port);
	} catch {
		throw new SetupError(
			`Port ${port} is in use on this machine: stop what uses it, or choose another with ${option}.`,
		);
	}
}

function listenOnce(port: number): Promise<number> {
	return new Promise((payBatch, refuse) => {
		const server = createServer();
		server.once('error', refuse);
		server.listen(port, LOOPBACK, () => {
			const address = server.address();
			const taken = typeof address === 'object' && address !== null ? address.port : port;
			server.close(() => payBatch(taken));
		});
	});
}
