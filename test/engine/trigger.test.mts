import { describe, expect, it } from '@jest/globals';
import { useTrigger } from './trigger/bench.mts';
import { onBalanceBelow, onBalanceChanged, onTransaction } from './trigger/settings.mts';

const newTrigger = useTrigger();

describe('with Execute in the editor', () => {
	it('shows the newest transaction', async () => {
		const trigger = newTrigger();
		const { enKashTransactionId } = await trigger.bench.control.addTransaction({ amount: 3 });
		expect(await trigger.sample(onTransaction())).toMatchObject([
			[{ json: { transactionId: enKashTransactionId, amount: 3, name: 'Asha Menon' } }],
		]);
	});

	it('shows the balance, and says when the workflow would not have started', async () => {
		const trigger = newTrigger();
		await trigger.bench.control.setBalance(1000);
		const event = { event: 'balanceBelow', availableBalance: 1000 };
		expect(await trigger.sample(onBalanceBelow(500))).toMatchObject([
			[{ json: { ...event, threshold: 500, wouldFire: false } }],
		]);
		const below = await trigger.sample(onBalanceBelow('1000.01'));
		expect(below).toMatchObject([[{ json: { ...event, threshold: 1000.01 } }]]);
		expect(JSON.stringify(below)).not.toContain('wouldFire');
	});

	it('says so when there is no transaction to show', async () => {
		const trigger = newTrigger();
		await trigger.clearTransactions();
		const { code } = await trigger.refusal(trigger.sample(onTransaction()));
		expect(code).toBe('no-transaction-yet');
	});

	it('leaves what the published trigger remembers alone', async () => {
		const trigger = newTrigger();
		await trigger.publish(onTransaction());
		await trigger.bench.control.addTransaction({ amount: 1 });
		await trigger.sample();
		await trigger.poll();
		expect(await trigger.items()).toHaveLength(1);
	});
});

describe('with something wrong', () => {
	it.each([
		['empty', '', 'amount-missing'],
		['text', 'a lot', 'amount-unreadable'],
		['nothing', 0, 'amount-zero'],
		['three decimals', 10.005, 'amount-too-precise'],
	])('refuses a threshold that is %s', async (_, threshold, expected) => {
		const trigger = newTrigger();
		const { code } = await trigger.refusal(trigger.publish(onBalanceBelow(threshold)));
		expect(code).toBe(expected);
	});

	it.each([
		['date-unreadable', onTransaction({ dateFrom: 'soon' })],
		['handle-unreadable', onTransaction({ handleId: 'x' })],
		['range-reversed', onTransaction({ amountFrom: 5, amountTo: 4 })],
		['expression-empty', onTransaction({ status: '={{ "" }}' })],
		['account-unreadable', { ...onBalanceChanged, options: { cardAccountId: 'x' } }],
		['number-out-of-range', { ...onBalanceChanged, options: { timeout: 'x' } }],
		['field-unreadable', { triggerOn: 'fullMoon', options: {} }],
	])('refuses what is wrong in the form: %s', async (expected, parameters) => {
		const trigger = newTrigger();
		const { code } = await trigger.refusal(trigger.publish(parameters));
		expect(code).toBe(expected);
	});

	it('names an account that EnKash does not have', async () => {
		const trigger = newTrigger();
		const refusal = await trigger.refusal(
			trigger.publish({ ...onBalanceChanged, options: { cardAccountId: 'CA0GONE00' } }),
		);
		expect(refusal.message).toContain('CA0GONE00');
	});

	it('goes on where it was when an account that had disappeared is back', async () => {
		const trigger = newTrigger();
		const { control } = trigger.bench;
		await control.setBalance(1000);
		await trigger.publish(onBalanceChanged);
		await control.settings({ refuseAccount: true });
		await control.setBalance(900);
		await trigger.poll();
		await control.settings({ refuseAccount: false });
		await trigger.poll();
		const { failures } = await trigger.outcome();
		expect(failures).toMatchObject([
			{ message: expect.stringContaining('Card account not found') },
		]);
		expect(await trigger.items()).toMatchObject([{ availableBalance: 900, previousBalance: 1000 }]);
	});

	it('says that a credential is missing from an imported workflow', async () => {
		const trigger = newTrigger();
		trigger.hasCredential = false;
		const { message } = await trigger.refusal(trigger.publish(onBalanceChanged));
		expect(message).toBe('Node does not have any credentials set');
	});

	it('says which field of the credential is empty', async () => {
		const trigger = newTrigger();
		trigger.bench.editCredential({ companyId: '' });
		const { message } = await trigger.refusal(trigger.publish(onBalanceChanged));
		expect(message).toBe('"Company ID" in the credential is empty');
	});

	it('does not log in again with a password that EnKash refused', async () => {
		const trigger = newTrigger();
		const { bench } = trigger;
		await trigger.publish(onBalanceChanged);
		await bench.control.changePassword('another');
		await bench.control.forgetTokens();
		await trigger.poll(4);
		expect((await bench.control.logins()).failed).toBe(1);
		expect((await trigger.outcome()).failures).toMatchObject([
			{ failure: { cause: 'credential-invalid' } },
			{ failure: { cause: 'credential-invalid' } },
		]);
	});

	it('shows no secret in what it fails with', async () => {
		const trigger = newTrigger();
		const { password, clientSecret } = trigger.bench.credential.data;
		await trigger.publish(onBalanceChanged);
		await trigger.bench.control.forgetTokens();
		await trigger.bench.control.changePassword('another');
		await trigger.poll(2);
		const told = JSON.stringify((await trigger.outcome()).failures);
		expect(told).not.toContain(password);
		expect(told).not.toContain(clientSecret);
	});
});
