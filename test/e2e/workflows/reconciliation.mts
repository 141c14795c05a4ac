import { expect, it } from '@jest/globals';
import { monthInIndia } from '../../support/month.mts';
import { attachedExcel } from '../../support/office/excel.mts';
import type { Office } from '../../support/office.mts';
import { moveIn } from '../../support/ready-workflow.mts';
import { setRewardRows } from './reward-table.mts';
import type { RewardRow } from './reward-table.mts';

const MONTH = monthInIndia();
const referenceOf = (person: string) => `REWARD-${MONTH}-${person}`;
const row = (person: string, first_name: string, amount: number): RewardRow => ({
	month: MONTH,
	reference: person === '' ? '' : referenceOf(person),
	first_name,
	amount,
});

/** The rows of the report's table, as their readers see them. */
function readTable(html: string): string[][] {
	const [, ...rows] = html.match(/<tr[^]*?<\/tr>/g) ?? [];
	return rows.map((tr) => [...tr.matchAll(/<td[^>]*>([^]*?)<\/td>/g)].map(([, cell = '']) => cell));
}

export function reconciles(at: () => Office): void {
	const report = async () => {
		const { rest, services } = at();
		const id = await moveIn(at(), 'daily-reconciliation.json', {
			reportEmail: 'finance@example.com',
		});
		const { error } = await rest.run(id, 'Every morning');
		expect(error).toBeUndefined();
		expect(services.gmail.mails).toHaveLength(1);
		const [mail] = services.gmail.mails;
		return {
			...{ subject: mail?.subject ?? '', to: mail?.to, table: readTable(mail?.html ?? '') },
			excel: await attachedExcel(mail),
		};
	};

	it('marks every difference between the list and EnKash, in both directions', async () => {
		const { enKash } = at();
		await enKash.reset({ transactions: 0 });
		await setRewardRows(at(), [
			row('E1', 'Ishita', 1500),
			row('E2', 'कार्तिक<i>', 2250.5),
			row('E3', 'Noor', 1000),
		]);
		await enKash.addTransaction({ amount: 1500, reference: referenceOf('E1') });
		const twice = { amount: 2250.5, reference: referenceOf('E2') };
		await enKash.addTransaction(twice);
		await enKash.addTransaction(twice);
		await enKash.addTransaction({ amount: 1000, reference: referenceOf('E3'), status: 'FAILED' });
		const byHand = await enKash.addTransaction({ amount: 77.1 });
		const { handles } = await enKash.account();
		const handle = handles.find(({ enKashCardId }) => enKashCardId === byHand.enKashCardId);
		const holder = expect.stringContaining(handle?.firstName ?? '?');
		await enKash.addTransaction({ amount: 1000, reference: 'WELCOME-9610000009' });
		const { excel, subject, table, to } = await report();

		const when = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d/);
		const elsewhere = byHand.enKashTransactionId;
		expect(to).toMatchObject([{ address: 'finance@example.com' }]);
		expect(subject).toMatch(/^EnKash reconciliation \d{4}-\d\d-\d\d \(differences: 3\)$/);
		expect(excel).toEqual([
			[
				...['Result', 'Person', 'Reference', 'Planned (₹)', 'At EnKash (₹)'],
				...['Difference (₹)', 'Paid on'],
			],
			['Different amount', 'कार्तिक', referenceOf('E2'), 2250.5, 4501, 2250.5, when],
			['Not on the list', holder, elsewhere, null, 77.1, 77.1, when],
			['Not paid yet', 'Noor', referenceOf('E3'), 1000, null, -1000, null],
			['OK', 'Ishita', referenceOf('E1'), 1500, 1500, null, when],
		]);
		expect(table.map(([result, person]) => [result, person])).toEqual([
			['Different amount', 'कार्तिक'],
			['Not on the list', holder],
			['Not paid yet', 'Noor'],
			['OK', 'Ishita'],
		]);
	});

	it('finds that all is as planned after the payout', async () => {
		const { enKash } = at();
		await enKash.reset({ transactions: 0 });
		await setRewardRows(at(), [row('E1', 'Ishita', 1500)]);
		await enKash.addTransaction({ amount: 1500, reference: referenceOf('E1') });

		expect((await report()).subject).toMatch(/\(differences: 0\)$/);
	});

	it('reports a list of which EnKash has nothing', async () => {
		await at().enKash.reset({ transactions: 0 });
		await setRewardRows(at(), [row('E1', 'Ishita', 1500), row('', 'Nobody', 5)]);

		expect((await report()).table.map(([result, who]) => [result, who])).toEqual([
			['Not paid yet', 'Ishita'],
			['Not paid yet', 'Nobody'],
		]);
	});

	it('reports what EnKash has and no list says', async () => {
		await at().enKash.reset({ transactions: 0 });
		await setRewardRows(at(), []);
		await at().enKash.addTransaction({ amount: 10, reference: 'NOT-ON-ANY-LIST' });
		const { subject, table } = await report();

		expect(subject).toMatch(/\(differences: 1\)$/);
		expect(table.map(([result, , reference]) => [result, reference])).toEqual([
			['Not on the list', 'NOT-ON-ANY-LIST'],
		]);
	});
}
