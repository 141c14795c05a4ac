import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../ports.mts';
import { RunningProcess } from '../process.mts';
import { z } from 'zod';
import { Execution, executionData } from './execution.mts';
import { environmentOf } from './home.mts';
import type { N8nHome } from './home.mts';
import type { Workflow } from './workflow.mts';

/** A command takes 3 to 5 s on an idle machine, an execution as long as its nodes. */
const COMMAND_WITHIN_MS = 180_000;

/** A credential in the clear, as `n8n import:credentials` takes it. */
export interface CredentialFile {
	id: string;
	name: string;
	type: string;
	data: Record<string, unknown>;
}

const cliResult = z.object({ status: z.string(), data: executionData });

/** The `n8n` command, beside a running server or without one. */
export class N8nCli {
	readonly #home: N8nHome;

	constructor(home: N8nHome) {
		this.#home = home;
	}

	/** Creates or overwrites credentials under their own ids, which the editor's API cannot. */
	async importCredentials(credentials: readonly CredentialFile[]): Promise<void> {
		await this.#import('credentials', credentials);
	}

	/** Creates or overwrites workflows, unpublished. */
	async importWorkflows(workflows: readonly Workflow[]): Promise<void> {
		await this.#import('workflow', workflows);
	}

	/** Publishes a workflow; a running server notices only when it is started again. */
	async publish(workflowId: string): Promise<void> {
		await this.run(['publish:workflow', `--id=${workflowId}`]);
	}

	/** Runs a workflow once, in a process of its own. */
	async execute(workflowId: string): Promise<Execution> {
		const { output } = await this.run(['execute', `--id=${workflowId}`, '--rawOutput']);
		const { status, data } = cliResult.parse(JSON.parse(lastJsonObject(output)));
		return new Execution(status, data);
	}

	/**
	 * Runs any command.
	 *
	 * @returns how it ended (`exit code 0`, …) and all that it printed
	 */
	async run(command: readonly string[]): Promise<{ how: string; output: string }> {
		const ports = { web: await freePort(), broker: await freePort() };
		const { program, userFolder } = this.#home;
		await mkdir(userFolder, { recursive: true });
		const logFile = join(userFolder, `n8n-cli-${randomUUID()}.log`);
		const process = new RunningProcess({
			name: `n8n ${command.join(' ')}`,
			node: program.node,
			arguments: [program.script, ...command],
			folder: userFolder,
			env: environmentOf(this.#home, ports),
			logFile,
		});
		const result = await process.finish(COMMAND_WITHIN_MS);
		await rm(logFile);
		return result;
	}

	async #import(what: 'credentials' | 'workflow', entries: readonly unknown[]): Promise<void> {
		const file = join(this.#home.userFolder, `import-${randomUUID()}.json`);
		await mkdir(this.#home.userFolder, { recursive: true });
		await writeFile(file, JSON.stringify(entries), { mode: 0o600 });
		try {
			const { output } = await this.run([`import:${what}`, `--input=${file}`]);
			// The command says what went wrong, and ends with exit code 0 all the same.
			if (!output.includes(`Successfully imported ${entries.length} `)) {
				throw new Error(`n8n did not import the ${what}:\n${output}`);
			}
		} finally {
			await rm(file);
		}
	}
}

/** The command prints its result among its log lines, and starts it on a line of its own. */
function lastJsonObject(output: string): string {
	const start = output.startsWith('{\n') ? 0 : output.lastIndexOf('\n{\n') + 1;
	const end = output.lastIndexOf('\n}');
	if (end < start) throw new Error(`n8n printed no result:\n${output}`);
	return output.slice(start, end + 2);
}
