import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { OPERATIONS } from '../../nodes/EnKash/actions/registry.ts';
import { payOptions, payPersonOptions } from '../../nodes/EnKash/form/options.ts';
import { OUTCOMES } from '../../nodes/EnKash/pay/output/paymentItem.ts';
import { readOptions, USAGE } from '../../sandbox/options.mts';
import { DEFAULT_SETTINGS } from '../../sandbox/settings.mts';
import { allMessages } from '../../scripts/messages.mts';
import { examples } from '../engine/examples/examples.mts';

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

	it('installs this package, and nothing of n8n beside it', () => {
		const installed = found(text, /npm install --omit=peer (\S+?)[`\s]/g);
		expect(installed).toHaveLength(found(text, /(npm install)/g).length);
		expect(installed.filter((one) => one !== name)).toEqual([]);
	});
});

describe('the README', () => {
	const readme = read('README.md');

	it('is read in four minutes: at most 900 words', () => {
		const prose = readme.replace(/```[\s\S]*?```|!\[.*?\]\(.*?\)|\]\([^)]*\)/g, ' ');
		expect(prose.split(/\s+/).filter((word) => /\w/.test(word)).length).toBeLessThanOrEqual(900);
	});

	it('opens a workflow and steps that are there', () => {
		const demo = z
			.object({ name: z.string(), nodes: z.array(z.object({ name: z.string() })) })
			.parse(JSON.parse(read('workflows/demo-reward-payout.json')));
		const [, start = ''] = readme.split('## First payment in five minutes');
		const [steps = ''] = start.split('\n## ');
		const named = found(steps, /\bstep \*\*(.+?)\*\*/g);
		expect(steps).toContain(`workflow **${demo.name}**`);
		expect(named).not.toEqual([]);
		expect(demo.nodes.map((node) => node.name)).toEqual(expect.arrayContaining(named));
	});

	it('calls operations by their names in the panel', () => {
		const named = found(readme, /\*\*EnKash → (.+?)\*\*/g);
		expect(named).not.toEqual([]);
		expect(OPERATIONS.map(({ action }) => action)).toEqual(expect.arrayContaining(named));
	});
});

describe('the page of examples', () => {
	it('has an example of every operation, and of no other', () => {
		const shown = examples().flatMap(({ parameters: { operation, resource } }) =>
			typeof resource === 'string' && typeof operation === 'string'
				? `${resource}.${operation}`
				: [],
		);
		const all = OPERATIONS.map(({ operation, resource }) => `${resource}.${operation}`);
		expect([...new Set(shown)].sort()).toEqual(all.sort());
	});

	it('has a heading for each', () => {
		const titles = examples().map(({ title }) => title);
		expect(new Set(titles).size).toBe(titles.length);
	});
});

describe('the page of options', () => {
	const page = read('docs/options.md');
	const [, ofPayments = ''] = page.split('## Options of payments');
	const [table = ''] = ofPayments.split('\n## ');
	const rows = found(table, /^\| (?!option|-)(.+?) +\|/gm);

	it('has every option of a payment, and no other', () => {
		const all = [payOptions, payPersonOptions].flatMap(({ options = [] }) =>
			options.map((option) => ('displayName' in option ? option.displayName : option.name)),
		);
		expect([...rows].sort()).toEqual([...new Set(all)].sort());
	});

	it('has every outcome, and no other', () => {
		const [, after = ''] = page.split('| outcome');
		const [outcomes = ''] = after.split('\n\n');
		const named = found(outcomes, /^\| (`.+?) +\|/gm).flatMap((cell) => found(cell, /`(\w+)`/g));
		expect(named.sort()).toEqual([...OUTCOMES].sort());
	});
});

describe('the page of troubleshooting', () => {
	it('names codes that are there', () => {
		const known = allMessages('.').map(({ code }) => code);
		const named = found(read('docs/troubleshooting.md'), /`([a-z]+(?:-[a-z]+)+)`/g);
		expect(named.length).toBeGreaterThan(10);
		expect(named.filter((code) => !known.includes(code))).toEqual([]);
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
