import { randomUUID } from 'node:crypto';
import { DEMO } from '../sandbox/company.mts';
import { ENDPOINTS } from '../enkash/contract/endpoints.ts';
import type { EndpointName } from '../enkash/contract/endpoints.ts';
import type { Workflow } from '../scripts/n8n/workflow.mts';

export const TRIGGER = 'Start';
const ITEMS = 'Items';

/** A node as a workflow has it. */
export interface Node {
	readonly name: string;
	readonly type: string;
	readonly typeVersion: number;
	readonly parameters: object;
	readonly credentials?: Readonly<Record<string, Reference>>;
}

/** A credential that is stored in n8n. */
export interface Reference {
	readonly id: string;
	readonly name: string;
}

/** Where the sandbox EnKash is, and what both sides reach it with. */
export interface Access {
	readonly url: string;
	/** The credential of this package. */
	readonly enKash: Reference;
	/** A Header Auth credential that holds this token. */
	readonly headerAuth: Reference;
	readonly token: string;
}

/** From one node's output (0 unless said otherwise) to another node. */
export type Link = readonly [from: string, to: string, output?: number];

/** One way to do a piece of work: a workflow, and the names of those of its nodes that do it. */
export interface Contender {
	readonly workflow: Workflow;
	readonly measured: readonly string[];
}

/**
 * A workflow that makes items and hands them to the nodes.
 *
 * @param items an expression that yields a list of objects, one for each item
 * @param first name of the node that gets them
 */
export function workflowOf(
	name: string,
	items: string,
	nodes: readonly Node[],
	first: string,
	links: readonly Link[] = [],
): Workflow {
	const all: Node[] = [
		{ name: TRIGGER, type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
		{
			name: 'List',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: {
				mode: 'raw',
				jsonOutput: `={{ JSON.stringify({ items: ${items} }) }}`,
				options: {},
			},
		},
		{
			name: ITEMS,
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'items', options: {} },
		},
		...nodes,
	];
	return {
		id: randomUUID().replaceAll('-', '').slice(0, 16),
		name,
		nodes: all.map((node, index) => ({ ...node, id: randomUUID(), position: [index * 220, 0] })),
		connections: connectionsOf([[TRIGGER, 'List'], ['List', ITEMS], [ITEMS, first], ...links]),
		settings: { executionOrder: 'v1', timezone: 'Asia/Kolkata' },
	};
}

function connectionsOf(links: readonly Link[]): Record<string, { main: object[][] }> {
	const connections: Record<string, { main: object[][] }> = {};
	for (const [from, to, output = 0] of links) {
		const { main } = (connections[from] ??= { main: [[], []] });
		main[output]?.push({ node: to, type: 'main', index: 0 });
	}
	return connections;
}

/** An expression for that many items; `fields` is what stands in each one's braces, of its `index`. */
export const listOf = (count: number, fields: string): string =>
	`Array.from({ length: ${count} }, (_, index) => ({ ${fields} }))`;

/** This package's node. */
export const enKash = (name: string, parameters: object, access: Pick<Access, 'enKash'>): Node => ({
	name,
	type: 'n8n-nodes-enkash.enKash',
	typeVersion: 1,
	parameters,
	credentials: { enKashApi: access.enKash },
});

/** n8n's own HTTP Request node, with the token in a stored Header Auth credential. */
export function httpRequest(
	name: string,
	endpoint: EndpointName,
	fields: string,
	{ url, headerAuth }: Pick<Access, 'url' | 'headerAuth'>,
): Node {
	const { companyId, cardAccountId, partnerId } = DEMO;
	return {
		name,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			method: 'POST',
			url: `${url}${ENDPOINTS[endpoint].path}`,
			authentication: 'genericCredentialType',
			genericAuthType: 'httpHeaderAuth',
			sendHeaders: true,
			headerParameters: { parameters: [{ name: 'partnerId', value: partnerId }] },
			sendBody: true,
			specifyBody: 'json',
			jsonBody: `={"companyId":"${companyId}","cardAccountId":"${cardAccountId}"${fields}}`,
			options: {},
		},
		credentials: { httpHeaderAuth: headerAuth },
	};
}
