import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const workflow = z
	.object({
		id: z.string(),
		name: z.string(),
		nodes: z.array(z.object({ name: z.string(), type: z.string() }).passthrough()),
		connections: z.record(z.unknown()),
		settings: z.record(z.unknown()).optional(),
	})
	.passthrough();

/** A workflow as n8n exports and imports it. */
export type Workflow = z.infer<typeof workflow>;

/** Reads an exported workflow. */
export async function readWorkflow(file: string): Promise<Workflow> {
	return workflow.parse(JSON.parse(await readFile(file, 'utf8')));
}

/**
 * Reads all exported workflows of a folder, by name from Z to A: n8n lists first what was put into it
 * last, so that they stand there from A to Z, and the demo on top.
 */
export async function readWorkflows(folder: string): Promise<Workflow[]> {
	const files = (await readdir(folder)).filter((file) => file.endsWith('.json'));
	const workflows = await Promise.all(files.map((file) => readWorkflow(join(folder, file))));
	return workflows.sort((one, other) => other.name.localeCompare(one.name));
}
