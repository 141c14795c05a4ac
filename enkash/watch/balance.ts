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
}

/** What is put out when a balance did what was waited for. Amounts in rupees. */
export interface BalanceEvent {
	readonly event: 'balanceBelow' | 'balanceChanged';
	readonly cardAccountId: string;
	readonly availableBalance: number;
	/** The balance of the last look; `null` at the first one. */
	readonly previousBalance: number | null;
	/** `null` where there is none. */
	readonly threshold: number | null;
	/** ISO 8601, by the clock of this machine. */
	readonly checkedAt: string;
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

/** A balance watch is what it makes of two balances; the rest is the same for all. */
function balanceWatch(
	source: BalanceSource,
	about: Pick<BalanceEvent, 'event' | 'threshold'>,
	decide: (remembered: unknown, balance: Paise, tell: Teller) => Step,
): Watch {
	const { cardAccountId, now, subject } = source;
	const teller =
		(balance: Paise): Teller =>
		(previousBalance) => ({
			event: about.event,
			cardAccountId,
			availableBalance: toRupees(balance),
			previousBalance,
			threshold: about.threshold,
			checkedAt: new Date(now()).toISOString(),
		});
	return {
		subject,
		look: async (remembered) =>
			andThen(await balanceOf(source), (balance) =>
				succeed(decide(remembered, balance, teller(balance))),
			),
		sample: async () =>
			andThen(await balanceOf(source), (balance) => succeed(teller(balance)(null))),
	};
}

type Teller = (previousBalance: number | null) => BalanceEvent;

/**
 * Happens once when the balance falls below the threshold, and not again before it was at or above
 * it. A balance that is below at the first look has fallen as far as anybody can tell.
 */
export const watchBalanceBelow = (source: BalanceSource, threshold: Paise): Watch =>
	balanceWatch(
		source,
		{ event: 'balanceBelow', threshold: toRupees(threshold) },
		(remembered, balance, tell) => {
			const last = belowMemory.safeParse(remembered).data;
			const isBelow = balance < threshold;
			return {
				events: isBelow && last?.isBelow !== true ? [tell(last?.balance ?? null)] : [],
				memory: { balance: toRupees(balance), isBelow },
				mustKeep: last?.isBelow !== isBelow,
			};
		},
	);

/** Happens at every look that finds another balance than the last one did; not at the first look. */
export const watchBalanceChanged = (source: BalanceSource): Watch =>
	balanceWatch(
		source,
		{ event: 'balanceChanged', threshold: null },
		(remembered, balance, tell) => {
			const last = changeMemory.safeParse(remembered).data;
			const hasChanged = last !== undefined && paiseOf(last.balance) !== balance;
			return {
				events: hasChanged ? [tell(last.balance)] : [],
				memory: { balance: toRupees(balance) },
				mustKeep: last === undefined || hasChanged,
			};
		},
	);
