import { beforeEach, expect, it } from '@jest/globals';
import { monthInIndia } from '../../support/month.mts';
import type { Office } from '../../support/office.mts';
import { moveIn } from '../../support/ready-workflow.mts';
import { SPREADSHEET } from '../../support/stand-ins/services.mts';
import { press } from './approval.mts';

type Row = ReadonlyArray<string | number>;

const HEADINGS: Row = [
	...['Month', 'Reference', 'First name', 'Title'],
	...['Gender', 'E-mail', 'Mobile', 'Amount'],
	...['Outcome', 'Paid on', 'Transaction', 'Reason'],
];
const MONTH = monthInIndia();
/** n8n remembers what it paid, and the sandbox does not: each test pays people of its own. */
let team = 0;
const referenceOf = (person: number) => `REWARD-${MONTH}-T${team}E${person}`;
const iniya = () => [
	MONTH,
	referenceOf(1),
	'இனியா 🎉',
	'Ms',
	'Female',
	'iniya@example.com',
	9610000001,
	1500,
];
const karthik = () => [
	MONTH,
	referenceOf(2),
	'Karthik <!channel>',
	'Mr',
	'm',
	' k@example.com',
	'96100 00002',
	'2250.50',
];
const notDue = () => [
	monthInIndia(1),
	referenceOf(1),
	'இனியா',
	'Ms',
	'Female',
	'iniya@example.com',
	9610000001,
	9,
];
const A_MOMENT = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+\+05:30$/);
const ZOYA_IS_BLOCKED =
	'The handle of Zoya Khan is blocked (EnKash says "Blocked"). Unblock the handle in EnKash, or remove the row.';
/** Her handle is blocked. */
const zoya = () => [
	MONTH,
	referenceOf(9),
	'Zoya',
	'Ms',
	'Female',
	'zoya.khan@example.com',
	9600000009,
	700,
];

