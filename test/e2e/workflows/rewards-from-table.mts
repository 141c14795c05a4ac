import { beforeEach, expect, it } from '@jest/globals';
import { monthInIndia } from '../../support/month.mts';
import type { Office } from '../../support/office.mts';
import { connected, filledIn, moveIn, readyWorkflow } from '../../support/ready-workflow.mts';
import { answerMail } from './approval.mts';
import { rewardRows, setRewardRows } from './reward-table.mts';
import type { RewardRow } from './reward-table.mts';

const MONTH = monthInIndia();
const FIRST = 'first@example.com';
const SECOND = 'second@example.com';
/** Rupees above which two people must agree. */
const SECOND_ABOVE = 2_000;
/** n8n remembers what it paid, and the sandbox does not: each test pays people of its own. */
let team = 0;
const referenceOf = (person: number) => `REWARD-${MONTH}-TABLE${team}E${person}`;
const ishita = (): RewardRow => ({
	...{ month: MONTH, reference: referenceOf(1), first_name: 'Ishita', title: 'Ms' },
	...{ gender: 'Female', email: 'ishita.bose@example.com', mobile: '9610000001', amount: 1500 },
});
const karthik = (): RewardRow => ({
	...{ month: MONTH, reference: referenceOf(2), first_name: 'कार्तिक', title: 'Mr' },
	...{ gender: 'Male', email: 'karthik.raman@example.com', mobile: '9610000002', amount: 2250.5 },
});
const late = (): RewardRow => ({ ...ishita(), month: monthInIndia(1), reference: referenceOf(3) });

export function paysRewardsFromATable(at: () => Office): void {
	let id = '';
	let approval = '';
	beforeEach(async () => {
		team += 1;
		const { rest } = at();
		id = await moveIn(at(), 'monthly-rewards-data-table.json', { slackChannel: '#petty-cash' });
		const asks = filledIn(connected(await readyWorkflow('approval-by-two.json')), {
			firstApprover: FIRST,
			secondApprover: SECOND,
			secondAbove: SECOND_ABOVE,
		});
		approval = asks.id;
		await rest.putWorkflow(asks);
		await rest.activate(approval);
	});

	/** Runs it, and answers the e-mails; yields what the channel was told. */
	const run = async (...answers: ReadonlyArray<readonly [to: string, button: string]>) => {
		const { rest, services } = at();
		services.reset();
		const executionId = await rest.start(id, 'On the 25th of the month');
		for (const [to, button] of answers) await answerMail(at(), to, approval, button);
		const { error } = await rest.waitFor(executionId);
		expect(error).toBeUndefined();
		expect(services.slack.messages).toHaveLength(1);
		return services.slack.messages[0]?.text.trim() ?? '';
	};
	const mailsTo = (address: string) =>
		at().services.gmail.mails.filter(({ to }) => to?.[0]?.address === address);

	it('says what is wrong when the table has no rows for the month', async () => {
		await setRewardRows(at(), [late()]);

		expect(await run()).toMatch(/^\*Rewards of \d{4}-\d\d\*\n.*/);
		expect(at().services.gmail.mails).toEqual([]);
	});

	it('pays what one person approves, and writes into each row what became of it', async () => {
		await setRewardRows(at(), [late(), ishita(), { ...karthik(), amount: 100, mobile: '12' }]);
		const told = await run([FIRST, 'Pay']);

		expect(told).toMatch(/1 of 2 was paid \(₹1,500.00\). 1 was refused/);
		expect(await rewardRows(at())).toMatchObject([
			{ reference: referenceOf(3), outcome: null, paid_on: null },
			{
				reference: referenceOf(1),
				outcome: 'allocated',
				paid_on: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*\+05:30$/),
				transaction_id: expect.stringMatching(/^ECT/),
			},
			{
				reference: referenceOf(2),
				outcome: 'rejected',
				reason: expect.stringContaining('"12" is not an Indian mobile number'),
			},
		]);
		expect(mailsTo('ishita.bose@example.com')).toMatchObject([
			{ subject: '₹1,500.00 is on your petty cash handle' },
		]);
		expect(mailsTo('karthik.raman@example.com')).toEqual([]);
		expect(mailsTo(SECOND)).toEqual([]);
		expect((await at().enKash.account()).transactions).toHaveLength(7);
	});

	it('asks a second person above an amount, and nobody when it runs again', async () => {
		await setRewardRows(at(), [ishita(), karthik()]);
		expect(await run([FIRST, 'Pay'], [SECOND, 'Pay'])).toContain('Both were paid (₹3,750.50).');
		const paid = (await at().enKash.account()).transactions;

		expect(await run()).toContain('Nothing would be paid now. Both were already paid');
		expect(at().services.gmail.mails).toEqual([]);
		expect((await at().enKash.account()).transactions).toEqual(paid);
		expect(await rewardRows(at())).toMatchObject([
			{ outcome: 'allocated' },
			{ outcome: 'allocated' },
		]);
	});

	it.each([
		['the first', [[FIRST, 'Do not pay']]],
		[
			'the second',
			[
				[FIRST, 'Pay'],
				[SECOND, 'Do not pay'],
			],
		],
	] as const)('pays nobody when %s person says no', async (_who, answers) => {
		await setRewardRows(at(), [ishita(), karthik()]);

		expect(await run(...answers)).toContain('Not approved. Nobody was paid.');
		expect((await at().enKash.account()).transactions).toHaveLength(6);
		expect(await rewardRows(at())).toMatchObject([{ outcome: null }, { outcome: null }]);
	});
}
