import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { OPERATIONS } from '../../nodes/EnKash/actions/registry.ts';
import { readOptions, USAGE } from '../../sandbox/options.mts';
import { DEFAULT_SETTINGS } from '../../sandbox/settings.mts';

const pagesIn = (folder: string, recursive = false) =>
	readdirSync(folder, { encoding: 'utf8', recursive })
		.filter((file) => file.endsWith('.md'))
		.map((file) => join(folder, file));

const PAPERS = [
	...pagesIn('.'),
	...pagesIn('docs', true),
	...['sandbox', 'workflows'].flatMap((folder) => pagesIn(folder)),
];

const read = (file: string) => readFileSync(file, 'utf8');
const found = (text: string, pattern: RegExp) =>
	[...text.matchAll(pattern)].map(([, one = '']) => one);

const { name, scripts } = z
	.object({ name: z.string(), scripts: z.record(z.string()) })
	.parse(JSON.parse(read('package.json')));

/** What GitHub makes of a heading, to link to it. */
const anchors = (file: string) =>
	found(read(file), /^#+ (.+)$/gm).map((heading) =>
		heading
			.toLowerCase()
			.replace(/[^\w\- ]/g, '')
			.replaceAll(' ', '-'),
	);

describe.each(PAPERS)('%s', (paper) => {
	const text = read(paper);

	it('names commands that are there', () => {
		const run = found(text, /\bnpm run ([a-z][\w:]*)/g);
		const short = found(text, /\bnpm (start|test)\b/g);
		expect([...run, ...short].filter((command) => !(command in scripts))).toEqual([]);
	});

	it('links to what is there', () => {
		const links = found(text, /\]\(([^)\s]+)\)/g).filter((link) => !/^https?:/.test(link));
		const broken = links.filter((link) => {
			const [path = '', anchor] = link.split('#');
			const file = path === '' ? resolve(paper) : join(dirname(resolve(paper)), path);
			if (!existsSync(file)) return true;
			return anchor !== undefined && !anchors(file).includes(anchor);
		});
		expect(broken).toEqual([]);
	});
});

describe('the README', () => {
	const readme = read('README.md');

	it('installs this package, and nothing of n8n beside it', () => {
		const installed = found(readme, /npm install --omit=peer (\S+?)[`\s]/g);
		expect(installed).toHaveLength(found(readme, /(npm install)/g).length);
		expect(installed.length).toBeGreaterThan(0);
		expect(new Set(installed)).toEqual(new Set([name]));
	});

	it('has every message of its troubleshooting from the source', () => {
		const [, table = ''] = readme.split('## Troubleshooting');
		const messages = found(table, /^\| (?!message|-)(.+?) +\|/gm);
		const known = found(read('docs/messages.md'), /^\| (.+?) \|/gm);
		const unknown = messages.filter((message) => {
			const [start = ''] = message.split(' …');
			return !known.some((one) => one.startsWith(start));
		});
		expect(messages.length).toBeGreaterThan(5);
		expect(unknown).toEqual([]);
	});

	it('has an example of every operation, and of no other', () => {
		const pattern = /"resource": "(\w+)",\s*"operation": "(\w+)"/g;
		const examples = [...readme.matchAll(pattern)].map(([, resource, operation]) =>
			[resource, operation].join('.'),
		);
		const all = OPERATIONS.map(({ operation, resource }) => [resource, operation].join('.'));
		expect(examples.sort()).toEqual(all.sort());
	});
});

describe("the sandbox's README", () => {
	const readme = read('sandbox/README.md');
	const rows = [...readme.matchAll(/^\| `(--[\w-]+)` +\| (.+?) +\|/gm)];

	it('has every option', () => {
		const flags = found(USAGE, /^ +(--[\w-]+)/gm);
		expect(rows.map(([, flag]) => flag)).toEqual(flags);
	});

	it('has their defaults', () => {
		const given = rows.flatMap(([, flag = '', usual = '']) =>
			usual.startsWith('`') ? [flag, usual.replaceAll('`', '')] : [],
		);
		expect(given.length).toBeGreaterThan(0);
		expect(readOptions(given)).toEqual(readOptions([]));
	});

	it('shows a command that is accepted', () => {
		const [command = ''] = found(readme, /^npm run sandbox -- (.+)$/gm);
		expect(readOptions(command.split(' '))).toMatchObject({ settings: DEFAULT_SETTINGS });
	});
});
