const { mkdir, rm, writeFile } = require('node:fs/promises');
const path = require('node:path');
const { dest, parallel, src } = require('gulp');
const { zodToJsonSchema } = require('zod-to-json-schema');

const NODE = path.join(__dirname, 'dist', 'nodes', 'EnKash');

const clean = () => rm(path.join(__dirname, 'dist'), { recursive: true, force: true });

/** Icons, and the codex that tells n8n's panel where the nodes belong. */
const icons = () => src('icons/*.svg').pipe(dest('dist/icons'));
const codex = () => src('nodes/**/*.node.json', { base: '.' }).pipe(dest('dist'));

/** What n8n offers as output fields before the first run, from the same schemas that make them. */
async function schemas() {
	const { OPERATIONS } = require(path.join(NODE, 'operations', 'registry.js'));
	for (const { operation, output, resource } of OPERATIONS) {
		const { properties, type } = zodToJsonSchema(output, {
			pipeStrategy: 'output',
			$refStrategy: 'none',
		});
		const file = path.join(NODE, '__schema__', 'v1.0.0', resource, `${operation}.json`);
		await mkdir(path.dirname(file), { recursive: true });
		await writeFile(file, `${JSON.stringify({ type, properties, version: 1 }, null, 2)}\n`);
	}
}

exports.clean = clean;
exports.assets = parallel(icons, codex, schemas);
