import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OWNER } from '../../../scripts/bringup.mts';
import { buildPackage } from '../../../scripts/build.mts';
import { sandboxCredential } from '../../../scripts/credential.mts';
import type { CredentialDraft } from '../../../scripts/n8n/rest.mts';
import { createHome } from '../../../scripts/n8n/home.mts';
import type { N8nHome } from '../../../scripts/n8n/home.mts';
import { startN8n } from '../../../scripts/n8n/instance.mts';
import type { N8nInstance } from '../../../scripts/n8n/instance.mts';
import { addNodePackage } from '../../../scripts/n8n/package.mts';
import { N8nRest } from '../../../scripts/n8n/rest.mts';
import { PROJECT } from '../../../scripts/setup/dependencies.mjs';
import { startSandbox } from '../../../scripts/sandbox.mts';
import type { RunningSandbox } from '../../../scripts/sandbox.mts';
import { tokenCredential, tokenFrom } from '../../../scripts/token.mts';
import { SandboxControl } from '../sandbox-control.mts';

/** A credential of n8n's that a workflow can name. */
export interface CredentialReference {
	readonly id: string;
	readonly name: string;
}

/**
 * A real n8n with the package that lies in `dist`, and a sandbox EnKash, each in a process of
 * its own and with a folder of its own.
 */
export class Stage {
	readonly home: N8nHome;
	readonly sandbox: RunningSandbox;
	readonly control: SandboxControl;
	readonly #folder: string;
	#n8n: N8nInstance;
	#rest: N8nRest;

	private constructor(
		folder: string,
		home: N8nHome,
		sandbox: RunningSandbox,
		n8n: N8nInstance,
		rest: N8nRest,
	) {
		this.home = home;
		this.sandbox = sandbox;
		this.control = new SandboxControl(sandbox.url);
		this.#folder = folder;
		this.#n8n = n8n;
		this.#rest = rest;
	}

	/**
	 * Brings everything up; takes half a minute on a slow machine.
	 *
	 * @param settings environment variables for n8n
	 * @param timing a module that stands in for enkash/payout/timing.ts
	 */
	static async set(settings: N8nHome['settings'] = {}, timing?: string): Promise<Stage> {
		const folder = await mkdtemp(join(tmpdir(), 'enkash-e2e-'));
		const home = await createHome(join(folder, 'n8n'), settings);
		const place = await addNodePackage(home);
		if (timing !== undefined) {
			const built = { ENKASH_DEV_DIST: join(place, 'dist'), ENKASH_TIMING: timing };
			await buildPackage({ ...built, NODE_PATH: join(PROJECT, 'node_modules') });
		}
		const [sandbox, n8n] = await Promise.all([
			startSandbox({ port: 0, logFile: join(folder, 'sandbox.log') }),
			startN8n(home),
		]);
		return new Stage(folder, home, sandbox, n8n, await loggedIn(n8n));
	}

	get url(): string {
		return this.#n8n.url;
	}

	/** Logged in as the owner. */
	get rest(): N8nRest {
		return this.#rest;
	}

	/** Ends n8n's process and starts another one on the same data. */
	async restartN8n(): Promise<void> {
		await this.#n8n.stop();
		this.#n8n = await startN8n(this.home);
		this.#rest = await loggedIn(this.#n8n);
	}

	/** The fields of a credential for the sandbox. */
	credential(name: string, fields: Readonly<Record<string, unknown>> = {}): CredentialDraft {
		const { type, data } = sandboxCredential(this.sandbox.url);
		return { name, type, data: { ...data, ...fields } };
	}

	/** Creates such a credential in n8n. */
	async addCredential(
		name: string,
		fields: Readonly<Record<string, unknown>> = {},
	): Promise<CredentialReference> {
		return await this.#created(this.credential(name, fields));
	}

	/** Creates a credential of n8n's own with a token for the sandbox, as people without this node do. */
	async addToken(): Promise<CredentialReference> {
		return await this.#created(tokenCredential(await tokenFrom(this.sandbox.url)));
	}

	async #created(draft: CredentialDraft): Promise<CredentialReference> {
		return { id: await this.rest.createCredential(draft), name: draft.name };
	}

	/** Ends both processes and removes their data. */
	async strike(): Promise<void> {
		await Promise.all([this.#n8n.stop(), this.sandbox.process.stop()]);
		await rm(this.#folder, { recursive: true, force: true });
	}
}

async function loggedIn({ url }: N8nInstance): Promise<N8nRest> {
	const rest = new N8nRest(url);
	await rest.logIn(OWNER);
	return rest;
}
