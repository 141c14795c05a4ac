import { execFile } from 'node:child_process';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { x as extract } from 'tar';
import { z } from 'zod';
import { PROJECT } from '../setup/dependencies.mjs';
import { npmCommand, outerEnvironment } from '../setup/npm.mjs';
import { dataFolder } from './home.mts';
import type { N8nHome } from './home.mts';

const run = promisify(execFile);

/** What `npm pack --json` says about the one package that it packed. */
const packed = z.tuple([z.object({ name: z.string(), filename: z.string() })]);

/**
 * Puts this package, as it was built, where n8n loads community nodes from, as publishing and
 * installing it would: the files that `npm pack` takes, and nothing else. A version that was there
 * before is replaced.
 *
 * @returns where it lies
 */
export async function addNodePackage(home: N8nHome): Promise<string> {
	const scratch = join(dataFolder(home), 'unpacking');
	await rm(scratch, { recursive: true, force: true });
	await mkdir(scratch, { recursive: true });
	const { name, folder } = await packAndUnpack(PROJECT, scratch);
	const place = packageFolder(home, name);
	await rm(place, { recursive: true, force: true });
	await mkdir(dirname(place), { recursive: true });
	await rename(folder, place);
	await rm(scratch, { recursive: true });
	return place;
}

/** Where n8n loads a community node's package from. */
export function packageFolder(home: N8nHome, name: string): string {
	return join(dataFolder(home), 'nodes', 'node_modules', name);
}

/**
 * Packs a built package and unpacks it again, as npm would have it.
 *
 * @param into an empty folder
 * @returns the package's name, its tarball and the folder it was unpacked to
 */
export async function packAndUnpack(
	packageFolder: string,
	into: string,
): Promise<{ name: string; tarball: string; folder: string }> {
	const { name, filename } = await pack(packageFolder, into);
	const tarball = join(into, filename);
	await extract({ file: tarball, cwd: into });
	return { name, tarball, folder: join(into, 'package') };
}

async function pack(packageFolder: string, into: string): Promise<z.infer<typeof packed>[0]> {
	const [command, ...before] = npmCommand();
	const { stdout } = await run(
		command,
		[...before, 'pack', '--json', '--ignore-scripts', '--pack-destination', into],
		{ cwd: packageFolder, env: outerEnvironment(), shell: command === 'npm.cmd' },
	);
	const [details] = packed.parse(JSON.parse(stdout));
	return details;
}
