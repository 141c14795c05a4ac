import { bringUp, createHomeWithPackage } from '../scripts/bringup.mts';
import type { Execution } from '../scripts/n8n/execution.mts';
import { CREDENTIAL_ID, CREDENTIAL_NAME, sandboxCredential } from '../scripts/credential.mts';
import type { CredentialDraft, N8nRest } from '../scripts/n8n/rest.mts';
import type { Workflow } from '../scripts/n8n/workflow.mts';
import { tokenCredential, tokenFrom } from '../scripts/token.mts';
import { SandboxControl } from '../test/support/sandbox-control.mts';
import { span } from './timing.mts';
import { TRIGGER } from './workflows.mts';
import type { Access, Contender, Reference } from './workflows.mts';

/** Longer than the whole measurement takes: the HTTP Request node's token is never renewed. */
const TOKEN_TTL_S = 7_200;
const RUN_WITHIN_MS = 300_000;

/** How many past transactions there are to be read. */
export const PAST = 1_000;

/** A real n8n that stays up, with the package in it, and the sandbox EnKash. */
export class Stand {
	readonly rest: N8nRest;
	readonly control: SandboxControl;
	/** Of n8n's process. */
	readonly pid: number;
	readonly access: Access;
	/** Handles that can be paid to. */
	readonly handles: readonly string[];

	private constructor(fields: Pick<Stand, 'rest' | 'control' | 'pid' | 'access' | 'handles'>) {
		this.rest = fields.rest;
		this.control = fields.control;
		this.pid = fields.pid;
		this.access = fields.access;
		this.handles = fields.handles;
	}

	static async set(userFolder: string): Promise<Stand> {
		const { n8n, rest, sandbox } = await bringUp({
			home: await createHomeWithPackage(userFolder),
			n8nPort: 0,
			sandboxPort: 0,
			workflows: [],
		});
		const control = new SandboxControl(sandbox.url);
		await control.reset({ balance: 100_000_000, transactions: PAST });
		await control.settings({ tokenTtl: TOKEN_TTL_S });
		const { handles } = await control.account();
		const token = await tokenFrom(sandbox.url);
		return new Stand({
			rest,
			control,
			pid: n8n.process.pid,
			access: {
				url: sandbox.url,
				token,
				enKash: { id: CREDENTIAL_ID, name: CREDENTIAL_NAME },
				headerAuth: await created(rest, tokenCredential(token)),
			},
			handles: handles.filter(({ blocked }) => !blocked).map(({ enKashCardId }) => enKashCardId),
		});
	}

	/** Another credential of this package, with no session yet. */
	async newCredential(): Promise<Reference> {
		const { id, ...draft } = sandboxCredential(this.access.url);
		return await created(this.rest, { ...draft, name: `Not ${id}` });
	}

	/** How long the sandbox takes to answer, in ms. */
	async latency(ms: number): Promise<void> {
		await this.control.settings({ latency: ms });
	}

	/** Puts the workflows into n8n and runs each once, so that what is measured is not a first time. */
	async warmUp(...contenders: readonly Contender[]): Promise<void> {
		for (const { workflow } of contenders) {
			await this.rest.putWorkflow(workflow);
			await this.run(workflow);
		}
	}

	/** Runs the workflow once; how long its measured nodes took, in ms. */
	async time({ workflow, measured }: Contender): Promise<number> {
		return span(await this.run(workflow), measured);
	}

	/**
	 * Runs a workflow once.
	 *
	 * @throws Error when it does not end well: what is measured must be the work
	 */
	async run(workflow: Workflow): Promise<Execution> {
		const execution = await this.rest.run(workflow.id, TRIGGER, RUN_WITHIN_MS);
		if (execution.status === 'success') return execution;
		const { message = execution.status, description = '' } = execution.error ?? {};
		throw new Error(`"${workflow.name}" did not end well: ${message} ${description}`);
	}
}

async function created(rest: N8nRest, draft: CredentialDraft): Promise<Reference> {
	return { id: await rest.createCredential(draft), name: draft.name };
}