export function paysRewardsFromASheet(at: () => Office): void {
	let id = '';
	beforeEach(async () => {
		team += 1;
		id = await moveIn(at(), 'monthly-rewards-google-sheet.json', {
			slackChannel: '#petty-cash',
			spreadsheet: SPREADSHEET,
		});
	});

	const putIntoTheSheet = (...rows: readonly Row[]) => {
		at().services.sheets.sheets = { Rewards: [HEADINGS, ...rows] };
	};
	/** Runs it, and presses a button in Slack if one is given; yields what Slack was told last. */
	const run = async (button?: string, meanwhile?: () => void) => {
		const { rest, services } = at();
		services.slack.reset();
		const executionId = await rest.start(id, 'On the 25th of the month');
		if (button !== undefined) {
			await press(at(), executionId, id, button, meanwhile);
		}
		const { error } = await rest.waitFor(executionId);
		expect(error).toBeUndefined();
		return services.slack.messages.map(({ text }) => text.trim());
	};

	it('says that there is nothing to pay when the sheet is empty', async () => {
		putIntoTheSheet();
		expect(await run()).toEqual([`*Rewards of ${MONTH}*\nThe sheet has no rows for this month.`]);
	});

	it('pays the rows of the month once they are approved, and says what did not go through', async () => {
		putIntoTheSheet(iniya(), karthik(), notDue(), zoya());
		const [question, summary] = await run('Pay');
		const { commits, handles, invariantOk } = await at().enKash.account();

		expect(question).toBe(
			[
				`*Pay the rewards of ${MONTH}?*`,
				'2 of 3 would be paid (₹3,750.50). 1 would be refused (₹700.00).',
				'Account balance: ₹2,50,000.00 before, ₹2,46,249.50 after.',
				'Refused:',
				`- Row 5, Zoya Khan, ₹700.00 (${referenceOf(9)}): ${ZOYA_IS_BLOCKED}`,
				'Would be paid (2, ₹3,750.50):',
				`- இனியா 🎉, ₹1,500.00 (${referenceOf(1)})`,
				`- Karthik !channel, ₹2,250.50 (${referenceOf(2)})`,
			].join('\n'),
		);
		expect(summary).toBe(
			[
				`*Rewards of ${MONTH}*`,
				'2 of 3 were paid (₹3,750.50). 1 was refused (₹700.00).',
				'Account balance: ₹2,50,000.00 before, ₹2,46,249.50 after.',
				'Refused:',
				`- Row 5, Zoya Khan, ₹700.00 (${referenceOf(9)}): ${ZOYA_IS_BLOCKED}`,
				'Paid now (2, ₹3,750.50):',
				`- இனியா 🎉, ₹1,500.00 (${referenceOf(1)})`,
				`- Karthik !channel, ₹2,250.50 (${referenceOf(2)})`,
			].join('\n'),
		);
		expect(commits).toMatchObject({ [referenceOf(1)]: 1, [referenceOf(2)]: 1 });
		expect(commits).not.toHaveProperty([referenceOf(9)]);
		expect(handles.slice(-2)).toMatchObject([
			{ firstName: 'இனியா 🎉', otbBalance: 1500 },
			{ firstName: 'Karthik <!channel>', mobile: '9610000002', otbBalance: 2250.5 },
		]);
		expect(invariantOk).toBe(true);
	});

	it('writes what became of each row into the row with the same reference, and tells who was paid', async () => {
		const nobody = [MONTH, '', 'Nobody', 'Ms', 'Female', 'nobody@example.com', 9610000009, 5];
		putIntoTheSheet(iniya(), nobody, zoya(), karthik());
		await run('Pay', () => putIntoTheSheet(zoya(), karthik(), nobody, iniya()));
		const { gmail, sheets } = at().services;
		const [, ...rows] = sheets.sheets['Rewards'] ?? [];

		expect(rows.map((row) => [row[1], ...row.slice(8)])).toEqual([
			[referenceOf(9), 'rejected', '', '', expect.stringMatching(/Zoya Khan is blocked/)],
			[referenceOf(2), 'allocated', A_MOMENT, expect.stringMatching(/^ECT/), ''],
			['', 'rejected', '', '', expect.stringMatching(/"Reference" is empty in this item/)],
			[referenceOf(1), 'allocated', A_MOMENT, expect.stringMatching(/^ECT/), ''],
		]);
		expect(gmail.mails.map(({ subject, to }) => [to?.[0]?.address, subject])).toEqual([
			['iniya@example.com', '₹1,500.00 is on your petty cash handle'],
			['k@example.com', '₹2,250.50 is on your petty cash handle'],
		]);
		expect(gmail.mails[0]?.text).toContain('Hello இனியா 🎉');
	});

	it('asks nobody and pays nobody when it runs a second time', async () => {
		putIntoTheSheet(iniya(), karthik());
		await run('Pay');
		const paid = (await at().enKash.account()).transactions;
		const messages = await run();

		expect(messages).toHaveLength(1);
		expect(messages[0]).toContain('Nothing would be paid now. Both were already paid (₹3,750.50');
		expect((await at().enKash.account()).transactions).toEqual(paid);
	});

	it('pays only who was added since the last run', async () => {
		putIntoTheSheet(iniya());
		await run('Pay');
		putIntoTheSheet(iniya(), karthik());
		const [question, summary] = await run('Pay');

		expect(question).toContain('1 of 2 would be paid (₹2,250.50). 1 was already paid (₹1,500.00');
		expect(summary).toContain('1 of 2 was paid (₹2,250.50). 1 was already paid (₹1,500.00');
		expect(Object.values((await at().enKash.account()).commits)).not.toContain(2);
	});

	it('pays nobody when somebody says no', async () => {
		putIntoTheSheet(iniya());
		const messages = await run('Do not pay');

		expect(messages.at(-1)).toBe(`*Rewards of ${MONTH}*\nNot approved. Nobody was paid.`);
		expect((await at().enKash.account()).transactions).toHaveLength(6);
	});

	it('pays what was approved, although the sheet was changed meanwhile', async () => {
		putIntoTheSheet(iniya());
		await run('Pay', () => putIntoTheSheet([...iniya().slice(0, -1), 99_999]));

		expect((await at().enKash.account()).transactions.at(-1)).toMatchObject({ amount: 1500 });
	});

	it('names what must be corrected before anybody approves, and pays the others', async () => {
		putIntoTheSheet(iniya(), [
			MONTH,
			referenceOf(2),
			'Karthik',
			'Mr',
			'Male',
			'k@example.com',
			12,
			100,
		]);
		const [question] = await run('Pay');

		expect(question).toMatch(/\n- Row 3, Karthik: "12" is not an Indian mobile number/);
		expect((await at().enKash.account()).transactions.slice(6)).toMatchObject([{ amount: 1500 }]);
	});

	it('asks nobody where no row can be paid, and names them all', async () => {
		putIntoTheSheet([MONTH, referenceOf(2), 'Karthik', 'Mr', 'Male', 'k@example.com', 12, 100]);
		const messages = await run();

		expect(messages).toHaveLength(1);
		expect(messages[0]).toMatch(/^\*Rewards of .*\n[^]*"12" is not an Indian mobile number/);
	});

	it('pays nobody who is on the list twice, and says so', async () => {
		putIntoTheSheet(iniya(), karthik(), [...iniya().slice(0, -1), 20]);
		const [question] = await run('Pay');

		expect(question).toMatch(/Reference REWARD-\S+E1 is also on Row 4/);
		expect((await at().enKash.account()).transactions.slice(6)).toMatchObject([{ amount: 2250.5 }]);
	});
}
