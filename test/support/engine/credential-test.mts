import { ExecuteContext, RoutingNode } from 'n8n-core';
import type { INode, INodeType, INodeTypes } from 'n8n-workflow';
import { FormCredentials } from './credentials.mts';
import type { CredentialRow, Database } from './database.mts';
import { dataFor } from './execution.mts';
import { createEmptyRunExecutionData, Workflow } from './n8n-workflow.cjs';
import type { NodeTypes } from './node-types.mts';

export interface Verdict {
	readonly status: 'OK' | 'Error';
	readonly message: string;
}

/**
 * What a click on Test does (n8n/dist/services/credentials-tester.service.js): the credential's test
 * request goes through a declarative node, with the form's data in place of the stored.
 */
export async function testCredential(
	form: CredentialRow,
	nodeTypes: NodeTypes,
	database: Database,
): Promise<Verdict> {
	const { id, name, type } = form;
	const { test } = nodeTypes.credentialType(type);
	if (test === undefined) throw new Error(`${type} has no test`);
	const noOp = nodeTypes.getByNameAndVersion('n8n-nodes-base.noOp');
	const nodeType: INodeType = {
		description: {
			...noOp.description,
			credentials: [{ name: type, required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					routing: { request: test.request },
					default: '',
				},
			],
		},
	};
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [type]: { id, name } },
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: only(nodeType),
	});
	const credentials = new FormCredentials(database, nodeTypes, form);
	const { data } = credentials;
	const context = new ExecuteContext(
		workflow,
		node,
		dataFor(undefined, credentials),
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	try {
		await new RoutingNode(context, nodeType, { id, name, type, data }).runNode();
		return { status: 'OK', message: 'Connection successful!' };
	} catch (error) {
		return { status: 'Error', message: messageOf(error) };
	}
}

const only = (nodeType: INodeType): INodeTypes => ({
	getByName: () => nodeType,
	getByNameAndVersion: () => nodeType,
	getKnownTypes: () => ({}),
});

/** What n8n shows: the status of an answer, or a code, before the words of the error. */
function messageOf(error: unknown): string {
	const cause = field(error, 'cause');
	const response = field(cause, 'response');
	if (response !== undefined) {
		const text = field(response, 'statusText');
		const status = field(response, 'status');
		if (typeof status === 'number' && (status < 199 || status > 299)) {
			return typeof text === 'string' && text ? text : `Received HTTP status code: ${status}`;
		}
	}
	const code = field(cause, 'code');
	if (response === undefined && typeof code === 'string' && code) return code;
	return error instanceof Error ? error.message : String(error);
}

function field(value: unknown, name: string): unknown {
	if (typeof value !== 'object' || value === null) return undefined;
	const found: unknown = Reflect.get(value, name);
	return found ?? undefined;
}
