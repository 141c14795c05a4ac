import { describe, expect, test } from '@jest/globals';
import { useBench } from './bench.mts';
import { connected, itemsOf, readOutcomes, readSaved, savedIn } from './saved/workflow.mts';
import { useTrigger } from './trigger/bench.mts';

/** When the workflows were tried out: a Monday morning in India. */
const THEN = '2026-11-23T09:30:00+05:30';

describe('a workflow saved with version 1', () => {
	const bench = useBench();

	test.each(savedIn('operations'))('%s does what it did when it was saved', async (name) => {
		await bench().engine.setClock(THEN);
		const claim = { enKashCardId: 'EKC4E8JSEG', amount: 150 };
		for (const movement of [
			{ ...claim, reference: 'PAST-CLAIM-1', date: '2020-03-02T04:00:00Z' },
			{ ...claim, reference: 'PAST-CLAIM-2', date: '2020-03-31T12:00:00Z' },
			{
				...claim,
				reference: 'PAST-CLAIM-3',
				date: '2020-04-01T04:00:00Z',
				direction: 'DR' as const,
			},
		]) {
			await bench().control.addTransaction(movement);
		}
		const saved = readSaved('operations', name);
		const run = await bench().runWorkflow(connected(saved, bench().credential), itemsOf(saved), {
			timezone: saved.settings.timezone,
		});
		expect(run.execution.error).toBeUndefined();
		const came = Object.fromEntries(
			saved.nodes.slice(1).map((node) => [node.name, [...run.at(node.name).output]]),
		);
		expect(came).toMatchObject(readOutcomes(name));
	});
});

describe('a trigger saved with version 1', () => {
	const newTrigger = useTrigger();

	const saved = (name: string) => {
		const [node] = readSaved('triggers', name).nodes;
		return node?.parameters ?? {};
	};

	test('tells of each new transaction that passes its filters', async () => {
		const trigger = newTrigger();
		const { control } = trigger.bench;
		await trigger.publish(saved('new-transaction'));
		const enKashCardId = 'EKC4E8JSEG';
		for (const amount of [9, 10, 500, 500.01]) {
			await control.addTransaction({ amount, enKashCardId, reference: `NEW-${amount}` });
		}
		await trigger.poll();
		const references = (await trigger.items()).map((item) => item['referenceNumber']);
		expect(new Set(references)).toEqual(new Set(['NEW-10', 'NEW-500']));
		expect(references).toHaveLength(2);
	});

	test('tells once that the balance of its account fell below its threshold', async () => {
		const trigger = newTrigger();
		const { control } = trigger.bench;
		const cardAccountId = 'CA2DEMO02';
		await trigger.publish(saved('balance-below'));
		await control.setBalance(9_999.99, cardAccountId);
		await trigger.poll(2);
		expect(await trigger.items()).toEqual([
			{
				...{ event: 'balanceBelow', cardAccountId, threshold: 10_000 },
				...{ availableBalance: 9_999.99, previousBalance: 18_750.25 },
				...{ checkedAt: expect.any(String), subject: 'Balance is low: ₹9,999.99' },
				text: 'Account CA2DEMO02 holds ₹9,999.99. The threshold is ₹10,000.00. Before, it held ₹18,750.25.',
			},
		]);
	});

	test('tells of every change of the balance', async () => {
		const trigger = newTrigger();
		await trigger.publish(saved('balance-changed'));
		await trigger.bench.control.setBalance(100);
		await trigger.poll(2);
		expect(await trigger.items()).toMatchObject([
			{ event: 'balanceChanged', availableBalance: 100, previousBalance: 250_000, threshold: null },
		]);
	});
});
