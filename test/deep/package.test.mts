import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';

/** All that the build and the packing read. */
const SOURCES = [
	...['enkash', 'texts', 'credentials', 'nodes', 'icons', 'tsconfig.json', 'gulpfile.js'],
	...['package.json', 'README.md', 'LICENSE.md', '.npmrc'],
];

const packing = z.tuple([
	z.object({
		filename: z.string(),
		unpackedSize: z.number(),
		files: z.array(z.object({ path: z.string() })),
	}),
]);
type Packed = z.infer<typeof packing>[0] & { readonly digest: string };

/** What n8n loads. */
const ENTRIES = [
	'dist/credentials/EnKashApi.credentials.js',
	'dist/nodes/EnKash/EnKash.node.js',
	'dist/nodes/EnKash/EnKashTrigger.node.js',
];

/** Prints the names under which the given files export something out of the file that they share. */
const OUT_OF_ONE_FILE = `
	const shared = Object.values(require('./dist/package.js'));
	const exported = process.argv.slice(1).flatMap((file) => Object.entries(require('./' + file)));
	const names = exported.filter(([, it]) => shared.includes(it)).map(([name]) => name);
	console.log(JSON.stringify(names));
`;

const scratch = mkdtempSync(join(tmpdir(), 'n8n-nodes-enkash-package-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** Builds and packs a copy of the sources, in a folder of its own. */
function packCopy(name: string): Packed {
	const folder = join(scratch, name);
	mkdirSync(folder);
	for (const source of SOURCES) cpSync(source, join(folder, source), { recursive: true });
	symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'junction');
	execFileSync('npx', ['gulp', 'build'], { cwd: folder, stdio: 'ignore' });
	const output = execFileSync('npm', ['pack', '--json'], { cwd: folder, stdio: 'pipe' });
	const [packed] = packing.parse(JSON.parse(output.toString()));
	const bytes = readFileSync(join(folder, packed.filename));
	return { ...packed, digest: createHash('sha256').update(bytes).digest('hex') };
}

describe('the published package', () => {
	let packed: Packed;
	beforeAll(() => {
		packed = packCopy('first');
	}, 300_000);

	it('is the same to the byte whenever the same sources are packed', () => {
		expect(packCopy('second').digest).toBe(packed.digest);
	}, 300_000);

	it('holds dist and the papers, and nothing else', () => {
		const others = packed.files.filter(({ path }) => !path.startsWith('dist/'));
		expect(others.map(({ path }) => path).sort()).toEqual([
			'LICENSE.md',
			'README.md',
			'package.json',
		]);
		const odd = packed.files.filter(({ path }) => !/\.(js|json|svg|md)$/.test(path));
		expect(odd).toEqual([]);
	});

	it('holds its code in one file, which the nodes and the credential share', () => {
		const code = packed.files.map(({ path }) => path).filter((path) => path.endsWith('.js'));
		expect(code.sort()).toEqual([...ENTRIES, 'dist/package.js'].sort());
		const options = { cwd: join(scratch, 'first') };
		const output = execFileSync('node', ['-e', OUT_OF_ONE_FILE, ...ENTRIES], options);
		expect(JSON.parse(output.toString())).toEqual(['EnKashApi', 'EnKash', 'EnKashTrigger']);
	});

	it('is small', () => {
		expect(packed.unpackedSize).toBeLessThan(420_000);
	});

	it('has a field preview for every operation', () => {
		const previews = packed.files.filter(({ path }) => path.includes('/__schema__/v1.0.0/'));
		expect(previews.map(({ path }) => path.split('v1.0.0/')[1]).sort()).toEqual([
			'account/checkSetup.json',
			'account/get.json',
			'handle/allocate.json',
			'handle/createAndAllocate.json',
			'handle/get.json',
			'handle/getMany.json',
			'handle/withdraw.json',
			'transaction/get.json',
			'transaction/getMany.json',
			'user/get.json',
			'user/getMany.json',
		]);
	});

	it('depends on nothing, and runs nothing when it is installed', () => {
		const shape = z.object({
			dependencies: z.undefined(),
			optionalDependencies: z.undefined(),
			bundledDependencies: z.undefined(),
			peerDependencies: z.object({ 'n8n-workflow': z.literal('*') }).strict(),
			scripts: z.record(z.string()),
		});
		const { scripts } = shape.parse(JSON.parse(readFileSync('package.json', 'utf8')));
		const forbidden = /^(pre|post)?(install|prepare|publish)$|^prepublishOnly$/;
		expect(Object.keys(scripts).filter((name) => forbidden.test(name))).toEqual([]);
	});
});
