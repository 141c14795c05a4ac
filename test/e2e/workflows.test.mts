import { afterAll, beforeAll, beforeEach, describe, jest } from '@jest/globals';
import { Office } from '../support/office.mts';
import { canBeImported } from './workflows/any.mts';
import { assists } from './workflows/assistant.mts';
import { alertsOnALowBalance } from './workflows/low-balance.mts';
import { welcomesANewJoiner } from './workflows/new-joiner.mts';
import { takesBackFromALeaver } from './workflows/leaver.mts';
import { reconciles } from './workflows/reconciliation.mts';
import { paysRewardsFromAFile } from './workflows/rewards-from-file.mts';
import { paysRewardsFromASheet } from './workflows/rewards-from-sheet.mts';
import { paysRewardsFromATable } from './workflows/rewards-from-table.mts';
import { statesTheMonth } from './workflows/statement.mts';
import { topsUpHandles } from './workflows/top-up.mts';

/** Nothing here takes a tenth of it, unless the machine has much else to do. */
jest.setTimeout(600_000);

/** Each as it ships; only credentials are chosen, and what it asks for is filled in. */
describe('The ready workflows, in a real n8n,', () => {
	let office: Office | undefined;
	const theOffice = (): Office => {
		if (office === undefined) throw new Error('The office has not been opened');
		return office;
	};

	beforeAll(async () => {
		office = await Office.open();
	});
	beforeEach(async () => {
		await theOffice().reset();
	});
	afterAll(async () => {
		await office?.close();
	});

	describe('can be imported:', () => canBeImported(theOffice));
	describe('alert on a low balance:', () => alertsOnALowBalance(theOffice));
	describe('welcome a new joiner:', () => welcomesANewJoiner(theOffice));
	describe('top up handles:', () => topsUpHandles(theOffice));
	describe('pay rewards from a Google Sheet:', () => paysRewardsFromASheet(theOffice));
	describe('pay rewards from a Data Table:', () => paysRewardsFromATable(theOffice));
	describe('pay rewards from a file:', () => paysRewardsFromAFile(theOffice));
	describe('take back from a leaver:', () => takesBackFromALeaver(theOffice));
	describe('report what differs:', () => reconciles(theOffice));
	describe('state the month:', () => statesTheMonth(theOffice));
	describe('assist in a chat:', () => assists(theOffice));
});
