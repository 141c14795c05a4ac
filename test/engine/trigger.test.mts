import { describe, expect, it } from '@jest/globals';
import { useTrigger } from './trigger/bench.mts';

const newTrigger = useTrigger();

const onTransaction = (filters: Record<string, string | number> = {}, options = {}) => ({
	triggerOn: 'newTransaction',
	...{ filters, options },
});
const onBalanceBelow = (threshold: string | number) => ({
	triggerOn: 'balanceBelow',
	...{ threshold, options: {} },
});
const onBalanceChanged = { triggerOn: 'balanceChanged', options: {} };

const ids = (items: ReadonlyArray<Record<string, unknown>>) =>
	items.map(({ enKashTransactionId }) => enKashTransactionId);

describe('on a new transaction', () => {
	it('starts the workflow with the simplified transaction, once', async () => {
		const trigger = newTrigger();
		await trigger.publish(onTransaction());
		await trigger.poll();
		const { enKashTransactionId } = await trigger.bench.control.addTransaction({
			amount: 12.5,
			reference: 'CLAIM-1',
		});
		await trigger.poll(2);
		const { executions, failures } = await trigger.outcome();
		expect(failures).toEqual([]);
		expect(executions).toEqual([
			[
				expect.objectContaining({
					enKashTransactionId,
					uniqueReferenceNumber: 'CLAIM-1',
					amount: 12.5,
					cardTransactionType: 'CR',
					cardAccountId: 'CA1DEMO01',
				}),
			],
		]);
		expect(Object.keys(executions[0]?.[0] ?? {}).length).toBeLessThanOrEqual(10);
	});

	it('neither loses nor repeats one of the same second, late, over restarts and publishing again', async () => {
		const trigger = newTrigger();
		const { control } = trigger.bench;
		const now = Date.now();
		const at = (ago: number) => ({ date: new Date(now - ago).toISOString(), amount: 1 });
		await control.addTransaction(at(0));
		await trigger.publish(onTransaction());
		const made: string[] = [];
		const add = async (ago: number) => {
			made.push((await control.addTransaction(at(ago))).enKashTransactionId);
		};
		await add(0);
		await trigger.poll();
		await add(0);
		await trigger.restart();
		await add(3_600_000);
		await trigger.publish();
		await add(20 * 3_600_000);
		await trigger.poll(2);
		expect(ids(await trigger.items())).toEqual(made);
	});

	it('neither loses nor repeats one while EnKash is down', async () => {
		const trigger = newTrigger();
		const { control } = trigger.bench;
		await trigger.publish(onTransaction());
		await control.addTransaction({ amount: 1 });
		await control.addFaults({ endpoint: 'transactions', fault: 'statusBeforeCommit', status: 503 });
		await trigger.poll();
		expect(await trigger.items()).toEqual([]);
		await control.addTransaction({ amount: 2 });
		await trigger.poll(2);
		const amounts = (await trigger.items()).map(({ amount }) => amount);
		expect(new Set(amounts)).toEqual(new Set([1, 2]));
		expect(amounts).toHaveLength(2);
	});

	it.each([
		{ fault: 'dropBeforeCommit' },
		{ fault: 'hangBeforeCommit' },
		{ fault: 'statusBeforeCommit', status: 502, body: 'html' },
		{ fault: 'malformedJson' },
		{ fault: 'emptyBody' },
		{ fault: 'htmlBody' },
	] as const)('fails and keeps its place when EnKash answers with $fault', async (fault) => {
		const trigger = newTrigger();
		const { control } = trigger.bench;
		await trigger.publish(onTransaction({}, { timeout: 3_000 }));
		const { enKashTransactionId } = await control.addTransaction({ amount: 1 });
		await control.addFaults({ endpoint: 'transactions', ...fault });
		await trigger.poll();
		expect((await trigger.outcome()).failures).toHaveLength(1);
		await trigger.poll();
		expect(ids(await trigger.items())).toEqual([enKashTransactionId]);
	});

	it('goes on after a restart of n8n at which EnKash is down', async () => {
		const trigger = newTrigger();
		const { control } = trigger.bench;
		await trigger.publish(onTransaction());
		const { enKashTransactionId } = await control.addTransaction({ amount: 1 });
		await control.addFaults({
			...{ endpoint: 'transactions', fault: 'statusBeforeCommit', status: 503, times: 2 },
		});
		await trigger.restart();
		await trigger.poll();
		expect((await trigger.outcome()).failures).toHaveLength(1);
		await control.clearFaults();
		await trigger.restart();
		expect(ids(await trigger.items())).toEqual([enKashTransactionId]);
	});

	it('is not published while EnKash is down', async () => {
		const trigger = newTrigger();
		const { control } = trigger.bench;
		const goDown = async () => {
			await control.addFaults({
				...{ endpoint: 'transactions', fault: 'statusBeforeCommit', status: 503 },
			});
			return await trigger.refusal(trigger.publish(onTransaction()));
		};
		const expected = { failure: { cause: 'temporarily-unavailable' } };
		expect(await goDown()).toMatchObject(expected);
		await trigger.publish(onTransaction());
		expect(await goDown()).toMatchObject(expected);
	});

	it('leaves EnKash alone for longer after the second failure in a row', async () => {
		const trigger = newTrigger();
		const { control } = trigger.bench;
		await trigger.publish(onTransaction());
		await control.addFaults({
			...{ endpoint: 'transactions', fault: 'statusBeforeCommit', status: 503, times: 'always' },
		});
		const { total } = await control.calls();
		await trigger.poll(5);
		expect((await control.calls()).total - total).toBe(2);
		expect((await trigger.outcome()).failures).toMatchObject([
			{ failure: { cause: 'temporarily-unavailable' } },
			{ failure: { cause: 'temporarily-unavailable' } },
		]);
	});

	it('waits as long as EnKash asks, and tells n8n so', async () => {
		const trigger = newTrigger();
		const { control } = trigger.bench;
		await trigger.publish(onTransaction());
		await control.addFaults({ endpoint: 'transactions', fault: 'rateLimited', retryAfter: 120 });
		await trigger.poll(3);
		expect((await trigger.outcome()).failures).toMatchObject([
			{ failure: { cause: 'rate-limited', retryAfterMs: 120_000 } },
		]);
	});

	it('fails rather than skip what is missing from a list that EnKash cut', async () => {
		const trigger = newTrigger();
		const { control } = trigger.bench;
		await trigger.publish(onTransaction());
		await control.addTransaction({ amount: 1 });
		await control.addTransaction({ amount: 2 });
		await control.settings({ cutLists: 1 });
		await trigger.poll();
		const { executions, failures } = await trigger.outcome();
		expect(executions).toEqual([]);
		expect(failures).toMatchObject([{ message: 'EnKash counts 2 transactions but sent 1' }]);
		await control.settings({ cutLists: null });
		await trigger.poll();
		expect(await trigger.items()).toHaveLength(2);
	});

	it('starts the workflow with those that pass the filters only', async () => {
		const trigger = newTrigger();
		const { control } = trigger.bench;
		const [handle = ''] = await trigger.bench.handles();
		await trigger.publish(onTransaction({ handleId: handle, direction: 'credit', amountFrom: 10 }));
		const wanted = await control.addTransaction({ amount: 10, enKashCardId: handle });
		await control.addTransaction({ amount: 9.99, enKashCardId: handle });
		await control.addTransaction({ amount: 10, enKashCardId: handle, direction: 'DR' });
		await trigger.poll();
		expect(ids(await trigger.items())).toEqual([wanted.enKashTransactionId]);
	});

	it('goes on with filters that move with the time', async () => {
		const trigger = newTrigger();
		await trigger.publish(onTransaction({ dateFrom: '={{ $now.minus({ hours: 1 }).toISO() }}' }));
		await trigger.poll();
		await trigger.bench.control.addTransaction({ amount: 1 });
		await trigger.poll(2);
		expect(await trigger.items()).toHaveLength(1);
	});

	it('starts over when other filters are published, and with the saved place after a restart', async () => {
		const trigger = newTrigger();
		const { control } = trigger.bench;
		await trigger.publish(onTransaction());
		await control.addTransaction({ amount: 1 });
		await trigger.publish(onTransaction({ direction: 'credit' }));
		await control.addTransaction({ amount: 2 });
		await trigger.restart();
		expect(await trigger.items()).toMatchObject([{ amount: 2 }]);
	});

	it('keeps its place where n8n reads what it saved before every poll', async () => {
		const trigger = newTrigger();
		const { control } = trigger.bench;
		await trigger.publish(onTransaction());
		await trigger.pollAfresh();
		await control.addTransaction({ amount: 1 });
		await trigger.pollAfresh();
		await trigger.pollAfresh();
		trigger.rename('Renamed');
		await trigger.pollAfresh();
		await control.addTransaction({ amount: 2 });
		await trigger.pollAfresh();
		expect(await trigger.items()).toMatchObject([{ amount: 1 }, { amount: 2 }]);
	});

	it('answers an account without transactions with silence', async () => {
		const trigger = newTrigger();
		await trigger.clearTransactions();
		await trigger.publish(onTransaction());
		await trigger.poll(2);
		expect(await trigger.outcome()).toEqual({ executions: [], failures: [] });
	});

	it('does not repeat one when two polls overlap', async () => {
		const trigger = newTrigger();
		const { control } = trigger.bench;
		await trigger.publish(onTransaction());
		await control.addTransaction({ amount: 1 });
		await control.addFaults({ endpoint: 'transactions', fault: 'slow', afterMs: 200 });
		await Promise.all([trigger.poll(), trigger.poll()]);
		expect(await trigger.items()).toHaveLength(1);
	});
});

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
		const checkedAt = expect.any(String);
		const common = { event: 'balanceBelow', cardAccountId: 'CA1DEMO01', threshold: 500, checkedAt };
		expect(await trigger.items()).toEqual([
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

describe('with Execute in the editor', () => {
	it('shows the newest transaction', async () => {
		const trigger = newTrigger();
		const { enKashTransactionId } = await trigger.bench.control.addTransaction({ amount: 3 });
		expect(await trigger.sample(onTransaction())).toEqual([
			[{ json: expect.objectContaining({ enKashTransactionId, amount: 3 }) }],
		]);
	});

	it('shows the balance, whether or not it is below the threshold', async () => {
		const trigger = newTrigger();
		await trigger.bench.control.setBalance(1000);
		expect(await trigger.sample(onBalanceBelow(500))).toMatchObject([
			[{ json: { event: 'balanceBelow', availableBalance: 1000, threshold: 500 } }],
		]);
	});

	it('says so when there is no transaction to show', async () => {
		const trigger = newTrigger();
		await trigger.clearTransactions();
		const { message } = await trigger.refusal(trigger.sample(onTransaction()));
		expect(message).toBe('EnKash has no transaction to show');
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
		['text', 'a lot', 'Threshold (₹): "a lot" is not an amount'],
		['nothing', 0, 'Threshold (₹): The amount is 0'],
		['three decimals', 10.005, 'Threshold (₹): "10.005" is not an amount'],
	])('refuses a threshold that is %s', async (_, threshold, words) => {
		const trigger = newTrigger();
		const { message } = await trigger.refusal(trigger.publish(onBalanceBelow(threshold)));
		expect(message).toBe(words);
	});

	it.each([
		[onTransaction({ dateFrom: 'soon' }), '"soon" is not a date'],
		[onTransaction({ handleId: 'x' }), 'Handle ID: "x" is not a handle ID'],
		[onTransaction({ amountFrom: 5, amountTo: 4 }), '"Amount From" is after "Amount To"'],
		[{ ...onBalanceChanged, options: { cardAccountId: 'x' } }, 'Card Account ID: "x" is not'],
		[{ ...onBalanceChanged, options: { timeout: 'x' } }, 'Timeout: Expected a number'],
		[{ triggerOn: 'fullMoon', options: {} }, 'Trigger On: '],
	])('refuses %j with words about the form', async (parameters, words) => {
		const trigger = newTrigger();
		const { message } = await trigger.refusal(trigger.publish(parameters));
		expect(message).toContain(words);
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
