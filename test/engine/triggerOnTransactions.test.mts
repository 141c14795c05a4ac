import { describe, expect, it } from '@jest/globals';
import { useTrigger } from './trigger/bench.mts';
import { ids, onTransaction } from './trigger/settings.mts';

const newTrigger = useTrigger();

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
					transactionId: enKashTransactionId,
					referenceNumber: 'CLAIM-1',
					name: 'Asha Menon',
					amount: 12.5,
					direction: 'toHandle',
					kind: 'Allocation',
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
		for (let n = 1; n <= 11; n++) await control.addTransaction({ amount: n });
		await control.settings({ dialects: ['page-of-10-counted-all'] });
		await trigger.poll();
		const { executions, failures } = await trigger.outcome();
		expect(executions).toEqual([]);
		expect(failures).toMatchObject([{ code: 'list-incomplete' }]);
		await control.settings({ dialects: [] });
		await trigger.poll();
		expect(await trigger.items()).toHaveLength(11);
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
