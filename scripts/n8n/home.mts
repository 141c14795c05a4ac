import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { installN8n } from './install.mts';
import type { N8nProgram } from './install.mts';

/** One n8n: the program, the folder with all its data, and what else it is told. */
export interface N8nHome {
	readonly program: N8nProgram;
	readonly userFolder: string;
	/** Further environment variables, for instance those of queue mode. */
	readonly settings: Readonly<Record<string, string>>;
}

export interface N8nPorts {
	readonly web: number;
	/** Where n8n and its task runner meet; two processes cannot share it. */
	readonly broker: number;
}

/**
 * An n8n that keeps its data in a folder, with what is there already.
 *
 * @throws SetupError when n8n cannot be installed
 */
export async function createHome(
	userFolder: string,
	settings: Readonly<Record<string, string>> = {},
): Promise<N8nHome> {
	const program = await installN8n();
	await mkdir(userFolder, { recursive: true });
	// n8n compares paths of modules with this one, and modules have paths without links.
	return { program, userFolder: await realpath(userFolder), settings };
}

/** Where n8n keeps its database, its key and its community nodes. */
export function dataFolder(home: N8nHome): string {
	return join(home.userFolder, '.n8n');
}

/**
 * The environment of an n8n process: quiet, on the loopback interface only, calling nobody, with
 * nothing of an n8n that the person at this machine may have configured.
 */
export function environmentOf(home: N8nHome, ports: N8nPorts): NodeJS.ProcessEnv {
	return {
		...withoutForeignSettings(process.env),
		N8N_USER_FOLDER: home.userFolder,
		N8N_PORT: String(ports.web),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: 'localhost',
		N8N_SECURE_COOKIE: 'false',
		N8N_RUNNERS_BROKER_PORT: String(ports.broker),
		N8N_LOG_LEVEL: 'info',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		N8N_PYTHON_ENABLED: 'false',
		// The first page after the log-in would be an offer to set up n8n's assistant.
		N8N_DISABLED_MODULES: 'instance-ai',
		GENERIC_TIMEZONE: 'Asia/Kolkata',
		...home.settings,
	};
}

function withoutForeignSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	const foreign =
		/^(n8n|db|queue|executions|credentials|webhook|endpoint|generic|node|npm)_|^(https?|all)_proxy$/i;
	return Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.test(name)));
}
