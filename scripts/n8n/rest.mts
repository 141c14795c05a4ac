import { parse } from 'flatted';
import { z } from 'zod';
import { Execution, executionData } from './execution.mts';
import { until } from '../until.mts';
import { RestError, RestSession } from './rest-session.mts';
import type { Workflow } from './workflow.mts';

const LOOK_EVERY_MS = 250;
const PUBLISHED_WITHIN_MS = 30_000;
const SETTLED = new Set(['success', 'error', 'crashed', 'canceled']);

export interface Owner {
	email: string;
	password: string;
}

export interface CredentialDraft {
	name: string;
	type: string;
	data: Record<string, unknown>;
}

const identified = z.object({ id: z.string() });
const savedWorkflow = identified.extend({
	name: z.string(),
	versionId: z.string(),
	active: z.boolean(),
	nodes: z.array(z.object({ name: z.string(), type: z.string() }).passthrough()),
});
const savedCredential = identified.extend({ name: z.string(), type: z.string() });
const credentialWithData = savedCredential.extend({ data: z.record(z.unknown()) });
const testResult = z.object({ status: z.string(), message: z.string().optional() });
const nodeType = z.object({ displayName: z.string() }).passthrough();
const listedExecution = identified.extend({
	status: z.string(),
	workflowId: z.string(),
	startedAt: z.string().nullish(),
	stoppedAt: z.string().nullish(),
});
const storedExecution = z.object({ status: z.string(), data: z.string() });
const publication = z.object({
	status: z.string(),
	triggers: z.array(z.object({ errorMessage: z.string().nullish() })),
});
const choices = z.object({
	results: z.array(z.object({ name: z.string(), value: z.unknown() })),
	paginationToken: z.unknown(),
});

export type SavedWorkflow = z.infer<typeof savedWorkflow>;
export type CredentialTestResult = z.infer<typeof testResult>;
export type ListedExecution = z.infer<typeof listedExecution>;

/** What the editor does in a browser, without the browser: n8n's own REST API. */
export class N8nRest {
	readonly #session: RestSession;

	/** @param url of the instance, without a slash at the end */
	constructor(url: string) {
		this.#session = new RestSession(url);
	}

