import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OWNER } from '../../scripts/bringup.mts';
import { N8nCli } from '../../scripts/n8n/cli.mts';
import { createHome } from '../../scripts/n8n/home.mts';
import { startN8n } from '../../scripts/n8n/instance.mts';
import { addNodePackage } from '../../scripts/n8n/package.mts';
import { N8nRest } from '../../scripts/n8n/rest.mts';
import { stopAll } from '../../scripts/process.mts';
import { startSandbox } from '../../scripts/sandbox.mts';
import { FormVisitor } from './form-visitor.mts';
import { credentialsFor } from './office/credentials.mts';
import { SandboxControl } from './sandbox-control.mts';
import { makeCertificate } from './stand-ins/certificate.mts';
import { Gateway } from './stand-ins/gateway.mts';
import { Services } from './stand-ins/services.mts';

/**
 * A real n8n with the package and all credentials, a sandbox EnKash, and stand-ins for the
 * other services, which n8n reaches under those services' own addresses.
 */
export class Office {
	/** Of n8n, `http://localhost:<port>`. */
	readonly url: string;
	/** Logged in as the owner. */
	readonly rest: N8nRest;
	readonly enKash: SandboxControl;
	readonly services: Services;
	readonly #gateway: Gateway;
	readonly #folder: string;
	#visitor: Promise<FormVisitor> | undefined;

	private constructor(
		places: { n8n: string; sandbox: string; folder: string },
		rest: N8nRest,
		services: Services,
		gateway: Gateway,
	) {
		this.url = places.n8n.replace('127.0.0.1', 'localhost');
		this.rest = rest;
		this.enKash = new SandboxControl(places.sandbox);
		this.services = services;
		this.#gateway = gateway;
		this.#folder = places.folder;
	}

	/** Brings everything up; takes half a minute on a slow machine. */
	static async open(): Promise<Office> {
		const folder = await mkdtemp(join(tmpdir(), 'enkash-office-'));
		const services = new Services();
		const hosts = services.all.flatMap((service) => service.hosts);
		const certificate = await makeCertificate(hosts, folder);
		const gateway = await Gateway.open(services.all, certificate);
		const settings = {
			HTTPS_PROXY: gateway.url,
			NO_PROXY: 'localhost,127.0.0.1',
			NODE_EXTRA_CA_CERTS: certificate.file,
		};
		try {
			const { n8n, rest, sandbox } = await startBoth(folder, settings);
			return new Office({ n8n, sandbox, folder }, rest, services, gateway);
		} catch (error) {
			await closeAll(gateway, folder);
			throw error;
		}
	}

	/** Somebody with an account in n8n and a browser, who comes when first called. */
	async visitor(): Promise<FormVisitor> {
		this.#visitor ??= FormVisitor.arrive(OWNER);
		return await this.#visitor;
	}

	/** Everything as on the first day, but for what n8n remembers. */
	async reset(): Promise<void> {
		await this.enKash.reset();
		this.services.reset();
	}

	async close(): Promise<void> {
		await (await this.#visitor)?.leave();
		await closeAll(this.#gateway, this.#folder);
	}
}

async function startBoth(folder: string, settings: Readonly<Record<string, string>>) {
	const home = await createHome(join(folder, 'n8n'), settings);
	await addNodePackage(home);
	const [sandbox, n8n] = await Promise.all([
		startSandbox({ port: 0, logFile: join(folder, 'enkash-sandbox.log') }),
		startN8n(home),
	]);
	const rest = new N8nRest(n8n.url);
	await rest.logIn(OWNER);
	await new N8nCli(home).importCredentials(credentialsFor(sandbox.url));
	return { n8n: n8n.url, rest, sandbox: sandbox.url };
}

async function closeAll(gateway: Gateway, folder: string): Promise<void> {
	await stopAll();
	await gateway.close();
	await rm(folder, { recursive: true, force: true });
}
