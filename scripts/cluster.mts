/**
 * `npm run cluster`: n8n in queue mode on this machine, with this package, a sandbox EnKash, a
 * credential and the example workflows, until Ctrl-C. Nothing is kept when it ends.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { OWNER } from './bringup.mts';
import { buildPackage } from './build.mts';
import { Cluster } from './cluster/queue-mode.mts';
import { CREDENTIAL_NAME, sandboxCredential } from './credential.mts';
import { N8nCli } from './n8n/cli.mts';
import { N8nRest } from './n8n/rest.mts';
import { readWorkflows } from './n8n/workflow.mts';
import { numberOf, portOf } from './options.mts';
import { stayReady } from './ready.mts';
import { runScript } from './script.mts';
import { PROJECT } from './setup/dependencies.mjs';

const folder = await mkdtemp(join(tmpdir(), 'enkash-cluster-'));

await runScript(main, {
	whenInterrupted: 0,
	tidyUp: () => rm(folder, { recursive: true, force: true }),
});

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '5688' },
			workers: { type: 'string', default: '3' },
		},
	});
	const port = await portOf(values.port, '--port');
	const workers = numberOf(values.workers, '--workers', { most: 20 });
	await buildPackage();
	console.log(`Starting PostgreSQL, Redis, n8n and ${workers} workers…`);
	const cluster = await Cluster.start({ folder, n8nPort: port, workers, executionsPerWorker: 10 });
	const { home, sandbox } = cluster;
	const rest = new N8nRest(cluster.main.url);
	await rest.logIn(OWNER);
	await new N8nCli(home).importCredentials([sandboxCredential(sandbox.url)]);
	for (const workflow of await readWorkflows(join(PROJECT, 'workflows'))) {
		await rest.putWorkflow(workflow);
	}
	await stayReady(
		{
			n8n: cluster.main.address,
			'log in': `${OWNER.email} / ${OWNER.password}`,
			credential: CREDENTIAL_NAME,
			'sandbox EnKash': sandbox.url,
			'PostgreSQL, Redis': `127.0.0.1:${cluster.postgres.port}, 127.0.0.1:${cluster.redis.port}`,
			workers: cluster.workers.map(({ url }) => url).join(', '),
			'data and logs': folder,
		},
		[cluster.main, ...cluster.workers].map(({ process }) => process),
		'stops and removes everything',
	);
}
