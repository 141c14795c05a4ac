import { afterAll, beforeAll, beforeEach, describe, expect, jest } from '@jest/globals';
import { Stage } from '../support/e2e/stage.mts';
import { inTheEditor } from './editor.mts';
import { asACustomApiCall } from './http-request.mts';
import { allOperations } from './operations.mts';
import { paysTheRightPeople } from './people.mts';
import { offersHandlesAndPeople } from './pickers.mts';
import { keepsSecrets } from './secrets.mts';
import { countsSubWorkflows } from './subWorkflows.mts';

/** Nothing here takes a tenth of it, unless the machine has much else to do. */
jest.setTimeout(600_000);

/** One n8n for all, and one part after the other: the last looks at what the others left behind. */
describe('A real n8n', () => {
	let stage: Stage | undefined;
	const theStage = (): Stage => {
		if (stage === undefined) throw new Error('The stage has not been set');
		return stage;
	};

	beforeAll(async () => {
		// With all that n8n can tell in its logs, for the search of secrets.
		stage = await Stage.set({ N8N_LOG_LEVEL: 'debug' });
	});
	beforeEach(() => {
		// A quarter of an hour without a word is long.
		process.stderr.write(`  ${expect.getState().currentTestName ?? ''}\n`);
	});
	afterAll(async () => {
		await stage?.strike();
	});

	describe('in the editor', () => inTheEditor(theStage));
	describe('pays the right people:', () => paysTheRightPeople(theStage));
	describe('in its operations', () => allOperations(theStage));
	describe('in its lists', () => offersHandlesAndPeople(theStage));
	describe('in sub-workflows', () => countsSubWorkflows(theStage));
	describe('as a custom API call', () => asACustomApiCall(theStage));
	describe('keeps secrets:', () => keepsSecrets(theStage));
});
