import { beforeEach, expect, it } from '@jest/globals';
import { attachedExcel, writeExcel } from '../../support/office/excel.mts';
import type { Office } from '../../support/office.mts';
import { moveIn } from '../../support/ready-workflow.mts';
import { until } from '../../../scripts/until.mts';
import { press } from './approval.mts';
import { withTheForm } from './form.mts';

type Row = ReadonlyArray<string | number>;

const HEADINGS: Row = [
	...['Reference', 'First name', 'Title', 'Gender'],
	...['E-mail', 'Mobile', 'Amount'],
];
/** n8n remembers what it paid, and the sandbox does not: each test pays people of its own. */
let team = 0;
const referenceOf = (person: number) => `FILE-${team}-E${person}`;
const iniya = (): Row => [
	...[referenceOf(1), 'இனியா', 'Ms', 'Female'],
	...['iniya@example.com', 9610000001, 1500],
];
const karthik = (): Row => [
	...[referenceOf(2), 'Karthik', 'Mr', 'Male'],
	...['k@example.com', '+91 96100 00002', '2,250.50'],
];
const wrong = (): Row => [
	...[referenceOf(3), 'Noor', 'Mrs', 'Female'],
	...['noor@example.com', 12, 100],
];

export function paysRewardsFromAFile(at: () => Office): void {
	let id = '';
	beforeEach(async () => {
		team += 1;
		id = await moveIn(at(), 'monthly-rewards-file.json', {
			slackChannel: '#petty-cash',
			financeEmail: 'finance@example.com',
		});
	});

	/** Uploads a file and answers in Slack; yields what Slack was told last. */
	const upload = async (name: string, content: Buffer, button: string): Promise<string> =>
		await withTheForm(at(), id, 'pay-a-list', async ({ url, visitor }) => {
			const { rest, services } = at();
			services.reset();
			const page = await visitor.visit(url);
			await page.attach('List', name, content);
			await page.submit({}, /submitted|recorded/i);
			await page.close();
			const { id: executionId } = await until(async () => (await rest.executionsOf(id))[0], {
				what: 'the run of the form',
				withinMs: 90_000,
			});
			await press(at(), executionId, id, button);
			expect((await rest.waitFor(executionId)).error).toBeUndefined();
			return services.slack.messages.at(-1)?.text.trim() ?? '';
		});
	const listSentBack = async () => {
		const mail = at().services.gmail.mails.find(
			({ to }) => to?.[0]?.address === 'finance@example.com',
		);
		const [headings = [], ...rows] = await attachedExcel(mail);
		return rows.map((row) =>
			Object.fromEntries(headings.map((heading, column) => [String(heading), row[column]])),
		);
	};

	it('pays an Excel file once it is approved, and sends it back with what became of each row', async () => {
		const file = await writeExcel([HEADINGS, iniya(), karthik(), wrong()]);
		const told = await upload('rewards.xlsx', file, 'Pay');
		const { commits, transactions } = await at().enKash.account();

		expect(told).toMatch(/^\*Rewards from rewards.xlsx\*\n2 of 3 were paid \(₹3,750.50\)\. 1 was/);
		expect(commits).toMatchObject({ [referenceOf(1)]: 1, [referenceOf(2)]: 1 });
		expect(transactions).toHaveLength(8);
		expect(await listSentBack()).toMatchObject([
			{ Reference: referenceOf(1), outcome: 'allocated', amount: 1500 },
			{ Reference: referenceOf(2), outcome: 'allocated', amount: 2250.5 },
			{
				Reference: referenceOf(3),
				outcome: 'rejected',
				reason: expect.stringContaining('"12" is not an Indian mobile number'),
			},
		]);
		expect(at().services.gmail.mails.map(({ to }) => to?.[0]?.address)).toEqual([
			'finance@example.com',
			'iniya@example.com',
			'k@example.com',
		]);
	});

	it('pays a CSV file, and nobody a second time', async () => {
		const lines = [HEADINGS, iniya()].map((row) => row.join(','));
		const file = Buffer.from(lines.join('\r\n'));
		expect(await upload('rewards.csv', file, 'Pay')).toContain('இனியா was paid (₹1,500.00).');

		expect(await upload('again.csv', file, 'Pay')).toContain('was already paid (₹1,500.00');
		expect((await at().enKash.account()).transactions).toHaveLength(7);
	});

	it('pays nobody when somebody says no', async () => {
		const file = await writeExcel([HEADINGS, iniya()]);

		expect(await upload('rewards.xlsx', file, 'Do not pay')).toContain(
			'Not approved. Nobody was paid.',
		);
		expect((await at().enKash.account()).transactions).toHaveLength(6);
		expect(at().services.gmail.mails).toEqual([]);
	});
}
