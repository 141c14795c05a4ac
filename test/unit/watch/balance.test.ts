import fc from 'fast-check';
import type { Client } from '../../../enkash/api/client.ts';
import { fail, succeed } from '../../../enkash/result.ts';
import {
	type BalanceEvent,
	type BalanceSource,
	watchBalanceBelow,
	watchBalanceChanged,
} from '../../../enkash/watch/balance.ts';
import type { Watch } from '../../../enkash/watch/watch.ts';
import { runs } from '../../support/size.mts';

const NOW = Date.parse('2026-11-23T09:00:00Z');
const THRESHOLD = 500;

/** n8n around a balance watch: keeps the memory in this process, and saves it where it must. */
class Poller {
	/** Rupees; `undefined` while EnKash is down. */
	balance: number | undefined = 0;
	readonly events: object[] = [];
	private memory: unknown;
	private saved: unknown;
	readonly watch: Watch;

	constructor(make: (source: BalanceSource) => Watch) {
		const client: Pick<Client, 'account'> = {
			account: async (cardAccountId) =>
				this.balance === undefined
					? fail({ kind: 'unknown', code: 'connection-lost', data: {} })
					: succeed({
							canonical: { cardAccountId, availableBalance: this.balance },
							raw: {},
						}),
		};
		this.watch = make({
			client,
			cardAccountId: 'CAQL8YCV3',
			subject: 'subject',
			now: () => NOW,
			show: (event) => event,
		});
	}

	async poll(balance: number | undefined): Promise<void> {
		this.balance = balance;
		const step = await this.watch.look(this.memory);
		if (!step.ok) return;
		const { events, memory, mustKeep } = step.value;
		this.events.push(...events);
		this.memory = memory;
		if (events.length > 0 || mustKeep) this.saved = memory;
	}

	restart(saved = this.saved): void {
		this.memory = saved;
	}
}

const below = (alsoWhenRecovered = false) =>
	new Poller((source) =>
		watchBalanceBelow(source, { threshold: BigInt(THRESHOLD) * 100n, alsoWhenRecovered }),
	);
const changed = () => new Poller(watchBalanceChanged);

async function balancesOf(poller: Poller, ...balances: Array<number | undefined>) {
	for (const balance of balances) await poller.poll(balance);
	return poller.events;
}

const told = (event: Partial<BalanceEvent>) => ({
	cardAccountId: 'CAQL8YCV3',
	checkedAt: '2026-11-23T09:00:00.000Z',
	...event,
});
const toldBelow = (availableBalance: number, previousBalance: number | null) =>
	told({ event: 'balanceBelow', threshold: THRESHOLD, availableBalance, previousBalance });
const toldRecovered = (availableBalance: number, previousBalance: number) =>
	told({ event: 'balanceRecovered', threshold: THRESHOLD, availableBalance, previousBalance });
const toldChanged = (availableBalance: number, previousBalance: number) =>
	told({ event: 'balanceChanged', threshold: null, availableBalance, previousBalance });

