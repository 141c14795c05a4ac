import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { PROJECT } from '../../scripts/setup/dependencies.mjs';

/** All that the build reads. */
const SOURCES = [
	...['credentials', 'enkash', 'icons', 'nodes', 'texts'],
	...['gulpfile.js', 'package.json', 'tsconfig.json'],
];

/** What n8n loads. */
const ENTRIES = [
	'dist/credentials/EnKashApi.credentials.js',
	'dist/nodes/EnKash/EnKash.node.js',
	'dist/nodes/EnKash/EnKashTrigger.node.js',
];

/** Prints the names under which the given files export classes that can be made. */
const EXPORTED = `
	const exported = process.argv.slice(1).flatMap((file) => Object.entries(require('./' + file)));
	console.log(JSON.stringify(exported.filter(([, it]) => new it()).map(([name]) => name)));
`;

const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-enkash-n8n-node-'));
afterAll(() => rmSync(folder, { recursive: true }));

it("n8n's own n8n-node build makes what n8n can load, too", () => {
	for (const source of SOURCES) {
		cpSync(join(PROJECT, source), join(folder, source), { recursive: true });
	}
	symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'), 'junction');
	execFileSync('npx', ['n8n-node', 'build'], { cwd: folder, stdio: 'ignore' });
	const output = execFileSync('node', ['-e', EXPORTED, ...ENTRIES], { cwd: folder });
	expect(JSON.parse(output.toString())).toEqual(['EnKashApi', 'EnKash', 'EnKashTrigger']);
	const icon = join(folder, 'dist', 'icons', 'enkash.svg');
	const codex = join(folder, 'dist', 'nodes', 'EnKash', 'EnKash.node.json');
	expect([icon, codex].filter((file) => !existsSync(file))).toEqual([]);
});
