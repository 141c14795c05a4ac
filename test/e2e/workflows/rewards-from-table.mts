import { beforeEach, expect, it } from '@jest/globals';
import { monthInIndia } from '../../support/month.mts';
import type { Office } from '../../support/office.mts';
import { moveIn, readyWorkflow } from '../../support/ready-workflow.mts';
import { withTheForm } from './form.mts';
import type { OpenForm } from './form.mts';
import { setRewardRows } from './reward-table.mts';

const FILE = 'monthly-rewards-data-table.json';
const MONTH = monthInIndia();
/** n8n remembers what it paid, and the sandbox does not: each test pays people of its own. */
let team = 0;
const idOf = (person: number) => `T${team}E${person}`;
const ishita = () => ({
	...{ month: MONTH, employee_id: idOf(1), first_name: 'Ishita', title: 'Ms', gender: 'Female' },
	...{ email: 'ishita.bose@example.com', mobile: '9610000001', amount: 1500 },
});
const karthik = () => ({
	...{ month: MONTH, employee_id: idOf(2), first_name: 'कार्तिक', title: 'Mr', gender: 'Male' },
	...{ email: 'karthik.raman@example.com', mobile: '9610000002', amount: 2250.5 },
});
const late = () => ({ ...ishita(), month: monthInIndia(1), amount: 10 });

export function paysRewardsFromATable(at: () => Office): void {
	beforeEach(() => {
		team += 1;
	});
	const useTheForm = async <T,>(work: (form: OpenForm) => Promise<T>): Promise<T> =>
		await withTheForm(at(), await moveIn(at(), FILE), 'monthly-rewards', work);

	/** Goes through the form; yields what its last page says. */
	const goThrough = async ({ url, visitor }: OpenForm, month: string, decision?: string) => {
		const page = await visitor.visit(url);
		const question = /Pay the rewards of/;
		const end = /^(Nobody was paid|Rewards of)/;
		await page.submit({ Month: month }, decision === undefined ? end : question);
		if (decision !== undefined) await page.submit({ Decision: decision }, end);
		const text = await page.text();
		await page.close();
		return text.replace(/\s*\n\s*/g, '\n').trim();
	};

	it('says that there is nothing to pay when the table is empty', async () => {
		await setRewardRows(at(), []);
		const page = await useTheForm(async (form) => await goThrough(form, 'This month'));

		expect(page).toBe(
			'Nobody was paid now\nThe Data Table EnKash rewards has no rows for this month.',
		);
	});

	it('pays what is approved on the form, and nobody a second time', async () => {
		await setRewardRows(at(), [ishita(), karthik(), late()]);
		const pages = await useTheForm(async (form) => [
			await goThrough(form, 'This month', 'Do not pay'),
			await goThrough(form, 'This month', 'Pay'),
			await goThrough(form, 'This month'),
		]);
		const { commits, invariantOk, transactions } = await at().enKash.account();

		expect(pages).toEqual([
			'Nobody was paid now\nNot approved.',
			expect.stringContaining(`Rewards of ${MONTH}\nBoth were paid (₹3,750.50).`),
			expect.stringContaining(
				'Nobody was paid now\nNothing would be paid now. Both had been paid before (₹3,750.50',
			),
		]);
		expect(commits).toMatchObject({
			[`REWARD-${MONTH}-${idOf(1)}`]: 1,
			[`REWARD-${MONTH}-${idOf(2)}`]: 1,
		});
		expect(transactions).toHaveLength(8);
		expect(invariantOk).toBe(true);
	});

	it('pays the month before under references of its own', async () => {
		await setRewardRows(at(), [ishita(), late()]);
		await useTheForm(async (form) => await goThrough(form, 'Last month', 'Pay'));

		expect((await at().enKash.account()).transactions.slice(6)).toMatchObject([
			{ uniqueReferenceNumber: `REWARD-${monthInIndia(1)}-${idOf(1)}`, amount: 10 },
		]);
	});

	it('names the rows that must be corrected', async () => {
		await setRewardRows(at(), [ishita(), { month: MONTH, employee_id: idOf(9) }]);
		const page = await useTheForm(async (form) => await goThrough(form, 'This month', 'Pay'));

		expect(page).toMatch(/1 of 2 were paid \(₹1,500.00\). 1 was refused\./);
		expect(page).toMatch(/Item 2: .*First Name/);
		expect((await at().enKash.account()).transactions).toHaveLength(7);
	});

	it('tells Slack too when that step is switched on, and ends well when Slack is down', async () => {
		await setRewardRows(at(), [ishita()]);
		const id = await moveIn(at(), FILE, { slackChannel: '#petty-cash' });
		await switchOn(at(), id, 'Tell Slack');
		const { slack } = at().services;
		const page = await withTheForm(at(), id, 'monthly-rewards', async (form) => {
			const said = await goThrough(form, 'This month', 'Pay');
			await setRewardRows(at(), [karthik()]);
			slack.refusal = 'channel_not_found';
			await goThrough(form, 'This month', 'Pay');
			return said;
		});
		expect(page).toContain(`Rewards of ${MONTH}\nIshita was paid (₹1,500.00).`);

		expect(slack.messages).toMatchObject([
			{
				channel: '#petty-cash',
				text: expect.stringContaining(`*Rewards of ${MONTH}*\nIshita was paid (₹1,500.00).`),
			},
		]);
		expect((await at().enKash.account()).transactions).toHaveLength(8);
	});
}

async function switchOn({ rest }: Office, id: string, name: string): Promise<void> {
	const saved = await rest.getWorkflow(id);
	const { connections, settings } = await readyWorkflow(FILE);
	const nodes = saved?.nodes ?? [];
	await rest.putWorkflow({
		...{ id, name: saved?.name ?? '', connections },
		...(settings && { settings }),
		nodes: nodes.map((node) => (node.name === name ? { ...node, disabled: false } : node)),
	});
}
