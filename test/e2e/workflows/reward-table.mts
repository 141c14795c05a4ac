import type { Workflow } from '../../../scripts/n8n/workflow.mts';
import { chained } from '../../support/e2e/flow.mts';
import { readyWorkflow } from '../../support/ready-workflow.mts';
import type { Office } from '../../support/office.mts';

/** A row of the Data Table that the rewards are paid from. */
export interface RewardRow {
	readonly month?: string;
	readonly reference?: string;
	readonly first_name?: string;
	readonly title?: string;
	readonly gender?: string;
	readonly email?: string;
	readonly mobile?: string;
	readonly amount?: number;
}

const EXAMPLES = 'example-reward-list.json';
const START = 'Fill the table with examples';
const MAKE = 'Make the table';
const CLEAR = 'Clear the table';
const ROWS = 'Three example rows';
const SPLIT = 'One item per row';
const PUT = 'Put the rows into the table';
const READ = 'Read the rows';

/** Makes these the only rows of the table. */
export async function setRewardRows(office: Office, rows: readonly RewardRow[]): Promise<void> {
	const { nodes, ...ready } = await readyWorkflow(EXAMPLES);
	const others = { mode: 'raw', jsonOutput: JSON.stringify({ rows }), options: {} };
	const filler: Workflow = {
		...{ ...ready, id: 'setTheRewardRows', name: 'Set the rows of the reward table' },
		nodes: [
			...nodes.map((node) => (node.name === ROWS ? { ...node, parameters: others } : node)),
			tableStep(CLEAR, { resource: 'table', operation: 'clear' }),
		],
		connections: chained([START, MAKE, CLEAR, ROWS, SPLIT, PUT]),
	};
	await office.rest.putWorkflow(filler);
	const { error } = await office.rest.run(filler.id, START);
	if (error !== undefined) throw new Error(error.message);
}

/** What the table holds, in the order in which rows were added. */
export async function rewardRows(office: Office): Promise<Array<Record<string, unknown>>> {
	const { nodes, ...ready } = await readyWorkflow(EXAMPLES);
	const reader: Workflow = {
		...{ ...ready, id: 'getTheRewardRows', name: 'Read the rows of the reward table' },
		nodes: [...nodes, tableStep(READ, { resource: 'row', operation: 'get', returnAll: true })],
		connections: chained([START, MAKE, READ]),
	};
	await office.rest.putWorkflow(reader);
	return (await office.rest.run(reader.id, START)).itemsOf(READ).map(({ json }) => json);
}

const tableStep = (name: string, parameters: object) => ({
	...{ id: name, name, type: 'n8n-nodes-base.dataTable', typeVersion: 1.1, position: [0, 0] },
	parameters: {
		dataTableId: { __rl: true, mode: 'name', value: 'EnKash rewards' },
		...parameters,
	},
});
