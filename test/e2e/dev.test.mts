import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { OWNER } from '../../scripts/bringup.mts';
import { CREDENTIAL_ID, CREDENTIAL_NAME } from '../../scripts/credential.mts';
import { N8nRest } from '../../scripts/n8n/rest.mts';
import { freePort } from '../../scripts/ports.mts';
import { RunningProcess } from '../../scripts/process.mts';
import { PROJECT } from '../../scripts/setup/dependencies.mjs';
import { until } from '../../scripts/until.mts';

jest.setTimeout(600_000);

/** All that `npm run dev` reads. */
const SOURCES = [
	...['credentials', 'enkash', 'icons', 'nodes', 'sandbox', 'scripts', 'texts', 'workflows'],
	...['gulpfile.js', 'package.json', 'package-lock.json'],
];

const WORKFLOW = { id: 'enKashDevTest001', name: 'Development', trigger: 'Start' };

describe('npm run dev', () => {
	let folder: string;
	let dev: RunningProcess;
	let rest: N8nRest;
	let debuggerPort: number;

	/** Changes the node's source in the copy, as an editor does that saves. */
	async function edit(from: string, to: string): Promise<void> {
		const file = join(folder, 'nodes', 'EnKash', 'EnKash.node.ts');
		const text = await readFile(file, 'utf8');
		expect(text).toContain(from);
		await writeFile(file, text.replace(from, to));
	}

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'enkash-dev-'));
		for (const source of SOURCES) {
			await cp(join(PROJECT, source), join(folder, source), { recursive: true });
		}
		await symlink(join(PROJECT, 'node_modules'), join(folder, 'node_modules'), 'junction');
		const port = await freePort();
		debuggerPort = await freePort();
		dev = new RunningProcess({
			name: 'npm run dev',
			node: process.execPath,
			arguments: [
				...['scripts/run.mjs', 'scripts/dev.mts', '--folder', join(folder, 'n8n')],
				...['--port', String(port), '--inspect-port', String(debuggerPort), '--sandbox-port', '0'],
			],
			folder,
			env: process.env,
			logFile: join(folder, 'dev.log'),
		});
		const isReady = async () => (await readFile(dev.logFile, 'utf8')).includes('\nReady.\n');
		await dev.until('it was ready', isReady, 500_000);
		rest = new N8nRest(`http://127.0.0.1:${port}`);
		await rest.logIn(OWNER);
	});
	afterAll(async () => {
		await dev.stop();
		await rm(folder, { recursive: true, force: true });
	});

	it('shows a label and runs code in n8n that were just saved', async () => {
		await edit(
			'async execute(',
			"async execute() { throw new Error('Saved code'); }\n\tasync never(",
		);
		await edit("displayName: 'EnKash'", "displayName: 'Saved label'");
		const savedAt = Date.now();
		await until(
			async () =>
				(await rest.getNodeType('n8n-nodes-enkash.enKash'))?.displayName === 'Saved label',
			{ what: 'n8n shows the saved label', withinMs: 60_000 },
		);
		process.stderr.write(`  seen in n8n after ${Date.now() - savedAt} ms\n`);

		await rest.putWorkflow({
			...WORKFLOW,
			nodes: [
				{ name: WORKFLOW.trigger, type: 'n8n-nodes-base.manualTrigger', parameters: {} },
				{
					name: 'Step',
					type: 'n8n-nodes-enkash.enKash',
					parameters: { resource: 'account', operation: 'get' },
					credentials: { enKashApi: { id: CREDENTIAL_ID, name: CREDENTIAL_NAME } },
				},
			].map((node) => ({ ...node, id: node.name, typeVersion: 1, position: [0, 0] })),
			connections: { [WORKFLOW.trigger]: { main: [[{ node: 'Step', type: 'main', index: 0 }]] } },
		});
		const execution = await rest.run(WORKFLOW.id, WORKFLOW.trigger);
		expect(execution.error?.message).toContain('Saved code');
	});

	it('lets a debugger attach to n8n, and find the sources', async () => {
		const targets = await fetch(`http://127.0.0.1:${debuggerPort}/json/list`);
		expect(await targets.text()).toContain('/n8n/bin/n8n');
		const dist = join(folder, 'n8n', '.n8n', 'nodes', 'node_modules', 'n8n-nodes-enkash', 'dist');
		const map = await readFile(join(dist, 'package.js.map'), 'utf8');
		expect(map).toContain('nodes/EnKash/EnKash.node.ts');
	});

	it('says what is wrong with code that does not build, and goes on', async () => {
		await edit("displayName: 'Saved label'", "displayName: 'Half a label");
		const says = async (words: string) => (await readFile(dev.logFile, 'utf8')).includes(words);
		await until(async () => await says('Unterminated string literal'), { withinMs: 60_000 });
		await edit("displayName: 'Half a label", "displayName: 'Whole label'");
		await until(
			async () =>
				(await rest.getNodeType('n8n-nodes-enkash.enKash'))?.displayName === 'Whole label',
			{ what: 'n8n shows the corrected label', withinMs: 60_000 },
		);
	});
});