	/** Logs in, after making this person the owner of an instance that has none. */
	async logIn(owner: Owner): Promise<void> {
		const { userManagement } = await this.#session.get(
			'/settings',
			z.object({ userManagement: z.object({ showSetupOnFirstLoad: z.boolean().optional() }) }),
		);
		if (userManagement.showSetupOnFirstLoad === true) {
			const person = { ...owner, firstName: 'EnKash', lastName: 'Demo' };
			await this.#session.post('/owner/setup', person, identified);
		} else {
			const person = { emailOrLdapLoginId: owner.email, password: owner.password };
			await this.#session.post('/login', person, identified);
		}
	}

	async createCredential(draft: CredentialDraft): Promise<string> {
		return (await this.#session.post('/credentials', draft, savedCredential)).id;
	}

	async updateCredential(id: string, draft: CredentialDraft): Promise<void> {
		await this.#session.patch(`/credentials/${id}`, draft, savedCredential);
	}

	/**
	 * A credential as the editor sees it: its secrets are placeholders, which are understood as "no
	 * change" when they are sent back.
	 */
	async getCredential(id: string): Promise<z.infer<typeof credentialWithData> | undefined> {
		return await this.#session.find(`/credentials/${id}?includeData=true`, credentialWithData);
	}

	/** The button Test of a credential's form, with the form's content. */
	async testCredential(id: string, draft: CredentialDraft): Promise<CredentialTestResult> {
		const body = { credentials: { id, ...draft } };
		return await this.#session.post('/credentials/test', body, testResult);
	}

	/** What n8n tells the editor of a type of node; undefined while it does not know it. */
	async getNodeType(type: string): Promise<z.infer<typeof nodeType> | undefined> {
		const body = { nodeInfos: [{ name: type, version: 1 }] };
		try {
			return (await this.#session.post('/node-types', body, z.array(nodeType)))[0];
		} catch (error) {
			if (error instanceof RestError && error.status === 400) return undefined;
			throw error;
		}
	}

	async getWorkflow(id: string): Promise<SavedWorkflow | undefined> {
		return await this.#session.find(`/workflows/${id}`, savedWorkflow);
	}

	/** Creates the workflow under its own id, or replaces what is there under it. */
	async putWorkflow(workflow: Workflow): Promise<SavedWorkflow> {
		const { id, ...content } = workflow;
		return (await this.getWorkflow(id)) === undefined
			? await this.#session.post('/workflows', workflow, savedWorkflow)
			: await this.#session.patch(`/workflows/${id}`, content, savedWorkflow);
	}

	/** Publishes the workflow as it is saved now, and waits until its triggers work. */
	async activate(id: string): Promise<void> {
		const workflow = await this.getWorkflow(id);
		const body = { versionId: workflow?.versionId };
		await this.#session.post(`/workflows/${id}/activate`, body, savedWorkflow);
		await this.#waitForPublication(id, 'published');
	}

	/** Unpublishes the workflow, and waits until its triggers are gone. */
	async deactivate(id: string): Promise<void> {
		await this.#session.post(`/workflows/${id}/deactivate`, {}, savedWorkflow);
		await this.#waitForPublication(id, 'not_published');
	}

	/**
	 * The button Execute Workflow.
	 *
	 * @param trigger name of the node to start from
	 * @returns the execution's id
	 */
	async start(workflowId: string, trigger: string): Promise<string> {
		const body = { triggerToStartFrom: { name: trigger } };
		const answer = z.object({ executionId: z.string() });
		return (await this.#session.post(`/workflows/${workflowId}/run`, body, answer)).executionId;
	}

	/**
	 * Waits until an execution is over, well or badly.
	 *
	 * @throws Error when it takes longer
	 */
	async waitFor(executionId: string, withinMs = 120_000): Promise<Execution> {
		const { data, status } = await until(
			async () => {
				const execution = await this.#session.get(`/executions/${executionId}`, storedExecution);
				return SETTLED.has(execution.status) && execution;
			},
			{ what: `execution ${executionId} is over`, withinMs, everyMs: LOOK_EVERY_MS },
		);
		return new Execution(status, executionData.parse(parse(data)));
	}

	/** `start` and `waitFor`. */
	async run(workflowId: string, trigger: string, withinMs?: number): Promise<Execution> {
		return await this.waitFor(await this.start(workflowId, trigger), withinMs);
	}

	/** Retry of an execution that failed, in its list, and waits for its end. */
	async retry(executionId: string, withinMs?: number): Promise<Execution> {
		const { id } = await this.#session.post(`/executions/${executionId}/retry`, {}, identified);
		return await this.waitFor(id, withinMs);
	}

	/** The latest executions of a workflow, newest first, at most 100. */
	async executionsOf(workflowId: string): Promise<ListedExecution[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const answer = z.object({ results: z.array(listedExecution) });
		return (await this.#session.get(`/executions?limit=100&filter=${filter}`, answer)).results;
	}

	/** What a resource locator's list offers. */
	async searchList(search: {
		nodeType: string;
		credentials: Record<string, { id: string; name: string }>;
		/** The parameter, for instance `handleId`. */
		parameter: string;
		/** The node's search method behind it. */
		method: string;
		parameters: Record<string, unknown>;
		filter?: string;
		paginationToken?: string;
	}): Promise<z.infer<typeof choices>> {
		const body = {
			path: `parameters.${search.parameter}`,
			nodeTypeAndVersion: { name: search.nodeType, version: 1 },
			currentNodeParameters: search.parameters,
			methodName: search.method,
			credentials: search.credentials,
			filter: search.filter,
			paginationToken: search.paginationToken,
		};
		return await this.#session.post(
			'/dynamic-node-parameters/resource-locator-results',
			body,
			choices,
		);
	}

	/** n8n publishes in the background; versions that do not have no status either. */
	async #waitForPublication(id: string, wanted: 'published' | 'not_published'): Promise<void> {
		await until(
			async () => {
				const now = await this.#session.find(`/workflows/${id}/publication-status`, publication);
				if (now === undefined || now.status === wanted) return true;
				if (now.status !== 'failed' && now.status !== 'partial') return false;
				const words = now.triggers.map(({ errorMessage }) => errorMessage ?? '').join(' ');
				throw new Error(`Workflow ${id} is "${now.status}" instead of "${wanted}": ${words}`);
			},
			{
				what: `workflow ${id} is "${wanted}"`,
				withinMs: PUBLISHED_WITHIN_MS,
				everyMs: LOOK_EVERY_MS,
			},
		);
	}
}
