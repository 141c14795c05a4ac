import type { Workflow } from '../../../scripts/n8n/workflow.mts';
import { readyWorkflow } from '../../support/ready-workflow.mts';
import type { Office } from '../../support/office.mts';

/** A row of the Data Table that the rewards are paid from. */
export interface RewardRow {
	readonly month?: string;
	readonly employee_id?: string;
	readonly first_name?: string;
	readonly title?: string;
	readonly gender?: string;
	readonly email?: string;
	readonly mobile?: string;
	readonly amount?: number;
}

const MAKE = 'Make the table';
const CLEAR = 'Clear the table';
const ROWS = 'Three example rows';
const FILLER = 'setTheRewardRows';

/** Makes these the only rows of the table. */
export async function setRewardRows(office: Office, rows: readonly RewardRow[]): Promise<void> {
	await office.rest.putWorkflow(
		fillerOf(await readyWorkflow('monthly-rewards-data-table.json'), rows),
	);
	const { error } = await office.rest.run(FILLER, 'Fill the table with examples');
	if (error !== undefined) throw new Error(error.message);
}

/** The part of the workflow that fills the table, with other rows and an emptied table. */
function fillerOf(ready: Workflow, rows: readonly RewardRow[]): Workflow {
	const link = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	const clear = {
		id: CLEAR,
		name: CLEAR,
		type: 'n8n-nodes-base.dataTable',
		typeVersion: 1.1,
		position: [0, 0],
		parameters: {
			resource: 'table',
			operation: 'clear',
			dataTableId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
		},
	};
	const nodes = ready.nodes.map((node) =>
		node.name === ROWS
			? { ...node, parameters: { mode: 'raw', jsonOutput: JSON.stringify({ rows }), options: {} } }
			: node,
	);
	return {
		...ready,
		id: FILLER,
		name: 'Set the rows of the reward table',
		nodes: [...nodes, clear],
		connections: { ...ready.connections, [MAKE]: link(CLEAR), [CLEAR]: link(ROWS) },
	};
}
