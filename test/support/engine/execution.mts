import { ExecutionLifecycleHooks, ExternalSecretsProxy, WorkflowExecute } from 'n8n-core';
import type {
	IConnections,
	ICredentialsHelper,
	INode,
	INodeExecutionData,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
	IWorkflowSettings,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { Workflow } from './n8n-workflow.cjs';
import { olderRun } from './older-run.cjs';

/** A workflow, the node that starts it, and the items that this node puts out. */
export interface ExecutionRequest {
	/** Absent: a workflow that was never saved. */
	readonly workflowId?: string;
	readonly nodes: INode[];
	readonly connections: IConnections;
	readonly settings?: IWorkflowSettings;
	readonly start: string;
	readonly items: INodeExecutionData[];
	/** Whether to report everything that the execution left behind, as one text. */
	readonly dump?: boolean;
}

const MODE: WorkflowExecuteMode = 'trigger';

/** Runs a workflow as n8n does once it has read it from its database. The run can be cancelled. */
export function execute(
	request: ExecutionRequest,
	executionId: string,
	nodeTypes: INodeTypes,
	credentialsHelper: ICredentialsHelper,
): ReturnType<WorkflowExecute['run']> {
	const { connections, nodes, settings, start, workflowId } = request;
	const workflow = new Workflow({
		id: workflowId,
		name: 'Test',
		nodes,
		connections,
		active: false,
		nodeTypes,
		settings: { executionOrder: 'v1', ...settings },
	});
	const additionalData = dataFor(executionId, credentialsHelper);
	additionalData.hooks = new ExecutionLifecycleHooks(MODE, executionId, {
		id: workflowId ?? '',
		name: 'Test',
		nodes,
		connections,
		active: false,
		activeVersionId: null,
		isArchived: false,
		createdAt: new Date(),
		updatedAt: new Date(),
	});
	const startNode = workflow.getNode(start) ?? undefined;
	const pinData = { [start]: request.items };
	const engine = new WorkflowExecute(additionalData, MODE);
	const options = { workflow, startNode, pinData };
	return engine.run.length === 1 ? engine.run(options) : olderRun(engine, options);
}

/** Where this n8n would be reached, if it listened. */
const OWN_URL = 'http://127.0.0.1:5678/';

/** What n8n hands to every node beside its own parameters. */
export const dataFor = (
	executionId: string | undefined,
	credentialsHelper: ICredentialsHelper,
): IWorkflowExecuteAdditionalData => ({
	executionId,
	credentialsHelper,
	externalSecretsProxy: new ExternalSecretsProxy(),
	currentNodeExecutionIndex: 0,
	variables: {},
	restApiUrl: OWN_URL,
	instanceBaseUrl: OWN_URL,
	formBaseUrl: OWN_URL,
	formWaitingBaseUrl: OWN_URL,
	formTestBaseUrl: OWN_URL,
	webhookBaseUrl: OWN_URL,
	webhookWaitingBaseUrl: OWN_URL,
	webhookTestBaseUrl: OWN_URL,
	mcpBaseUrl: OWN_URL,
	mcpTestBaseUrl: OWN_URL,
	logAiEvent: () => undefined,
	executeWorkflow: notHere,
	getRunExecutionData: notHere,
	getRuntimeCredential: notHere,
	startRunnerTask: notHere,
});

const notHere = async (): Promise<never> =>
	await Promise.reject(new Error('Not part of this engine'));
