import { expect, it } from '@jest/globals';
import type { Office } from '../../support/office.mts';
import { moveIn } from '../../support/ready-workflow.mts';
import { until } from '../../../scripts/until.mts';

const FILE = 'low-balance-alert.json';
const VALUES = { slackChannel: '#petty-cash', alertEmail: 'finance@example.com' };
const TRIGGER = 'When the balance runs low';

export function alertsOnALowBalance(at: () => Office): void {
	/** Publishes it, and waits until it has sent as many alerts. */
	const publish = async (id: string, alerts: number): Promise<void> => {
		const { rest } = at();
		await rest.activate(id);
		await until(
			async () => {
				const runs = await rest.executionsOf(id);
				return runs.filter(({ status }) => status === 'success').length === alerts;
			},
			{ what: `alert ${alerts}`, withinMs: 90_000 },
		);
		await rest.deactivate(id);
	};

	it('tells Slack and Gmail when the balance is low, and once more when it is back', async () => {
		const { enKash, services } = at();
		await enKash.setBalance(24_999.5);
		const id = await moveIn(at(), FILE, VALUES);
		await publish(id, 1);

		expect(services.slack.messages).toMatchObject([
			{
				channel: '#petty-cash',
				text: '*Balance is low: ₹24,999.50*\nAccount CA1DEMO01 holds ₹24,999.50. The threshold is ₹25,000.00.',
			},
		]);
		expect(services.gmail.mails).toMatchObject([
			{ to: [{ address: 'finance@example.com' }], subject: 'Balance is low: ₹24,999.50' },
		]);

		await enKash.setBalance(25_000);
		await publish(id, 2);
		expect(services.gmail.mails.at(-1)).toMatchObject({
			subject: 'Balance is back above the threshold: ₹25,000.00',
		});
	});

	it('says that it was a test when it is tried and all is well', async () => {
		const { rest, services } = at();
		await rest.run(await moveIn(at(), FILE, VALUES), TRIGGER);

		expect(services.gmail.mails).toMatchObject([
			{ subject: 'Test of the balance alert: ₹2,50,000.00' },
		]);
	});

	it('sends the e-mail although Slack is down, and ends as a failed run', async () => {
		const { rest, services } = at();
		services.slack.refusal = 'channel_not_found';
		const { error, status } = await rest.run(await moveIn(at(), FILE, VALUES), TRIGGER);

		expect(services.gmail.mails).toHaveLength(1);
		expect(status).toBe('error');
		expect(error?.message).toBe(
			'The low-balance alert did not reach everybody: Slack error response: "channel_not_found"',
		);
	});

	it('names both when neither Slack nor Gmail can be reached', async () => {
		const { rest, services } = at();
		services.slack.refusal = 'channel_not_found';
		services.gmail.refusal = 'Quota exceeded';
		const { error } = await rest.run(await moveIn(at(), FILE, VALUES), TRIGGER);

		expect(error?.message).toMatch(/channel_not_found.*; Forbidden/);
	});
}
