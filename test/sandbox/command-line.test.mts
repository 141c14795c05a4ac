import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, it } from '@jest/globals';
import { startSandbox } from '../support/sandbox.mts';
import type { Sandbox } from '../support/sandbox.mts';
import { toSomebodyNew } from './bodies.mts';
import { Caller } from './caller.mts';

let running: Sandbox | undefined;

async function start(...flags: readonly string[]): Promise<Sandbox> {
	running = await startSandbox(flags);
	return running;
}

afterEach(async () => {
	await running?.stop();
	running = undefined;
});

/** An address of this machine that others can reach, if it has one. */
const ownAddress = () =>
	Object.values(networkInterfaces())
		.flat()
		.find((each) => each?.family === 'IPv4' && !each.internal)?.address;

describe('the sandbox', () => {
	it('says in one line where it is and how to log in, then nothing', async () => {
		const sandbox = await start();
		await new Caller(sandbox).call('account');

		expect(sandbox.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
		expect(sandbox.output().trimEnd().split('\n')).toHaveLength(1);
		for (const value of Object.values(sandbox.credentials)) {
			expect(sandbox.output()).toContain(value);
		}
	});

	it('takes its settings from the command line, also after a reset', async () => {
		const sandbox = await start('--duplicates', 'reject', '--latency', '120');
		await sandbox.control.settings({ duplicates: 'accept' });
		await sandbox.control.reset();
		const caller = new Caller(sandbox);
		const started = Date.now();
		await caller.call('allocate', toSomebodyNew('R1', 1));
		const { json } = await caller.call('allocate', toSomebodyNew('R1', 1));

		expect(json).toMatchObject({ code: 1, message: 'Transaction ID already exists.' });
		expect(Date.now() - started).toBeGreaterThanOrEqual(3 * 115);
	});

	it('speaks the dialects that are named, separated or one by one', async () => {
		const names = ['list-bare', 'shown-after-1h', 'amounts-in-paise'] as const;
		const sandbox = await start('--dialect', `${names[0]}, ${names[1]}`, '--dialect', names[2]);
		const caller = new Caller(sandbox);
		await caller.call('allocate', toSomebodyNew('R1', 1));
		const { json } = await caller.call('transactions');

		expect(json).toMatchObject({ payload: { length: 6, 5: { amount: 5_000 } } });
	});

	it('lists its dialects and ends', async () => {
		const list = start('--list-dialects');

		await expect(list).rejects.toThrow('# The dialects of the sandbox');
	});

	it('ends without complaint when it is asked to', async () => {
		const sandbox = await start();

		expect(await sandbox.stop()).toBe(0);
		await expect(fetch(sandbox.url)).rejects.toThrow('fetch failed');
	});

	it('warns when others can reach it, and keeps its control API to this machine', async () => {
		const sandbox = await start('--host', '0.0.0.0');
		const { port } = new URL(sandbox.url);
		const address = ownAddress() ?? '127.0.0.1';
		const isOwn = address === '127.0.0.1';
		const { status } = await fetch(`http://${address}:${port}/__sandbox/health`);

		expect(sandbox.output()).toContain('WARNING: 0.0.0.0 is not a loopback address');
		expect(status).toBe(isOwn ? 200 : 403);
	});
});

it.each([
	[['--latency', 'soon'], '--latency'],
	[['--duplicates', 'maybe'], '--duplicates'],
	[['--port', '99999'], '--port'],
	[['--surprise'], '--surprise'],
	[['--dialect', 'klingon'], 'There is no dialect klingon'],
	[['--dialect', 'never-listed,shown-after-1h'], 'do not go together'],
])('does not start with %p and says how it would', async (flags, name) => {
	const failure = start(...flags);

	await expect(failure).rejects.toThrow(name);
	await expect(failure).rejects.toThrow('Usage: npm run sandbox');
});
