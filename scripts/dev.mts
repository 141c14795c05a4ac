/**
 * `npm run dev`: the same as `npm start` for whoever changes the package. What is saved is built and
 * shown by n8n at once, and a debugger can attach to n8n.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bringUp, OWNER } from './bringup.mts';
import { CREDENTIAL_NAME } from './credential.mts';
import { createHome } from './n8n/home.mts';
import { LivePackage, RELOAD } from './n8n/live-package.mts';
import { readWorkflows } from './n8n/workflow.mts';
import { portOf } from './options.mts';
import { stayReady } from './ready.mts';
import { runScript } from './script.mts';
import { cacheFolder } from './setup/cache.mjs';
import { PROJECT } from './setup/dependencies.mjs';

await runScript(develop, { whenInterrupted: 0 });

async function develop(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '5679' },
			'sandbox-port': { type: 'string', default: '4011' },
			'inspect-port': { type: 'string', default: '9229' },
			/** Keeps n8n's data and the sandbox's books. */
			folder: { type: 'string' },
		},
	});
	const n8nPort = await portOf(values.port, '--port');
	const sandboxPort = await portOf(values['sandbox-port'], '--sandbox-port');
	const inspectPort = await portOf(values['inspect-port'], '--inspect-port');
	const folder = values.folder ?? join(cacheFolder(), `dev-${n8nPort}`);
	const home = await createHome(folder, RELOAD);
	const live = await LivePackage.addTo(home);
	const { n8n, sandbox } = await bringUp({
		home,
		n8nPort,
		sandboxPort,
		keepsBooks: true,
		workflows: await readWorkflows(join(PROJECT, 'workflows')),
		nodeOptions: [`--inspect=127.0.0.1:${inspectPort}`],
	});
	await live.isSeenBy(n8n);
	await stayReady(
		{
			n8n: n8n.address,
			'log in': `${OWNER.email} / ${OWNER.password}`,
			credential: CREDENTIAL_NAME,
			'sandbox EnKash': sandbox.url,
			debugger: `127.0.0.1:${inspectPort}`,
			logs: `${n8n.process.logFile}, ${sandbox.process.logFile}`,
		},
		[n8n.process, sandbox.process, live.builder],
		'stops everything',
	);
}
