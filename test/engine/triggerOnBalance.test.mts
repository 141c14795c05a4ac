import { describe, expect, it } from '@jest/globals';
import { useTrigger } from './trigger/bench.mts';
import { onBalanceBelow, onBalanceChanged } from './trigger/settings.mts';

const newTrigger = useTrigger();

describe('on a balance below a threshold', () => {
	it('starts the workflow once per crossing', async () => {
		const trigger = newTrigger();
		const { control } = trigger.bench;
		await control.setBalance(1000);
		await trigger.publish(onBalanceBelow('500'));
		for (const balance of [499.99, 300, 500, 400]) {
			await control.setBalance(balance);
			await trigger.poll(2);
		}
		const common = { event: 'balanceBelow', cardAccountId: 'CA1DEMO01', threshold: 500 };
		expect(await trigger.items()).toMatchObject([
			{ ...common, availableBalance: 499.99, previousBalance: 1000 },
			{ ...common, availableBalance: 400, previousBalance: 500 },
		]);
	});

	it('starts the workflow at once when the balance is below already, but not at every restart', async () => {
		const trigger = newTrigger();
		await trigger.bench.control.setBalance(100);
		await trigger.publish(onBalanceBelow(500));
		await trigger.restart();
		expect(await trigger.items()).toMatchObject([{ availableBalance: 100, previousBalance: null }]);
	});

	it('remembers over a restart that the balance was back', async () => {
		const trigger = newTrigger();
		const { control } = trigger.bench;
		await control.setBalance(100);
		await trigger.publish(onBalanceBelow(500));
		await control.setBalance(600);
		await trigger.poll();
		await control.setBalance(200);
		await trigger.restart();
		expect(await trigger.items()).toMatchObject([
			{ availableBalance: 100 },
			{ availableBalance: 200 },
		]);
	});

	it('starts the workflow when the balance is back, too, where that is wanted', async () => {
		const trigger = newTrigger();
		const { control } = trigger.bench;
		await control.setBalance(100);
		await trigger.publish({ ...onBalanceBelow(500), options: { alsoWhenRecovered: true } });
		await control.setBalance(600);
		await trigger.poll(2);
		const { executions } = await trigger.outcome();
		expect(executions).toMatchObject([
			[{ event: 'balanceBelow', availableBalance: 100 }],
			[{ event: 'balanceRecovered', availableBalance: 600, previousBalance: 100 }],
		]);
	});

	it('saves that the balance is back with an execution of no items, and makes no other', async () => {
		const trigger = newTrigger();
		const { control } = trigger.bench;
		await control.setBalance(100);
		await trigger.publish(onBalanceBelow(500));
		await control.setBalance(600);
		await trigger.poll(3);
		const { executions } = await trigger.outcome();
		expect(executions.map((items) => items.length)).toEqual([1, 0]);
	});

	it('remembers it as well where n8n reads what it saved before every poll', async () => {
		const trigger = newTrigger();
		const { control } = trigger.bench;
		await control.setBalance(600);
		await trigger.publish(onBalanceBelow(500));
		for (const balance of [100, 600, 200]) {
			await control.setBalance(balance);
			await trigger.pollAfresh();
		}
		await trigger.pollAfresh();
		expect(await trigger.items()).toMatchObject([
			{ availableBalance: 100, previousBalance: 600 },
			{ availableBalance: 200, previousBalance: 600 },
		]);
	});

	it('does not start the workflow again when a lower threshold is published', async () => {
		const trigger = newTrigger();
		await trigger.bench.control.setBalance(100);
		await trigger.publish(onBalanceBelow(500));
		await trigger.publish(onBalanceBelow(400));
		expect(await trigger.items()).toHaveLength(1);
	});

	it('watches the account that the options name', async () => {
		const trigger = newTrigger();
		const { control } = trigger.bench;
		const [, other] = await control.ledger();
		const cardAccountId = other?.cardAccountId ?? '';
		await control.setBalance(50, cardAccountId);
		await trigger.publish({ ...onBalanceBelow(500), options: { cardAccountId } });
		expect(await trigger.items()).toMatchObject([{ cardAccountId, availableBalance: 50 }]);
	});
});

describe('on a changed balance', () => {
	it('starts the workflow with each change', async () => {
		const trigger = newTrigger();
		const { control } = trigger.bench;
		await control.setBalance(1000);
		await trigger.publish(onBalanceChanged);
		await trigger.poll();
		await control.setBalance(900.5);
		await trigger.poll(2);
		expect(await trigger.items()).toEqual([
			{
				...{ event: 'balanceChanged', cardAccountId: 'CA1DEMO01', threshold: null },
				...{ availableBalance: 900.5, previousBalance: 1000, checkedAt: expect.any(String) },
				subject: 'Balance has changed: ₹900.50',
				text: 'Account CA1DEMO01 holds ₹900.50. Before, it held ₹1,000.00.',
			},
		]);
	});

	it('tells what changed while n8n was down', async () => {
		const trigger = newTrigger();
		const { control } = trigger.bench;
		await control.setBalance(1000);
		await trigger.publish(onBalanceChanged);
		await control.setBalance(900);
		await trigger.restart();
		expect(await trigger.items()).toMatchObject([{ availableBalance: 900, previousBalance: 1000 }]);
	});

	it('starts over when another account is published', async () => {
		const trigger = newTrigger();
		const { control } = trigger.bench;
		const [, other] = await control.ledger();
		const cardAccountId = other?.cardAccountId ?? '';
		await trigger.publish(onBalanceChanged);
		await trigger.publish({ ...onBalanceChanged, options: { cardAccountId } });
		expect(await trigger.items()).toEqual([]);
	});
});
