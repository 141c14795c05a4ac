import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodeType,
} from 'n8n-workflow';

interface Shape {
	readonly name: string;
	readonly execute: (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;
	readonly inputs?: INodeType['description']['inputs'];
	readonly properties?: INodeProperties[];
}

const nodeType = ({ name, execute, inputs = ['main'], properties = [] }: Shape): INodeType => ({
	description: {
		displayName: name,
		name,
		group: [],
		version: 1,
		description: name,
		defaults: { name },
		inputs,
		outputs: ['main'],
		properties,
	},
	execute,
});

/** Passes its items on; with pinned items, it is where a workflow starts. */
const noOp = nodeType({
	name: 'noOp',
	async execute() {
		return await Promise.resolve([this.getInputData()]);
	},
});

/** Calls the tools connected to it as a language model would: by name, with arguments, in turn. */
const agent = nodeType({
	name: 'agent',
	inputs: ['main', 'ai_tool'],
	async execute() {
		const tools = toolsIn(await this.getInputConnectionData('ai_tool', 0));
		const said: INodeExecutionData[] = [];
		for (const [index, { json }] of this.getInputData().entries()) {
			const tool = tools.find(({ name }) => name === json.tool);
			if (tool === undefined)
				throw new Error(`No such tool: ${tools.map((each) => each.name).join()}`);
			const answer = await tool.invoke(json.arguments).then(
				(text) => ({ answer: String(text) }),
				(error: unknown) => ({ refusal: error instanceof Error ? error.message : String(error) }),
			);
			said.push({
				json: { ...answer, description: tool.description },
				pairedItem: { item: index },
			});
		}
		return [said];
	},
});

interface Tool {
	readonly name: string;
	readonly description: string;
	readonly invoke: (given: unknown) => Promise<unknown>;
}

const isTool = (value: unknown): value is Tool =>
	typeof value === 'object' && value !== null && 'name' in value && 'invoke' in value;

const toolsIn = (connected: unknown): Tool[] => [connected].flat(2).filter(isTool);

/** Sends what its parameters say, with any credential: n8n's HTTP Request node does the same. */
const httpRequest = nodeType({
	name: 'httpRequest',
	properties: [
		{ displayName: 'URL', name: 'url', type: 'string', default: '' },
		{ displayName: 'Body', name: 'body', type: 'json', default: '' },
	],
	async execute() {
		const uri = this.getNodeParameter('url', 0);
		const body = this.getNodeParameter('body', 0);
		if (typeof uri !== 'string' || typeof body !== 'object')
			throw new Error('url and body, please');
		const options = { method: 'POST', uri, body, json: true, followRedirect: false };
		// HTTP Request uses this helper to this day, although new nodes should not.
		const helper: unknown = Reflect.get(this.helpers, 'requestWithAuthentication');
		if (typeof helper !== 'function') throw new Error('n8n no longer has the helper');
		const answer: unknown = await Reflect.apply(helper, this, ['enKashApi', options]);
		return [[{ json: { answer: JSON.stringify(answer) } }]];
	},
});

/**
 * Node types beside the package's own. The name of HTTP Request is n8n's: n8n lets it use every
 * credential.
 */
export const TEST_NODES: Readonly<Record<string, INodeType>> = {
	'n8n-nodes-base.manualTrigger': noOp,
	'n8n-nodes-base.noOp': noOp,
	'n8n-nodes-base.httpRequest': httpRequest,
	'test.agent': agent,
};
