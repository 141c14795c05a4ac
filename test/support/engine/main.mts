/**
 * Stands in for a process of n8n: the real engine and the installed package. `N8N_USER_FOLDER` names
 * the folder of its database, `ENGINE_CLOCK` (ISO 8601) the moment at which it believes to start.
 */
import 'reflect-metadata';
import fastify from 'fastify';
import { DataDeduplicationService } from 'n8n-core';
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

const { ENGINE_CLOCK, N8N_USER_FOLDER: userFolder = '' } = process.env;

/** Makes it another moment, from which time goes on. */
function setClock(start: number): void {
	const now = Date.now.bind(Date);
	const ahead = start - now();
	Date.now = () => now() + ahead;
}

if (ENGINE_CLOCK !== undefined) setClock(Date.parse(ENGINE_CLOCK));
const database = new Database(userFolder);
const nodeTypes = await NodeTypes.load(await installPackage(userFolder));
const credentials = new StoredCredentials(database, nodeTypes);
await DataDeduplicationService.init(new Deduplicator(database));

const server = fastify({ bodyLimit: 100_000_000 });
server.post<{ Body: ExecutionRequest }>('/execution', async ({ body }) =>
	reportOf(await execute(body, database.newExecutionId(), nodeTypes, credentials)),
);
server.post<{ Body: CredentialRow }>(
	'/credential-test',
	async ({ body }) => await testCredential(body, nodeTypes, database),
);
process.once('SIGTERM', () => process.exit());

const address = await server.listen({ host: '127.0.0.1', port: 0 });
console.log(`Engine ready at ${address} pid=${process.pid}`);
