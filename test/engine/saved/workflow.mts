import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { INode } from 'n8n-workflow';
import { z } from 'zod';
import type { CredentialRow } from '../../support/engine/database.mts';
import type { Row } from '../bench.mts';
import type { WorkflowDraft } from '../workflow.mts';

/** Workflows as the editor saved them with version 1 of the nodes. They are never changed. */
const FOLDER = resolve('test/fixtures/saved/v1');

const row = z.custom<Row>((value) => typeof value === 'object' && value !== null);
const node = z.custom<INode>(
	(value) => z.object({ type: z.string(), parameters: z.object({}) }).safeParse(value).success,
);
const workflow = z.object({
	nodes: z.array(node),
	connections: z.custom<WorkflowDraft['connections']>((value) => typeof value === 'object'),
	pinData: z.record(z.array(z.object({ json: row }))),
	settings: z.object({ timezone: z.string() }),
});
const outcomes = z.record(z.array(row));

export type SavedWorkflow = z.infer<typeof workflow>;

const read = (...path: readonly string[]): unknown =>
	JSON.parse(readFileSync(join(FOLDER, ...path), 'utf8'));

/** The names of the saved workflows in a folder. */
export const savedIn = (folder: string): string[] =>
	readdirSync(join(FOLDER, folder), { withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map(({ name }) => name.replace(/\.json$/, ''));

export const readSaved = (folder: string, name: string): SavedWorkflow =>
	workflow.parse(read(folder, `${name}.json`));

/** What it came to when it was saved. */
export const readOutcomes = (name: string) => outcomes.parse(read('outcomes', `${name}.json`));

/** The workflow with a credential chosen, as its owner does after an import. */
export function connected(
	{ connections, nodes }: SavedWorkflow,
	{ id, name, type }: CredentialRow,
): WorkflowDraft {
	return {
		connections,
		nodes: nodes.map((one) =>
			one.credentials === undefined ? one : { ...one, credentials: { [type]: { id, name } } },
		),
	};
}

/** The items with which it was tried out. */
export const itemsOf = ({ pinData }: SavedWorkflow): Row[] =>
	Object.values(pinData).flatMap((items) => items.map(({ json }) => json));
