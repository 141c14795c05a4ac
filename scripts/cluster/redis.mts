import { connect } from 'node:net';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../ports.mts';
import { folderOf } from './program.mts';
import type { Needed } from './program.mts';
import { Service } from './service.mts';

export const REDIS: Needed = { program: 'redis-server', from: 'redis-server' };

const ANSWER_WITHIN_MS = 2_000;

/**
 * Starts a Redis of its own, which keeps its data over a restart.
 *
 * @param folder for its data and its log
 * @throws SetupError when it is not installed
 */
export async function startRedis(folder: string): Promise<Service> {
	const programs = await folderOf(REDIS);
	const data = join(folder, 'redis');
	await mkdir(data, { recursive: true });
	const port = await freePort();
	const redis = new Service({
		name: 'Redis',
		program: join(programs, 'redis-server'),
		arguments: ['--bind', '127.0.0.1', '--port', String(port), '--dir', data],
		folder: data,
		port,
		stopSignal: 'SIGTERM',
		isReady: () => answersPing(port),
		logFile: join(folder, 'redis.log'),
	});
	await redis.start();
	return redis;
}

/** Whether it is up and has read its data. */
function answersPing(port: number): Promise<boolean> {
	return new Promise((settle) => {
		const socket = connect({ host: '127.0.0.1', port });
		const say = (isReady: boolean): void => {
			socket.destroy();
			settle(isReady);
		};
		socket.setTimeout(ANSWER_WITHIN_MS, () => say(false));
		socket.once('error', () => say(false));
		socket.once('connect', () => socket.write('PING\r\n'));
		socket.once('data', (answer) => say(answer.toString().startsWith('+PONG')));
	});
}
