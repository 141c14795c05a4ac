import { join } from 'node:path';
import { buildPackage } from './build.mts';
import { sandboxCredential } from './credential.mts';
import type { CredentialFile } from './n8n/cli.mts';
import { putExamples } from './examples.mts';
import { N8nCli } from './n8n/cli.mts';
import { createHome } from './n8n/home.mts';
import type { N8nHome } from './n8n/home.mts';
import { N8N_VERSION } from './n8n/install.mts';
import { startN8n } from './n8n/instance.mts';
import type { N8nInstance } from './n8n/instance.mts';
import { addNodePackage } from './n8n/package.mts';
import { N8nRest } from './n8n/rest.mts';
import type { Owner } from './n8n/rest.mts';
import type { Workflow } from './n8n/workflow.mts';
import { startSandbox } from './sandbox.mts';
import type { RunningSandbox } from './sandbox.mts';
import { lockOfProject } from './setup/dependencies.mjs';
import { withLock } from './setup/lock.mjs';

/** Who owns the n8n of the demo; it is reachable from this machine only. */
export const OWNER: Owner = { email: 'owner@enkash.test', password: 'EnKash-demo-1' };

export interface BringUpOptions {
	/** With the package in it. */
	home: N8nHome;
	/** Ports, 0: a free one. */
	n8nPort: number;
	sandboxPort: number;
	/**
	 * For a home that is used again: the sandbox then keeps its books there. Otherwise n8n would
	 * remember payments that the sandbox does not.
	 */
	keepsBooks?: boolean;
	workflows: readonly Workflow[];
	/** What Node is told that runs n8n, such as `--inspect`. */
	nodeOptions?: readonly string[];
}

/** A real n8n with the package, a sandbox EnKash, and a credential that joins them. */
export interface BroughtUp {
	readonly n8n: N8nInstance;
	/** Logged in as the owner. */
	readonly rest: N8nRest;
	readonly sandbox: RunningSandbox;
}

/**
 * Builds the package and puts it into an n8n.
 *
 * @param userFolder keeps n8n's data; may be used again
 * @throws SetupError a sentence for a person
 */
export async function createHomeWithPackage(userFolder: string): Promise<N8nHome> {
	const home = await createHome(userFolder);
	await withLock(lockOfProject('build'), async () => {
		await buildPackage();
		await addNodePackage(home);
	});
	return home;
}

/**
 * Brings everything up around an n8n that has the package.
 *
 * @throws Error with the end of a log when something does not come up
 */
export async function bringUp({ home, ...options }: BringUpOptions): Promise<BroughtUp> {
	console.log(`Starting n8n ${N8N_VERSION} and the sandbox EnKash…`);
	const [sandbox, n8n] = await Promise.all([
		startSandbox({
			port: options.sandboxPort,
			logFile: join(home.userFolder, 'enkash-sandbox.log'),
			flags: options.keepsBooks ? [`--books=${join(home.userFolder, 'enkash-books.json')}`] : [],
		}),
		startN8n(home, { port: options.n8nPort, nodeOptions: options.nodeOptions }),
	]);
	const rest = new N8nRest(n8n.url);
	await rest.logIn(OWNER);
	await putCredential(rest, home, sandboxCredential(sandbox.url));
	await putExamples(rest, options.workflows, join(home.userFolder, 'examples.json'));
	return { n8n, rest, sandbox };
}

/** Only n8n's command can create a credential under an id that workflows already refer to. */
async function putCredential(
	rest: N8nRest,
	home: N8nHome,
	{ id, ...draft }: CredentialFile,
): Promise<void> {
	if ((await rest.getCredential(id)) === undefined) {
		await new N8nCli(home).importCredentials([{ id, ...draft }]);
	} else {
		await rest.updateCredential(id, draft);
	}
}
