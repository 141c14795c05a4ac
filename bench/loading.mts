/**
 * `node loading.mts <folder of n8n's modules> <file>…`: prints how many ms it takes to load these
 * files and to make what they export, in a process that has loaded what n8n has before any node.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [modules = '', ...files] = process.argv.slice(2);
const load: (file: string) => unknown = createRequire(join(modules, 'n8n', 'package.json'));

load('reflect-metadata');
load('n8n-core');

const startedAt = performance.now();
for (const made of files.map(load).flatMap((exported) => exportsOf(exported))) {
	if (typeof made === 'function') Reflect.construct(made, []);
}
console.log(performance.now() - startedAt);

function exportsOf(exported: unknown): unknown[] {
	return typeof exported === 'object' && exported !== null ? Object.values(exported) : [];
}
