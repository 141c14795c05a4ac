import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { RunningProcess } from '../process.mts';
import { PROJECT } from '../setup/dependencies.mjs';
import { SetupError } from '../setup/setup-error.mjs';
import { until } from '../until.mts';
import type { N8nHome } from './home.mts';
import type { N8nInstance } from './instance.mts';
import { packageFolder } from './package.mts';

const BUILT_WITHIN_MS = 120_000;
const WATCHED_WITHIN_MS = 60_000;

/** Makes n8n load a package again when one of its files is written. */
export const RELOAD = { N8N_DEV_RELOAD: 'true' } as const;

/** This checkout's package in an n8n: whatever is saved is built into it at once. */
export class LivePackage {
	readonly #name: string;
	readonly #folder: string;
	readonly builder: RunningProcess;

	private constructor(name: string, folder: string, builder: RunningProcess) {
		this.#name = name;
		this.#folder = folder;
		this.builder = builder;
	}

	/**
	 * Builds the package into n8n's own folder, and again whenever a source is saved. It is a real
	 * folder outside of the checkout: n8n would watch all of a checkout that is linked there, and
	 * the package would find the n8n-workflow of the checkout in place of n8n's.
	 *
	 * @throws SetupError when it does not build
	 */
	static async addTo(home: N8nHome): Promise<LivePackage> {
		const file = join(PROJECT, 'package.json');
		const { name } = z.object({ name: z.string() }).parse(JSON.parse(await readFile(file, 'utf8')));
		const folder = packageFolder(home, name);
		await rm(folder, { recursive: true, force: true });
		await mkdir(folder, { recursive: true });
		await cp(file, join(folder, 'package.json'));
		const builder = new RunningProcess({
			name: 'gulp watch',
			node: process.execPath,
			arguments: [join(PROJECT, 'node_modules', 'gulp', 'bin', 'gulp.js'), 'watch'],
			folder: PROJECT,
			env: {
				...process.env,
				ENKASH_DEV_DIST: join(folder, 'dist'),
				// What the build looks at from there has to find zod.
				NODE_PATH: join(PROJECT, 'node_modules'),
			},
			logFile: join(home.userFolder, 'gulp-watch.log'),
			isShown: true,
		});
		const isBuilt = async () =>
			(await readFile(builder.logFile, 'utf8')).includes("Finished 'watch'");
		await builder.until('it had built the package', isBuilt, BUILT_WITHIN_MS).catch(() => {
			throw new SetupError('The package does not build; see above.');
		});
		return new LivePackage(name, folder, builder);
	}

	/**
	 * Waits until n8n sees what is written: it begins to watch some time after it has answered, and
	 * what was written before it never notices.
	 */
	async isSeenBy({ process }: N8nInstance): Promise<void> {
		const mark = join(this.#folder, 'watched');
		let times = 0;
		await until(
			async () => {
				await writeFile(mark, String(times++));
				const log = await readFile(process.logFile, 'utf8');
				return log.includes(`Hot reload triggered for ${this.#name}`);
			},
			{ what: 'n8n watches the package', withinMs: WATCHED_WITHIN_MS, everyMs: 500 },
		);
	}
}
