import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { N8nRest } from './n8n/rest.mts';
import type { Workflow } from './n8n/workflow.mts';

/** Which content of each workflow was put into n8n last, by its id. */
const records = z.record(z.string());

/**
 * Puts workflows into n8n. One that is there already is replaced only when its file changed since:
 * what a person changed in the editor stays.
 *
 * @param recordFile remembers, beside n8n's data, what was put there
 */
export async function putExamples(
	rest: N8nRest,
	workflows: readonly Workflow[],
	recordFile: string,
): Promise<void> {
	const known = await readRecords(recordFile);
	for (const workflow of workflows) {
		const hash = createHash('sha256').update(JSON.stringify(workflow)).digest('hex');
		const isThere = (await rest.getWorkflow(workflow.id)) !== undefined;
		if (isThere && known[workflow.id] === hash) continue;
		await rest.putWorkflow(workflow);
		known[workflow.id] = hash;
	}
	await writeFile(recordFile, JSON.stringify(known));
}

async function readRecords(file: string): Promise<Record<string, string>> {
	const text = await readFile(file, 'utf8').catch(() => '{}');
	return records.parse(JSON.parse(text));
}
