import type { Failure } from '../failures/failure.ts';
import { groupBy } from '../groupBy.ts';
import { foldId } from '../identifiers.ts';
import { type Paise, paiseOf, sum } from '../money.ts';
import { type Result, andThen, succeed } from '../result.ts';
import type { Batch } from './batch.ts';
import type { Payment } from './payment.ts';

/** What each account of a batch had before anything was sent, in paise. */
export type Balances = ReadonlyMap<string, Result<Paise>>;

const accountOf = ({ cardAccountId }: Payment) => foldId(cardAccountId);

/** Reads each account that a batch moves money of, once. */
export async function readBalances(
	payments: readonly Payment[],
	{ ports: { client }, queue }: Batch,
): Promise<Balances> {
	const balances = new Map<string, Result<Paise>>();
	for (const [account, [payment]] of groupBy(payments, accountOf)) {
		if (!payment) continue;
		const { cardAccountId } = payment;
		const read = await queue.ask(async () => await client.account(cardAccountId));
		const balance = andThen(read, ({ canonical }) => succeed(paiseOf(canonical.availableBalance)));
		balances.set(account, balance);
	}
	return balances;
}

/** The balance of a batch that has one account. */
export const onlyBalance = (balances: Balances): Paise | undefined => {
	const [only, ...others] = balances.values();
	return only?.ok && others.length === 0 ? only.value : undefined;
};

/** Why an account does not cover what is due from it, or nobody knows whether it does. */
export function shortfallOf(due: readonly Payment[], balances: Balances): Failure | undefined {
	const spending = due.filter(({ direction }) => direction === 'CR');
	for (const [account, payments] of groupBy(spending, accountOf)) {
		const balance = balances.get(account);
		if (balance === undefined) continue;
		if (!balance.ok) {
			const { failure } = balance;
			return { kind: failure.kind, code: 'balance-unreadable', data: { cause: failure } };
		}
		const needed = sum(payments.map(({ amount }) => amount));
		const available = balance.value;
		if (needed <= available) continue;
		const data = { account, available, needed };
		return { kind: 'rejected', code: 'balance-not-enough', data, affectsWholeBatch: true };
	}
	return undefined;
}
