import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { installN8n } from '../scripts/n8n/install.mts';
import { modulesOf, ofN8n, ofOthers, ours } from './competitors.mts';
import type { NodePackage } from './competitors.mts';
import type { Finding } from './finding.mts';
import { inTurns, median } from './timing.mts';

const run = promisify(execFile);
const LOADING = fileURLToPath(new URL('./loading.mts', import.meta.url));

/** What it costs n8n to load the package when it starts, and the size of what is downloaded. */
export async function startUp(_stand: unknown, rounds: number): Promise<Finding[]> {
	const program = await installN8n();
	const scratch = await mkdtemp(join(tmpdir(), 'enkash-bench-package-'));
	try {
		const us = await ours(scratch);
		const others = [...ofN8n(program), ...(await ofOthers())];
		const load = async ({ files }: NodePackage) => {
			const modules = modulesOf(program);
			const env = { ...process.env, NODE_PATH: modules };
			const { stdout } = await run(program.node, [LOADING, modules, ...files], { env });
			return Number(stdout);
		};
		const ms = await inTurns(
			rounds * 4,
			Object.fromEntries([us, ...others].map((each) => [each.name, () => load(each)])),
		);
		return [loading(us, others, ms), ...size(us, others)];
	} finally {
		await rm(scratch, { recursive: true, force: true });
	}
}

function loading(
	us: NodePackage,
	others: readonly NodePackage[],
	ms: Readonly<Record<string, number>>,
): Finding {
	const of = ({ name }: NodePackage) => ms[name] ?? NaN;
	return {
		work: 'loading the nodes and the credential when n8n starts',
		against: `the median of ${others.map(({ name }) => name).join(', ')}`,
		ratio: of(us) / median(others.map(of)),
		goal: { atMost: 1 },
		figures: `${of(us).toFixed(0)} ms against ${others.map((each) => of(each).toFixed(0)).join(', ')} ms`,
	};
}

function size(us: NodePackage, others: readonly NodePackage[]): Finding[] {
	const sizes = others.flatMap(({ name, kilobytes }) =>
		kilobytes === undefined ? [] : [{ name, kilobytes }],
	);
	if (us.kilobytes === undefined || sizes.length === 0) return [];
	return [
		{
			work: 'size of the tarball',
			against: `the median of ${sizes.map(({ name }) => name).join(', ')}`,
			ratio: us.kilobytes / median(sizes.map(({ kilobytes }) => kilobytes)),
			goal: { atMost: 1 },
			figures: `${us.kilobytes.toFixed(0)} KB against ${sizes
				.map(({ kilobytes }) => kilobytes.toFixed(0))
				.join(', ')} KB`,
		},
	];
}
