import { expect, it } from '@jest/globals';
import type { Office } from '../../support/office.mts';
import { moveIn } from '../../support/ready-workflow.mts';

const FILE = 'top-up-handles.json';
const TRIGGER = 'Every Monday morning';

/** n8n remembers what it paid, and the sandbox does not: each test pays for a purpose of its own. */
let purposes = 0;
const nextPurpose = () => `top-up ${++purposes}`;

/** Imports the workflow; what comes back runs it and yields what Slack was told. */
async function imported(office: Office): Promise<() => Promise<string>> {
	const { rest, services } = office;
	const id = await moveIn(office, FILE, { slackChannel: '#petty-cash', purpose: nextPurpose() });
	return async () => {
		services.reset();
		const { error } = await rest.run(id, TRIGGER);
		expect(error).toBeUndefined();
		expect(services.slack.messages).toHaveLength(1);
		return services.slack.messages[0]?.text ?? '';
	};
}

export function topsUpHandles(at: () => Office): void {
	it('fills up the open handles under the minimum, and no others', async () => {
		const topUp = await imported(at());
		const { handles: all } = await at().enKash.account();
		const lakshmi = all.find(({ firstName }) => firstName === 'Lakshmi');
		await at().enKash.block(lakshmi?.enKashCardId ?? '');
		const before = (await at().enKash.account()).handles;
		const text = await topUp();
		const { handles, invariantOk } = await at().enKash.account();

		expect(handles.map(({ otbBalance }) => otbBalance)).toEqual(
			before.map(({ otbBalance, blocked }) => (otbBalance < 500 && !blocked ? 2000 : otbBalance)),
		);
		expect(text).toMatch(/^\*Top-up of handles under ₹500\*\nAll 11 were paid \(₹20,623.77\)\./);
		expect(text).toMatch(/- José D’Souza, ₹1,920.00 \(D\d{6}-TOP-\S+\)/);
		expect(invariantOk).toBe(true);
	});

	it('pays nobody when it runs a second time', async () => {
		const topUp = await imported(at());
		await topUp();
		const paid = (await at().enKash.account()).transactions;
		const text = await topUp();

		expect(text).toBe('*Top-up of handles*: nobody is under ₹500.');
		expect((await at().enKash.account()).transactions).toEqual(paid);
	});

	it('leaves a handle that was emptied again until tomorrow, and says so', async () => {
		const topUp = await imported(at());
		await topUp();
		const { handles } = await at().enKash.account();
		const josé = handles.find(({ firstName }) => firstName === 'José');
		await at().enKash.addTransaction({
			amount: 1900,
			direction: 'DR',
			type: 'SALE',
			...(josé && { enKashCardId: josé.enKashCardId }),
		});
		const text = await topUp();

		expect(text).toMatch(/Nothing was paid now\. José D’Souza was already paid \(/);
		expect((await at().enKash.account()).handles).toContainEqual({ ...josé, otbBalance: 100 });
	});

	it('sends nothing when the account cannot cover everybody, and names them all', async () => {
		const topUp = await imported(at());
		await at().enKash.setBalance(5_000);
		const text = await topUp();

		expect(text).toContain('Nothing was paid now. All 12 were not sent (₹');
		expect(text.match(/^- /gm)).toHaveLength(12);
		expect((await at().enKash.account()).availableBalance).toBe(5_000);
	});
}
