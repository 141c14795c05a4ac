const { mkdir, rm, writeFile } = require('node:fs/promises');
const path = require('node:path');
const esbuild = require('esbuild');
const { dest, parallel, series, src } = require('gulp');
const { zodToJsonSchema } = require('zod-to-json-schema');
const { n8n } = require('./package.json');

const DIST = path.join(__dirname, 'dist');
/** All code of the package; see docs/decisions/one-file.md. */
const CODE = path.join(DIST, 'package.js');
const PREVIEWS = path.join(DIST, 'nodes', 'EnKash', '__schema__', 'v1.0.0');

/** The files that n8n loads, each of which has to export a class that is called like the file. */
const ENTRIES = [...n8n.credentials, ...n8n.nodes].map((file) => ({
	file: path.join(__dirname, file),
	source: file.replace(/^dist\/(.*)\.js$/, './$1.ts'),
	name: path.basename(file).split('.')[0],
}));

const clean = () => rm(DIST, { recursive: true, force: true });

/** What the entries export, and what `schemas` needs, with all that they import in one file. */
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
	});
}

async function entries() {
	for (const { file, name } of ENTRIES) {
		const shared = path.relative(path.dirname(file), CODE).replaceAll(path.sep, '/');
		await mkdir(path.dirname(file), { recursive: true });
		await writeFile(file, `exports.${name} = require('${shared}').${name};\n`);
	}
}

/** Icons, and the codex that tells n8n's panel where the nodes belong. */
const icons = () => src('icons/*.svg').pipe(dest('dist/icons'));
const codex = () => src('nodes/**/*.node.json', { base: '.' }).pipe(dest('dist'));

/** What n8n offers as output fields before the first run, from the same schemas that make them. */
async function schemas() {
	const { OPERATIONS } = require(CODE);
	for (const { operation, output, resource } of OPERATIONS) {
		const { properties, type } = zodToJsonSchema(output, {
			pipeStrategy: 'output',
			$refStrategy: 'none',
		});
		const file = path.join(PREVIEWS, resource, `${operation}.json`);
		await mkdir(path.dirname(file), { recursive: true });
		await writeFile(file, `${JSON.stringify({ type, properties, version: 1 }, null, 2)}\n`);
	}
}

exports.build = series(clean, parallel(series(code, schemas), entries, icons, codex));
