/**
 * Stands in for a process of n8n that polls: the real poll executor and the installed package, over
 * the database of files in the folder `ENGINE_DATABASE`.
 */
import 'reflect-metadata';
import fastify from 'fastify';
import type { INode, WorkflowActivateMode } from 'n8n-workflow';
import { StoredCredentials } from '../../support/engine/credentials.mts';
import { Database } from '../../support/engine/database.mts';
import { NodeTypes } from '../../support/engine/node-types.mts';
import { installPackage } from '../../support/engine/package.mts';
import { PublishedTrigger, wordsOf } from './published.mts';

/** What to do with the trigger of a workflow. */
export interface Request {
	readonly workflowId: string;
	readonly node: INode;
	readonly activation: WorkflowActivateMode;
}

const { ENGINE_DATABASE = '', N8N_USER_FOLDER = '' } = process.env;
const nodeTypes = await NodeTypes.load(await installPackage(N8N_USER_FOLDER));
const credentials = new StoredCredentials(new Database(ENGINE_DATABASE), nodeTypes);
const triggers = new Map<string, PublishedTrigger>();

function triggerOf(workflowId: string): PublishedTrigger {
	const known =
		triggers.get(workflowId) ?? new PublishedTrigger(workflowId, nodeTypes, credentials);
	triggers.set(workflowId, known);
	return known;
}

/** What something yields, or the words of what it throws. */
async function attempt(work: Promise<unknown>): Promise<object> {
	return await work.then(
		(value) => ({ value }),
		(error: unknown) => ({ error: error instanceof Error ? wordsOf(error) : String(error) }),
	);
}

const server = fastify();
const serve = (
	path: string,
	work: (trigger: PublishedTrigger, request: Request) => Promise<unknown>,
) =>
	server.post<{ Body: Request }>(
		path,
		async ({ body }) => await attempt(work(triggerOf(body.workflowId), body)),
	);
serve('/publish', async (trigger, { activation, node }) => {
	await trigger.publish(node, activation);
});
serve('/poll', async (trigger) => {
	await trigger.poll();
});
serve('/pollAfresh', async (trigger, { activation, node }) => {
	await trigger.pollAfresh(node, activation);
});
serve('/sample', async (trigger, { node }) => await trigger.sample(node));
serve('/outcome', async ({ outcome }) => await Promise.resolve(outcome));
process.once('SIGTERM', () => process.exit());

const address = await server.listen({ host: '127.0.0.1', port: 0 });
console.log(`Ready at ${address}`);
