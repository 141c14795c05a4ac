import { expect, it } from '@jest/globals';
import { readWorkflows } from '../../../scripts/n8n/workflow.mts';
import type { Office } from '../../support/office.mts';
import { READY, readyWorkflow } from '../../support/ready-workflow.mts';
import { setRewardRows } from './reward-table.mts';

/** Workflows that can be started by hand. */
const STARTED_BY_HAND = [
	['monthly-rewards-google-sheet.json', 'On the 25th of the month', 'Read the reward list'],
	['monthly-statement.json', 'On the 1st of the month', 'Transactions of the month'],
	['top-up-handles.json', 'Every Monday morning', 'Get all handles'],
	['daily-reconciliation.json', 'Every morning', 'What EnKash has'],
	['low-balance-alert.json', 'When the balance runs low', 'When the balance runs low'],
	['demo-reward-payout.json', 'Run the payout', 'Balance before'],
] as const;

export function canBeImported(at: () => Office): void {
	it('all of them, as they are', async () => {
		for (const workflow of await readWorkflows(READY)) {
			const saved = await at().rest.putWorkflow(workflow);
			expect(saved.nodes.map(({ name }) => name)).toEqual(workflow.nodes.map(({ name }) => name));
		}
	});

	it.each(STARTED_BY_HAND)(
		'%s without a credential: it says which step lacks one, and pays nobody',
		async (file, trigger, step) => {
			const { enKash, rest } = at();
			await setRewardRows(at(), []);
			const { nodes, ...others } = await readyWorkflow(file);
			const bare = nodes.map((node) => ({ ...node, credentials: undefined }));
			await rest.putWorkflow({ ...others, id: `bare${file.slice(0, 12)}`, nodes: bare });
			const { data, error, status } = await rest.run(`bare${file.slice(0, 12)}`, trigger);

			expect(status).toBe('error');
			expect(data.resultData.lastNodeExecuted).toBe(step);
			expect(error?.message).toMatch(/credential/i);
			expect((await enKash.account()).transactions).toHaveLength(6);
		},
	);
}
