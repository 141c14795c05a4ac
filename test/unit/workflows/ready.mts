import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const node = z.object({
	id: z.string().uuid(),
	name: z.string(),
	type: z.string(),
	typeVersion: z.number(),
	position: z.tuple([z.number(), z.number()]),
	parameters: z.record(z.unknown()),
	credentials: z.record(z.object({ id: z.string(), name: z.string() })).optional(),
	onError: z.string().optional(),
});
const link = z.object({ node: z.string(), type: z.string(), index: z.number() });

/** A workflow as it ships; anything that an export may hold besides is not wanted in it. */
const workflow = z
	.object({
		id: z.string().length(16),
		name: z.string(),
		nodes: z.array(node.passthrough()),
		connections: z.record(z.record(z.array(z.array(link)))),
		settings: z.object({ executionOrder: z.literal('v1'), timezone: z.literal('Asia/Kolkata') }),
	})
	.strict();

export type ReadyNode = z.infer<typeof node>;
export type ReadyWorkflow = z.infer<typeof workflow>;

const FOLDER = resolve('workflows');

/** Files of the workflows, and their text. */
export const READY: ReadonlyArray<readonly [file: string, text: string]> = readdirSync(FOLDER)
	.filter((file) => file.endsWith('.json'))
	.map((file) => [file, readFileSync(join(FOLDER, file), 'utf8')]);

export const read = (text: string): ReadyWorkflow => workflow.parse(JSON.parse(text));

export const isNote = ({ type }: ReadyNode): boolean => type === 'n8n-nodes-base.stickyNote';

export const isEnKash = ({ type }: ReadyNode): boolean => type.startsWith('n8n-nodes-enkash.');

/** Whether it moves money. */
export const isPayment = ({ parameters, ...rest }: ReadyNode): boolean =>
	isEnKash({ parameters, ...rest }) && 'payOncePer' in parameters;

/** Where each output of a node leads, for one kind of connection. */
export const linksOf = ({ connections }: ReadyWorkflow, name: string, type = 'main') =>
	connections[name]?.[type] ?? [];