describe('a watch for a balance below a threshold', () => {
	it('tells once per crossing, and again after the balance was back', async () => {
		expect(await balancesOf(below(), 600, 499.99, 300, 100, 700, 450)).toEqual([
			toldBelow(499.99, 600),
			toldBelow(450, 700),
		]);
	});

	it('tells at once when the balance is below already', async () => {
		expect(await balancesOf(below(), 400, 300)).toEqual([toldBelow(400, null)]);
	});

	it('takes the threshold itself for not below', async () => {
		expect(await balancesOf(below(), 500, 499, 500, 499)).toHaveLength(2);
	});

	it('compares whole paise, not sums of fractions', async () => {
		const poller = new Poller((source) =>
			watchBalanceBelow(source, { threshold: 30n, alsoWhenRecovered: false }),
		);
		expect(await balancesOf(poller, 1, 0.1 + 0.2, 0.3 - 1e-9)).toEqual([]);
		expect(await balancesOf(poller, 0.29)).toHaveLength(1);
	});

	it('neither loses nor repeats a crossing while EnKash is down', async () => {
		expect(await balancesOf(below(), 600, undefined, 400, undefined, 300)).toHaveLength(1);
	});

	it('remembers over a restart that the balance was back', async () => {
		const poller = below();
		await balancesOf(poller, 400, 600);
		poller.restart();
		expect(await balancesOf(poller, 450)).toEqual([toldBelow(400, null), toldBelow(450, 600)]);
	});

	it('understands a balance below zero', async () => {
		expect(await balancesOf(below(), 600, -20)).toEqual([toldBelow(-20, 600)]);
	});

	it('starts over with a memory that is not its own', async () => {
		for (const memory of [null, 'x', [], { balance: 'low' }, { isBelow: true }]) {
			const poller = below();
			poller.restart(memory);
			expect(await balancesOf(poller, 400)).toEqual([toldBelow(400, null)]);
		}
	});

	it('shows the balance as a sample, and says whether it would have told it', async () => {
		const poller = below();
		poller.balance = 900;
		expect(await poller.watch.sample()).toEqual({
			ok: true,
			value: { ...toldBelow(900, null), wouldFire: false },
		});
		poller.balance = 100;
		expect(await poller.watch.sample()).toEqual({ ok: true, value: toldBelow(100, null) });
	});

	it('tells that it is back only where that is wanted, and only after it was below', async () => {
		expect(await balancesOf(below(true), 600, 100, 300, 500, 900, 200)).toEqual([
			toldBelow(100, 600),
			toldRecovered(500, 300),
			toldBelow(200, 900),
		]);
	});

	it('tells every crossing that a poll could see once, whatever happens in between', async () => {
		const look = fc.record({
			balance: fc.option(fc.integer({ min: 490, max: 510 }), { nil: undefined }),
			restartsBefore: fc.boolean(),
		});
		await fc.assert(
			fc.asyncProperty(fc.array(look, { maxLength: 30 }), async (looks) => {
				const poller = below();
				const seen: number[] = [];
				for (const { balance, restartsBefore } of looks) {
					if (restartsBefore) poller.restart();
					await poller.poll(balance);
					if (balance !== undefined) seen.push(balance);
				}
				const crossings = seen.filter(
					(balance, at) => balance < THRESHOLD && (seen[at - 1] ?? Infinity) >= THRESHOLD,
				);
				expect(poller.events).toMatchObject(
					crossings.map((availableBalance) => ({ availableBalance })),
				);
			}),
			{ numRuns: runs(500) },
		);
	});
});

describe('a watch for a changed balance', () => {
	it('tells each change with the balance before it', async () => {
		expect(await balancesOf(changed(), 600, 600, 550, 550, 600)).toEqual([
			toldChanged(550, 600),
			toldChanged(600, 550),
		]);
	});

	it('tells nothing at the first look', async () => {
		expect(await balancesOf(changed(), 600)).toEqual([]);
	});

	it('does not take two ways to write a sum for two sums', async () => {
		expect(await balancesOf(changed(), 0.3, 0.1 + 0.2)).toEqual([]);
	});

	it('tells what changed while EnKash or n8n was down', async () => {
		const poller = changed();
		await balancesOf(poller, 600, undefined);
		poller.restart();
		expect(await balancesOf(poller, undefined, 500)).toEqual([toldChanged(500, 600)]);
	});

	it('tells every change that a poll could see once, whatever happens in between', async () => {
		const look = fc.record({
			balance: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
			restartsBefore: fc.boolean(),
		});
		await fc.assert(
			fc.asyncProperty(fc.array(look, { maxLength: 30 }), async (looks) => {
				const poller = changed();
				const seen: number[] = [];
				for (const { balance, restartsBefore } of looks) {
					if (restartsBefore) poller.restart();
					await poller.poll(balance);
					if (balance !== undefined) seen.push(balance);
				}
				const changes = seen.filter((balance, at) => at > 0 && balance !== seen[at - 1]);
				expect(poller.events).toMatchObject(
					changes.map((availableBalance) => ({ availableBalance })),
				);
			}),
			{ numRuns: runs(500) },
		);
	});
});
