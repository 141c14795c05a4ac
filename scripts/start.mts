/**
 * `npm start`: a real n8n in the browser, with this package, a sandbox EnKash, a credential
 * and the example workflows, until Ctrl-C. A second start finds everything as it was left.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bringUp, createHomeWithPackage, OWNER } from './bringup.mts';
import { CREDENTIAL_NAME } from './credential.mts';
import { readWorkflows } from './n8n/workflow.mts';
import { portOf } from './options.mts';
import { stayReady } from './ready.mts';
import { runScript } from './script.mts';
import { cacheFolder } from './setup/cache.mjs';
import { PROJECT } from './setup/dependencies.mjs';

const DEFAULT_PORT = '5678';
const DEFAULT_SANDBOX_PORT = '4010';

await runScript(start, { whenInterrupted: 0 });

async function start(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: DEFAULT_PORT },
			'sandbox-port': { type: 'string', default: DEFAULT_SANDBOX_PORT },
		},
	});
	const n8nPort = await portOf(values.port, '--port');
	const sandboxPort = await portOf(values['sandbox-port'], '--sandbox-port');
	const { n8n, sandbox } = await bringUp({
		// One folder per port, so two of them never share a database.
		home: await createHomeWithPackage(join(cacheFolder(), `start-${n8nPort}`)),
		n8nPort,
		sandboxPort,
		keepsBooks: true,
		workflows: await readWorkflows(join(PROJECT, 'workflows')),
	});
	await stayReady(
		{
			n8n: n8n.address,
			'log in': `${OWNER.email} / ${OWNER.password}`,
			credential: CREDENTIAL_NAME,
			'sandbox EnKash': sandbox.url,
			logs: `${n8n.process.logFile}, ${sandbox.process.logFile}`,
		},
		[n8n.process, sandbox.process],
		'stops everything',
	);
}
