import { PackageDirectoryLoader } from 'n8n-core';
import type {
	ICredentialType,
	IDataObject,
	INodeProperties,
	INodeType,
	INodeTypes,
	IVersionedNodeType,
} from 'n8n-workflow';
import { deepCopy, NodeHelpers } from './n8n-workflow.cjs';
import { TEST_NODES } from './test-nodes.mts';

/** The node types of the installed package, those that n8n makes tools of, and the tests' own. */
export class NodeTypes implements INodeTypes {
	readonly #loader: PackageDirectoryLoader;
	readonly #tools = new Map<string, INodeType>();

	private constructor(loader: PackageDirectoryLoader) {
		this.#loader = loader;
	}

	/** @param folder of the package's package.json */
	static async load(folder: string): Promise<NodeTypes> {
		const loader = new PackageDirectoryLoader(folder);
		await loader.loadAll();
		return new NodeTypes(loader);
	}

	credentialType(name: string): ICredentialType {
		return this.#loader.getCredential(name).type;
	}

	getByName(type: string): INodeType | IVersionedNodeType {
		const own = TEST_NODES[type];
		if (own !== undefined) return own;
		const [, name = ''] = type.split('.');
		return this.#loader.getNode(name).type;
	}

	getByNameAndVersion(type: string, version?: number): INodeType {
		return type.endsWith('Tool')
			? this.#tool(type)
			: NodeHelpers.getVersionedNodeType(this.getByName(type), version);
	}

	getKnownTypes(): IDataObject {
		return {};
	}

	#tool(type: string): INodeType {
		const known = this.#tools.get(type);
		if (known !== undefined) return known;
		const tool = asTool(this.getByNameAndVersion(type.replace(/Tool$/, '')));
		this.#tools.set(type, tool);
		return tool;
	}
}

/** What n8n makes of a node that is usable as a tool (n8n/dist/tool-generation/ai-tools.js). */
function asTool(nodeType: INodeType): INodeType {
	const description = deepCopy(nodeType.description);
	if (!description.usableAsTool) throw new Error(`${description.name} is not usable as a tool`);
	const toolDescription: INodeProperties = {
		displayName: 'Description',
		name: 'toolDescription',
		type: 'string',
		default: description.description,
		required: true,
		displayOptions: { show: { descriptionType: ['manual'] } },
	};
	const descriptionType: INodeProperties = {
		displayName: 'Tool Description',
		name: 'descriptionType',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Set Automatically', value: 'auto' },
			{ name: 'Set Manually', value: 'manual' },
		],
		default: 'auto',
	};
	return {
		...nodeType,
		description: {
			...description,
			usableAsTool: undefined,
			name: `${description.name}Tool`,
			displayName: `${description.displayName} Tool`,
			inputs: [],
			outputs: ['ai_tool'],
			properties: [descriptionType, toolDescription, ...description.properties],
		},
		async execute() {
			return (await nodeType.execute?.call(this)) ?? [];
		},
	};
}
