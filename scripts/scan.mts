import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	SOURCE_FILE_PATTERNS,
	analyzePackage,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { buildPackage } from './build.mts';
import { packAndUnpack } from './n8n/package.mts';
import { runScript } from './script.mts';
import { PROJECT } from './setup/dependencies.mjs';
import { SetupError } from './setup/setup-error.mjs';

/** Both legs of n8n's scanner for community packages: the source, and what npm would publish. */
async function scan(): Promise<void> {
	await buildPackage();
	const scratch = await mkdtemp(join(tmpdir(), 'n8n-nodes-enkash-scan-'));
	try {
		const { folder } = await packAndUnpack(PROJECT, scratch);
		await scanFolder('source', PROJECT, SOURCE_FILE_PATTERNS);
		await scanFolder('tarball', folder, ['**/*.js', 'package.json']);
	} finally {
		await rm(scratch, { recursive: true });
	}
}

async function scanFolder(leg: string, folder: string, patterns: string[]): Promise<void> {
	const { passed, message, details } = await analyzePackage(folder, patterns);
	if (!passed) throw new SetupError(`Scan of the ${leg}: ${message ?? ''}\n${details ?? ''}`);
	console.log(`Scan of the ${leg}: no errors.`);
}

await runScript(scan, { whenInterrupted: 130 });
