/**
 * Stands in for a process of n8n: the real engine and the installed package. `N8N_USER_FOLDER` names
 * the folder of its database.
 */
import 'reflect-metadata';
import fastify from 'fastify';
import { DataDeduplicationService } from 'n8n-core';
import { setClock } from './clock.mts';
import { testCredential } from './credential-test.mts';
import { StoredCredentials } from './credentials.mts';
import { Database } from './database.mts';
import type { CredentialRow } from './database.mts';
import { Deduplicator } from './deduplicator.mts';
import { execute } from './execution.mts';
import type { ExecutionRequest } from './execution.mts';
import { NodeTypes } from './node-types.mts';
import { installPackage } from './package.mts';
import { reportOf } from './report.mts';

const { N8N_USER_FOLDER: userFolder = '' } = process.env;

const database = new Database(userFolder);
const nodeTypes = await NodeTypes.load(await installPackage(userFolder));
const credentials = new StoredCredentials(database, nodeTypes);
await DataDeduplicationService.init(new Deduplicator(database));

const server = fastify({ bodyLimit: 100_000_000 });
const running = new Set<ReturnType<typeof execute>>();

server.post<{ Body: ExecutionRequest }>('/execution', async ({ body }) => {
	const run = execute(body, database.newExecutionId(), nodeTypes, credentials);
	running.add(run);
	try {
		return reportOf(await run, body.dump);
	} finally {
		running.delete(run);
	}
});
server.post('/cancellation', (_, reply) => {
	running.forEach((run) => {
		run.cancel();
	});
	return reply.send({});
});
server.post<{ Body: CredentialRow }>(
	'/credential-test',
	async ({ body }) => await testCredential(body, nodeTypes, database),
);
server.post<{ Body: { now?: string } }>('/clock', ({ body }, reply) => {
	setClock(body.now);
	return reply.send({});
});
process.once('SIGTERM', () => process.exit());

const address = await server.listen({ host: '127.0.0.1', port: 0 });
console.log(`Ready at ${address}`);
