import { execFile } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { packAndUnpack } from '../scripts/n8n/package.mts';
import type { N8nProgram } from '../scripts/n8n/install.mts';
import { filledOnce } from '../scripts/setup/cache.mjs';
import { PROJECT } from '../scripts/setup/dependencies.mjs';
import { npm, NpmFailed } from '../scripts/setup/npm.mjs';

const run = promisify(execFile);

/** Community packages without dependencies, at fixed versions. */
const COMMUNITY = [
	'@mendable/n8n-nodes-firecrawl@2.1.2',
	'n8n-nodes-evolution-api@1.0.4',
	'n8n-nodes-lemonsqueezy@2.0.0',
] as const;

/** Nodes of n8n-nodes-base that deal with money, by the names of their files. */
const OF_N8N = {
	Stripe: [
		'nodes/Stripe/Stripe.node.js',
		'nodes/Stripe/StripeTrigger.node.js',
		'credentials/StripeApi.credentials.js',
	],
	Wise: [
		'nodes/Wise/Wise.node.js',
		'nodes/Wise/WiseTrigger.node.js',
		'credentials/WiseApi.credentials.js',
	],
} as const;

/** Something that adds nodes to n8n. */
export interface NodePackage {
	readonly name: string;
	/** Paths of the modules that n8n loads. */
	readonly files: readonly string[];
	/** Of its tarball, in KB; `undefined` for what is a part of n8n. */
	readonly kilobytes: number | undefined;
}

const manifest = z.object({
	name: z.string(),
	version: z.string(),
	n8n: z.object({ nodes: z.array(z.string()), credentials: z.array(z.string()).default([]) }),
});

/** This package, built, as it would be published. */
export async function ours(scratch: string): Promise<NodePackage> {
	const { tarball, folder } = await packAndUnpack(PROJECT, scratch);
	return await packageIn(folder, tarball);
}

/** Where n8n keeps the modules that it and its nodes are made of. */
export const modulesOf = ({ script }: N8nProgram): string => dirname(dirname(dirname(script)));

/** The payment nodes that come with n8n. */
export function ofN8n(program: N8nProgram): NodePackage[] {
	const base = join(modulesOf(program), 'n8n-nodes-base', 'dist');
	return Object.entries(OF_N8N).map(([name, files]) => ({
		name: `${name} in n8n-nodes-base`,
		files: files.map((file) => join(base, file)),
		kilobytes: undefined,
	}));
}

/** Community packages from npm's registry; those that cannot be had are left out. */
export async function ofOthers(): Promise<NodePackage[]> {
	const found: NodePackage[] = [];
	for (const wanted of COMMUNITY) {
		try {
			found.push(await fetched(wanted));
		} catch (error) {
			if (!(error instanceof NpmFailed)) throw error;
			console.log(`  left out: ${wanted}`);
		}
	}
	return found;
}

async function fetched(wanted: string): Promise<NodePackage> {
	const folder = await filledOnce(`bench-${wanted.replaceAll(/[^\w.-]/g, '_')}`, async (aside) => {
		await npm(['pack', wanted, '--pack-destination', aside], {
			cwd: aside,
			doing: `Fetching ${wanted} to compare with`,
			note: 'once',
		});
		const [tarball = ''] = await readdir(aside);
		await run('tar', ['-xzf', tarball], { cwd: aside });
	});
	const tarball = (await readdir(folder)).find((file) => file.endsWith('.tgz')) ?? '';
	return await packageIn(join(folder, 'package'), join(folder, tarball));
}

async function packageIn(folder: string, tarball: string): Promise<NodePackage> {
	const text = await readFile(join(folder, 'package.json'), 'utf8');
	const { name, version, n8n } = manifest.parse(JSON.parse(text));
	return {
		name: `${name} ${version}`,
		files: [...n8n.nodes, ...n8n.credentials].map((file) => join(folder, file)),
		kilobytes: (await stat(tarball)).size / 1024,
	};
}
