import { DateTime } from 'luxon';
import { expect, it } from '@jest/globals';
import { monthInIndia } from '../../support/month.mts';
import { attachedExcel } from '../../support/office/excel.mts';
import type { Office } from '../../support/office.mts';
import { moveIn } from '../../support/ready-workflow.mts';

const LAST = monthInIndia(1);
/** A moment of last month, in India. */
const onDay = (day: number) =>
	DateTime.fromFormat(`${LAST}-${day} 10:30`, 'yyyy-MM-d HH:mm', { zone: 'Asia/Kolkata' });

export function statesTheMonth(at: () => Office): void {
	const statement = async () => {
		const { rest, services } = at();
		const id = await moveIn(at(), 'monthly-statement.json', {
			accountantEmail: 'accountant@example.com',
		});
		const { error } = await rest.run(id, 'On the 1st of the month');
		expect(error).toBeUndefined();
		const [mail] = services.gmail.mails;
		return {
			...{ mail, html: mail?.html ?? '', file: mail?.attachments[0]?.filename },
			rows: await attachedExcel(mail),
		};
	};

	it('sends all transactions of last month, and no others, the oldest first', async () => {
		const { enKash } = at();
		await enKash.reset({ transactions: 0 });
		const add = async (day: number, more: Parameters<typeof enKash.addTransaction>[0]) =>
			await enKash.addTransaction({ ...more, date: onDay(day).toJSDate().toISOString() });
		const later = await add(20, { amount: 1500, reference: 'STATEMENT-2' });
		const spent = await add(3, { amount: 99.5, direction: 'DR', type: 'SALE' });
		await enKash.addTransaction({ amount: 7, reference: 'STATEMENT-NOW' });
		const { file, html, mail, rows } = await statement();

		expect(mail).toMatchObject({
			to: [{ address: 'accountant@example.com' }],
			subject: `EnKash statement of ${LAST}`,
		});
		expect(file).toBe(`enkash-statement-${LAST}.xlsx`);
		expect(rows.map((row) => [row[0], row[2], row[4], row[6], row[7]])).toEqual([
			['Date', 'Direction', 'Amount (₹)', 'Reference', 'Transaction'],
			[`${LAST}-03 10:30`, 'From the handle', 99.5, null, spent.enKashTransactionId],
			[`${LAST}-20 10:30`, 'To the handle', 1500, 'STATEMENT-2', later.enKashTransactionId],
		]);
		expect(html).toMatch(/>1500<[^]*>To the handle</);
	});

	it('sends a statement of a month without transactions', async () => {
		await at().enKash.reset({ transactions: 0 });

		expect((await statement()).mail).toMatchObject({ subject: `EnKash statement of ${LAST}` });
	});
}
