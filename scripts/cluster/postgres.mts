import { execFile } from 'node:child_process';
import { chmod, chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../ports.mts';
import { SetupError } from '../setup/setup-error.mjs';
import { folderOf } from './program.mts';
import type { Needed } from './program.mts';
import { Service } from './service.mts';
import type { Account } from './service.mts';

const run = promisify(execFile);

export const POSTGRESQL: Needed = { program: 'initdb', from: 'postgresql' };

/** Owner and name of the database. Anybody on this machine may log in: it is there for a while. */
export const POSTGRES_USER = 'n8n';
export const POSTGRES_DATABASE = 'postgres';

/**
 * Starts a PostgreSQL of its own on an empty database. It refuses to run as root, so that for root it
 * runs as the user that Debian's package creates.
 *
 * @param folder for its data and its log; others are then let through it, but see nothing in it
 * @throws SetupError when it is not installed
 */
export async function startPostgres(folder: string): Promise<Service> {
	const programs = await folderOf(POSTGRESQL);
	const account = process.getuid?.() === 0 ? await postgresAccount() : undefined;
	const data = join(folder, 'postgres');
	await mkdir(data, { mode: 0o700 });
	if (account) {
		await chmod(folder, 0o711);
		await chown(data, account.uid, account.gid);
	}
	await run(
		join(programs, 'initdb'),
		['--pgdata', data, '--username', POSTGRES_USER, '--auth=trust', '--no-sync', '-EUTF8'],
		{ ...account, cwd: data, env: { LC_ALL: 'C', PATH: process.env['PATH'] } },
	);
	const port = await freePort();
	const service = new Service({
		name: 'PostgreSQL',
		program: join(programs, 'postgres'),
		arguments: [
			...['-D', data, '-p', String(port)],
			...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
			// Its data outlives no crash of the machine, and need not.
			...['-c', 'fsync=off'],
		],
		folder: data,
		port,
		account,
		stopSignal: 'SIGINT',
		isReady: () => acceptsConnections(join(programs, 'pg_isready'), port),
		logFile: join(folder, 'postgres.log'),
	});
	await service.start();
	return service;
}

async function acceptsConnections(pgIsReady: string, port: number): Promise<boolean> {
	return await run(pgIsReady, ['--host=127.0.0.1', `--port=${port}`]).then(
		() => true,
		() => false,
	);
}

async function postgresAccount(): Promise<Account> {
	try {
		const [uid, gid] = await Promise.all(
			['-u', '-g'].map(async (which) => Number((await run('id', [which, 'postgres'])).stdout)),
		);
		return { uid: uid ?? NaN, gid: gid ?? NaN };
	} catch {
		throw new SetupError(
			'PostgreSQL does not run as root, and there is no user "postgres" to run it as: ' +
				'install it (on Debian and Ubuntu: apt-get install postgresql), or be somebody else.',
		);
	}
}
