const { once } = require('node:events');
const { mkdir, readFile, rm, writeFile } = require('node:fs/promises');
const path = require('node:path');
const esbuild = require('esbuild');
const { dest, parallel, series, src, watch } = require('gulp');
const { zodToJsonSchema } = require('zod-to-json-schema');
const { n8n } = require('./package.json');

/** Where the n8n of `npm run dev` loads the package from. */
const { ENKASH_DEV_DIST: DEV_DIST } = process.env;
const IS_DEV = DEV_DIST !== undefined;
/** What stands in for enkash/payout/timing.ts where a test cannot wait ten minutes. */
const { ENKASH_TIMING: TIMING } = process.env;
const DIST = DEV_DIST ?? path.join(__dirname, 'dist');
/** All code of the package; see docs/decisions/one-file.md. */
const CODE = path.join(DIST, 'package.js');
const PREVIEWS = path.join(DIST, 'nodes', 'EnKash', '__schema__', 'v1.0.0');

const SOURCES = '{credentials,enkash,nodes,texts}/**/*.ts';
const ICONS = 'icons/*.svg';
const CODEX = 'nodes/**/*.node.json';

/** The files that n8n loads, each of which has to export a class that is called like the file. */
const ENTRIES = [...n8n.credentials, ...n8n.nodes].map((file) => ({
	file: path.join(DIST, path.relative('dist', file)),
	source: file.replace(/^dist\/(.*)\.js$/, './$1.ts'),
	name: path.basename(file).split('.')[0],
}));

const clean = () => rm(DIST, { recursive: true, force: true });

/** What the entries export, and what `previews` needs, with all that they import in one file. */
async function code() {
	const exported = [
		...ENTRIES.map(({ name, source }) => `export { ${name} } from '${source}';`),
		"export { OPERATIONS } from './nodes/EnKash/actions/registry.ts';",
	];
	await esbuild.build({
		stdin: {
			contents: exported.join('\n'),
			resolveDir: __dirname,
			sourcefile: 'package.ts',
		},
		outfile: CODE,
		absWorkingDir: __dirname,
		bundle: true,
		format: 'cjs',
		platform: 'node',
		target: 'node20',
		packages: 'external',
		charset: 'utf8',
		banner: { js: "'use strict';" },
		// For a debugger; what is published has none.
		sourcemap: IS_DEV,
		plugins: TIMING === undefined ? [] : [otherTiming],
	});
}

const otherTiming = {
	name: 'other timing',
	setup: ({ onResolve }) => onResolve({ filter: /\/timing\.ts$/ }, () => ({ path: TIMING })),
};

async function entries() {
	for (const { file, name } of ENTRIES) {
		const shared = path.relative(path.dirname(file), CODE).replaceAll(path.sep, '/');
		await write(file, `exports.${name} = require('${shared}').${name};\n`);
	}
}

/** Icons, and the codex that tells n8n's panel where the nodes belong. */
const icons = () => src(ICONS).pipe(dest(path.join(DIST, 'icons')));
const codex = () => src(CODEX, { base: '.' }).pipe(dest(DIST));

/** What n8n offers as output fields before the first run, from the same schemas that make them. */
async function previews() {
	delete require.cache[CODE];
	const { OPERATIONS } = require(CODE);
	for (const { operation, output, resource } of OPERATIONS) {
		const { properties, type } = zodToJsonSchema(output, {
			pipeStrategy: 'output',
			$refStrategy: 'none',
		});
		const file = path.join(PREVIEWS, resource, `${operation}.json`);
		await write(file, `${JSON.stringify({ type, properties, version: 1 }, null, 2)}\n`);
	}
}

/** Leaves a file alone that is as it should be: n8n reloads the package whenever one is written. */
async function write(file, text) {
	if ((await readFile(file, 'utf8').catch(() => undefined)) === text) return;
	await mkdir(path.dirname(file), { recursive: true });
	await writeFile(file, text);
}

/** Builds again whatever is saved, until it is stopped. */
async function watching() {
	const watchers = [
		watch(SOURCES, series(code, previews)),
		watch(ICONS, icons),
		watch(CODEX, codex),
	];
	await Promise.all(watchers.map((watcher) => once(watcher, 'ready')));
}

exports.build = series(clean, parallel(series(code, previews), entries, icons, codex));
exports.watch = series(exports.build, watching);
