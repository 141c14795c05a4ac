import type { IConnections, INode, INodeParameters } from 'n8n-workflow';
import type { CredentialRow } from '../support/engine/database.mts';

export type Parameters = INodeParameters;

/** How a node is set to behave, beside its parameters. */
export type NodeOptions = Partial<
	Pick<INode, 'onError' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries'>
>;

/** Nodes, the first of which starts, and what leads from one to another. */
export interface WorkflowDraft {
	readonly nodes: INode[];
	readonly connections: IConnections;
}

export const START = 'Start';
/** The node under test. */
export const ENKASH = 'EnKash';

export const node = (name: string, type: string, options: Partial<INode> = {}): INode => ({
	id: `id-of-${name}`,
	name,
	type,
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	...options,
});

/** A node of this package's, or the tool that n8n makes of it. */
export const enKashNode = (
	name: string,
	parameters: Parameters,
	{ id, name: credentialName, type: credentialType }: CredentialRow,
	options: NodeOptions = {},
	type = 'n8n-nodes-enkash.enKash',
): INode => {
	const { onError, retryOnFail, maxTries, waitBetweenTries = 1 } = options;
	return node(name, type, {
		...{ parameters, onError, retryOnFail, maxTries, waitBetweenTries },
		credentials: { [credentialType]: { id, name: credentialName } },
	});
};

/** Leads from the first output of each node to the next. */
export const inARow = (...names: readonly string[]): IConnections =>
	Object.fromEntries(
		names.slice(0, -1).map((name, index) => {
			const next = names[index + 1] ?? '';
			return [name, { main: [[{ node: next, type: 'main', index: 0 }]] }];
		}),
	);

/** Where a workflow starts: its items are pinned to this node. */
export const startNode = node(START, 'n8n-nodes-base.noOp');

/** Start, then one EnKash node. */
export const enKashWorkflow = (
	parameters: Parameters,
	credential: CredentialRow,
	options: NodeOptions,
): WorkflowDraft => ({
	nodes: [startNode, enKashNode(ENKASH, parameters, credential, options)],
	connections: inARow(START, ENKASH),
});
