import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { readWorkflow } from '../../scripts/n8n/workflow.mts';
import type { Workflow } from '../../scripts/n8n/workflow.mts';
import type { Office } from './office.mts';
import { SERVICE_OF } from './office/credentials.mts';

/** The folder of the workflows that are ready to import. */
export const READY = resolve('workflows');

const fields = z.object({
	assignments: z.object({
		assignments: z.array(z.object({ name: z.string(), value: z.unknown() }).passthrough()),
	}),
});

/** The node in which each workflow asks for what only its owner can know. */
const PLACE_TO_CHANGE = 'Change these first';

/** Reads a workflow as it ships. */
export async function readyWorkflow(file: string): Promise<Workflow> {
	return await readWorkflow(join(READY, file));
}

/** Chooses a credential in every node that asks for one and has none, as its owner would. */
export function connected(workflow: Workflow): Workflow {
	const nodes = workflow.nodes.map((node) => {
		const service = SERVICE_OF[node.type];
		if (service === undefined || 'credentials' in node) return node;
		const { id, name, type } = service;
		return { ...node, credentials: { [type]: { id, name } } };
	});
	return { ...workflow, nodes };
}

/**
 * Fills in values in the node in which the workflow asks for them.
 *
 * @throws Error when there is no field of that name
 */
export function filledIn(workflow: Workflow, values: Readonly<Record<string, unknown>>): Workflow {
	const missing = new Set(Object.keys(values));
	const nodes = workflow.nodes.map((node) => {
		if (node.name !== PLACE_TO_CHANGE) return node;
		const parameters = fields.passthrough().parse(node['parameters']);
		const assignments = parameters.assignments.assignments.map((field) =>
			missing.delete(field.name) ? { ...field, value: values[field.name] } : field,
		);
		return { ...node, parameters: { ...parameters, assignments: { assignments } } };
	});
	if (missing.size > 0) throw new Error(`Nothing asks for ${[...missing].join(', ')}`);
	return { ...workflow, nodes };
}

/**
 * Imports a workflow as its owner would: chooses credentials, and fills in what it asks for.
 *
 * @returns the id that it got
 */
export async function moveIn(
	office: Office,
	file: string,
	values: Readonly<Record<string, unknown>> = {},
): Promise<string> {
	const workflow = filledIn(connected(await readyWorkflow(file)), values);
	const id = randomUUID().replaceAll('-', '').slice(0, 16);
	await office.rest.putWorkflow({ ...workflow, id });
	return id;
}
