import { z } from 'zod';
import type { Client } from '../api/client.ts';
import { type Paise, paiseOf, toRupees } from '../money.ts';
import { type Result, andThen, succeed } from '../result.ts';
import type { Step, Watch } from './watch.ts';

/** The account whose balance is watched. */
export interface BalanceSource {
	readonly client: Pick<Client, 'account'>;
	readonly cardAccountId: string;
	readonly subject: string;
	/** ms since the epoch. */
	readonly now: () => number;
	/** An event as it is put out. */
	readonly show: (event: BalanceEvent) => object;
}

type EventName = 'balanceBelow' | 'balanceRecovered' | 'balanceChanged';

/** A balance did what was waited for. Amounts in rupees. */
export interface BalanceEvent {
	readonly event: EventName;
	readonly cardAccountId: string;
	readonly availableBalance: number;
	/** The balance of the last look; `null` at the first one. */
	readonly previousBalance: number | null;
	/** `null` where there is none. */
	readonly threshold: number | null;
	/** ISO 8601, by the clock of this machine. */
	readonly checkedAt: string;
	/** Only in a sample, of something that has not happened. */
	readonly wouldFire?: false;
}

const belowMemory = z.object({
	/** Rupees. */
	balance: z.number().finite(),
	isBelow: z.boolean(),
});
const changeMemory = belowMemory.pick({ balance: true });

/** Reads the balance in paise: amounts that differ by less are the same. */
async function balanceOf({ cardAccountId, client }: BalanceSource): Promise<Result<Paise>> {
	const account = await client.account(cardAccountId);
	return andThen(account, ({ canonical }) => succeed(paiseOf(canonical.availableBalance)));
}

/** The event of a balance that was another one at the last look, in rupees. */
type Tell = (event: EventName, previousBalance?: number) => BalanceEvent;

interface Decision extends Step {
	readonly events: readonly BalanceEvent[];
}

/** A balance watch is what it makes of two balances; the rest is the same for all. */
function balanceWatch(
	source: BalanceSource,
	about: Pick<BalanceEvent, 'event' | 'threshold'>,
	decide: (remembered: unknown, balance: Paise, tell: Tell) => Decision,
): Watch {
	const { cardAccountId, now, show, subject } = source;
	const tellOf =
		(balance: Paise): Tell =>
		(event, previousBalance) => ({
			event,
			cardAccountId,
			availableBalance: toRupees(balance),
			previousBalance: previousBalance ?? null,
			threshold: about.threshold,
			checkedAt: new Date(now()).toISOString(),
		});
	return {
		subject,
		look: async (remembered) =>
			andThen(await balanceOf(source), (balance) => {
				const decision = decide(remembered, balance, tellOf(balance));
				return succeed({ ...decision, events: decision.events.map(show) });
			}),
		sample: async () =>
			andThen(await balanceOf(source), (balance) => {
				const tell = tellOf(balance);
				const [happened] = decide(undefined, balance, tell).events;
				return succeed(show(happened ?? { ...tell(about.event), wouldFire: false }));
			}),
	};
}

/**
 * Happens once when the balance falls below the threshold, and not again before it was at or above
 * it; if wanted, also when it is back. A balance that is below at the first look has fallen as far as
 * anybody can tell.
 */
export const watchBalanceBelow = (
	source: BalanceSource,
	{ alsoWhenRecovered, threshold }: { threshold: Paise; alsoWhenRecovered: boolean },
): Watch =>
	balanceWatch(
		source,
		{ event: 'balanceBelow', threshold: toRupees(threshold) },
		(remembered, balance, tell) => {
			const last = belowMemory.safeParse(remembered).data;
			const wasBelow = last?.isBelow === true;
			const isBelow = balance < threshold;
			const events = [
				...(isBelow && !wasBelow ? [tell('balanceBelow', last?.balance)] : []),
				...(!isBelow && wasBelow && alsoWhenRecovered
					? [tell('balanceRecovered', last.balance)]
					: []),
			];
			return {
				events,
				memory: { balance: toRupees(balance), isBelow },
				mustKeep: last?.isBelow !== isBelow,
			};
		},
	);

/** Happens at every look that finds a different balance from the last one; not at the first look. */
export const watchBalanceChanged = (source: BalanceSource): Watch =>
	balanceWatch(
		source,
		{ event: 'balanceChanged', threshold: null },
		(remembered, balance, tell) => {
			const last = changeMemory.safeParse(remembered).data;
			const hasChanged = last !== undefined && paiseOf(last.balance) !== balance;
			return {
				events: hasChanged ? [tell('balanceChanged', last.balance)] : [],
				memory: { balance: toRupees(balance) },
				mustKeep: last === undefined || hasChanged,
			};
		},
	);
