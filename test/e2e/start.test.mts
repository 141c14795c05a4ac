import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { OWNER } from '../../scripts/bringup.mts';
import { N8nRest } from '../../scripts/n8n/rest.mts';
import { freePort } from '../../scripts/ports.mts';
import { RunningProcess } from '../../scripts/process.mts';
import { cacheFolder } from '../../scripts/setup/cache.mjs';
import { PROJECT } from '../../scripts/setup/dependencies.mjs';

jest.setTimeout(600_000);

const DEMO = { id: 'enKashRewardPay1', trigger: 'Run the payout' };

describe('npm start', () => {
	let port: number;
	let folder: string;

	beforeAll(async () => {
		port = await freePort();
		folder = join(cacheFolder(), `start-${port}`);
	});
	afterAll(async () => await rm(folder, { recursive: true, force: true }));

	/** Starts everything, runs the demo once, and stops everything; yields the outcomes. */
	async function runTheDemo(): Promise<unknown[]> {
		const start = new RunningProcess({
			name: 'npm start',
			node: process.execPath,
			arguments: ['scripts/run.mjs', 'scripts/start.mts', `--port=${port}`, '--sandbox-port=0'],
			folder: PROJECT,
			env: process.env,
			logFile: join(folder, 'npm-start.log'),
		});
		try {
			const isReady = async () => (await readFile(start.logFile, 'utf8')).includes('\nReady.\n');
			await start.until('it was ready', isReady, 500_000);
			const rest = new N8nRest(`http://127.0.0.1:${port}`);
			await rest.logIn(OWNER);
			const execution = await rest.run(DEMO.id, DEMO.trigger);
			return execution.itemsOf('Pay rewards').map(({ json }) => json['outcome']);
		} finally {
			await start.stop();
		}
	}

	it('goes on from where it was stopped: who was paid is not paid again', async () => {
		expect(await runTheDemo()).toEqual(Array(5).fill('allocated'));
		expect(await runTheDemo()).toEqual(Array(5).fill('alreadyAllocated'));
	});
});
