import type { Client } from '../api/client.ts';
import type { Failure } from '../failures/failure.ts';
import type { Gate } from '../requests/rateLimit.ts';
import { type Paise, formatRupees, paiseOf, sum } from '../money.ts';
import { type Result, andThen, succeed } from '../result.ts';
import type { Payment } from './payment.ts';

/** What the accounts of a batch had when it began. */
export class Funds {
	private readonly available: ReadonlyMap<string, Result<Paise>>;

	private constructor(available: ReadonlyMap<string, Result<Paise>>) {
		this.available = available;
	}

	/** Reads each account that something is to be paid from, once. */
	static async read(batch: readonly Payment[], client: Client, gate: Gate): Promise<Funds> {
		const available = new Map<string, Result<Paise>>();
		for (const cardAccountId of accountsOf(batch)) {
			const account = await gate.pass(async () => await client.account(cardAccountId));
			const balance = andThen(account, ({ canonical }) =>
				succeed(paiseOf(canonical.availableBalance)),
			);
			available.set(cardAccountId, balance);
		}
		return new Funds(available);
	}

	/** What keeps these from being paid, if they are not covered or nobody knows whether they are. */
	shortfall(due: readonly Payment[]): Failure | undefined {
		for (const cardAccountId of accountsOf(due)) {
			const balance = this.available.get(cardAccountId);
			if (!balance?.ok) return balance && unreadable(balance.failure);
			const needed = sum(
				credits(due)
					.filter((payment) => payment.cardAccountId === cardAccountId)
					.map(({ amount }) => amount),
			);
			if (needed > balance.value) return uncovered(cardAccountId, balance.value, needed);
		}
		return undefined;
	}
}

const credits = (batch: readonly Payment[]) => batch.filter(({ direction }) => direction === 'CR');

const accountsOf = (batch: readonly Payment[]) =>
	new Set(credits(batch).map(({ cardAccountId }) => cardAccountId));

const unreadable = (failure: Failure): Failure => ({
	...failure,
	message: `The balance could not be read, so nothing was sent: ${failure.message}`,
});

const uncovered = (cardAccountId: string, available: Paise, needed: Paise): Failure => ({
	kind: 'rejected',
	message: `Account ${cardAccountId} has ${formatRupees(available)}, and ${formatRupees(needed)} is still to be paid`,
	advice:
		'Nothing was sent. Add money to the account and run again, or switch "Check Balance First" off to pay as far as the money goes.',
	affectsWholeBatch: true,
});
