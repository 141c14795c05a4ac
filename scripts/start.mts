/**
 * `npm start`: a real n8n in the browser, with this package, a sandbox EnKash, a credential
 * and the example workflows, until Ctrl-C. A second start finds everything as it was left.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bringUp, OWNER } from './bringup.mts';
import { CREDENTIAL_NAME } from './credential.mts';
import { readWorkflows } from './n8n/workflow.mts';
import { ensurePortIsFree } from './ports.mts';
import { runScript } from './script.mts';
import { cacheFolder } from './setup/cache.mjs';
import { PROJECT } from './setup/dependencies.mjs';
import { SetupError } from './setup/setup-error.mjs';

const DEFAULT_PORT = '5678';
const DEFAULT_SANDBOX_PORT = '4010';

await runScript(start, { whenInterrupted: 0 });

async function start(): Promise<void> {
	const { port, sandboxPort } = readOptions();
	await ensurePortIsFree(port, 'npm start -- --port <number>');
	await ensurePortIsFree(sandboxPort, 'npm start -- --sandbox-port <number>');
	const { n8n, sandbox } = await bringUp({
		// One folder per port, so two of them never share a database.
		userFolder: join(cacheFolder(), `start-${port}`),
		n8nPort: port,
		sandboxPort,
		workflows: await readWorkflows(join(PROJECT, 'workflows')),
	});
	console.log(`
Ready.
  n8n                  http://localhost:${port}
  log in               ${OWNER.email} / ${OWNER.password}
  credential           ${CREDENTIAL_NAME}
  sandbox EnKash  ${sandbox.url}
  logs                 ${n8n.process.logFile}
                       ${sandbox.process.logFile}
Ctrl-C stops everything.`);
	const ended = await Promise.race(
		[n8n.process, sandbox.process].map(async (each) => `${each.name} ended: ${await each.ended}.`),
	);
	throw new SetupError(`${ended} See the logs.`);
}

function readOptions(): { port: number; sandboxPort: number } {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: DEFAULT_PORT },
			'sandbox-port': { type: 'string', default: DEFAULT_SANDBOX_PORT },
		},
	});
	return {
		port: portFrom(values.port, '--port'),
		sandboxPort: portFrom(values['sandbox-port'], '--sandbox-port'),
	};
}

function portFrom(text: string, option: string): number {
	const port = Number(text);
	if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
	throw new SetupError(`${option} wants a port number, not "${text}".`);
}
