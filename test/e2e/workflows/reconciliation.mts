import { expect, it } from '@jest/globals';
import { monthInIndia } from '../../support/month.mts';
import type { Office } from '../../support/office.mts';
import { moveIn } from '../../support/ready-workflow.mts';
import { setRewardRows } from './reward-table.mts';
import type { RewardRow } from './reward-table.mts';

const MONTH = monthInIndia();
const row = (employee_id: string, first_name: string, amount: number): RewardRow => ({
	month: MONTH,
	employee_id,
	first_name,
	amount,
});

/** The rows of the report's table, as their readers see them. */
function readTable(html: string): string[][] {
	const body = /<tbody>([\s\S]*)<\/tbody>/.exec(html)?.[1] ?? '';
	return [...body.matchAll(/<tr.*?<\/tr>/g)].map(([tr]) =>
		[...tr.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell = '']) => cell.replace(/<\/?b>/g, '')),
	);
}

export function reconciles(at: () => Office): void {
	const report = async () => {
		const { rest, services } = at();
		const id = await moveIn(at(), 'daily-reconciliation.json', {
			reportEmail: 'finance@example.com',
		});
		const { error } = await rest.run(id, 'Try it now');
		expect(error).toBeUndefined();
		expect(services.gmail.mails).toHaveLength(1);
		const [mail] = services.gmail.mails;
		return { subject: mail?.subject ?? '', to: mail?.to, html: mail?.html ?? '' };
	};

	it('reports that nothing was meant and nothing was paid', async () => {
		await at().enKash.reset({ transactions: 0 });
		await setRewardRows(at(), []);
		const { html, subject } = await report();

		expect(subject).toMatch(/^EnKash reconciliation \d{4}-\d\d-\d\d: 0 differences$/);
		expect(html).toContain('0 references, 0 differences.');
		expect(readTable(html)).toEqual([]);
	});

	it('marks every difference between what was meant and what EnKash has', async () => {
		const { enKash } = at();
		await enKash.reset({ transactions: 0 });
		await setRewardRows(at(), [
			row('E1', 'Ishita', 1500),
			row('E2', 'कार्तिक <i>', 2250.5),
			row('E3', 'Noor', 1000),
		]);
		await enKash.addTransaction({ amount: 1500, reference: `REWARD-${MONTH}-E1` });
		const twice = { amount: 2250.5, reference: `REWARD-${MONTH}-E2` };
		await enKash.addTransaction(twice);
		await enKash.addTransaction(twice);
		await enKash.addTransaction({
			amount: 1000,
			reference: `REWARD-${MONTH}-E3`,
			status: 'FAILED',
		});
		const byHand = await enKash.addTransaction({ amount: 77.1 });
		const { handles } = await enKash.account();
		const handle = handles.find(({ enKashCardId }) => enKashCardId === byHand.enKashCardId);
		const holder = expect.stringContaining(handle?.firstName ?? '?');
		await enKash.addTransaction({ amount: 1000, reference: 'WELCOME-9610000009' });
		const { html, subject, to } = await report();

		const when = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d/);
		expect(to).toMatchObject([{ address: 'finance@example.com' }]);
		expect(subject).toMatch(/: 3 differences$/);
		expect(readTable(html)).toEqual([
			['Not paid yet', 'Noor', `REWARD-${MONTH}-E3`, '₹1,000.00', '', ''],
			['Another amount', 'कार्तिक ‹i›', `REWARD-${MONTH}-E2`, '₹2,250.50', '₹4,501.00', when],
			['Not on the list', holder, byHand.enKashTransactionId, '', '₹77.10', when],
			['As planned', 'Ishita', `REWARD-${MONTH}-E1`, '₹1,500.00', '₹1,500.00', ''],
		]);
		expect(html.match(/<tr style="background: #f8d7da"/g)).toHaveLength(2);
	});

	it('finds that all is as planned after the payout', async () => {
		const { enKash } = at();
		await enKash.reset({ transactions: 0 });
		await setRewardRows(at(), [row('E1', 'Ishita', 1500)]);
		await enKash.addTransaction({ amount: 1500, reference: `REWARD-${MONTH}-E1` });

		expect((await report()).subject).toMatch(/: 0 differences$/);
	});

	it('reports a list of which EnKash has nothing', async () => {
		await at().enKash.reset({ transactions: 0 });
		await setRewardRows(at(), [row('E1', 'Ishita', 1500), row('', 'Nobody', 5)]);

		expect(readTable((await report()).html).map(([result, who]) => [result, who])).toEqual([
			['Not paid yet', 'Ishita'],
			['Not paid yet', 'Nobody'],
		]);
	});
}
