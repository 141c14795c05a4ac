import { fullNameOf } from '../../../enkash/contract/handle.ts';
import type { Sent } from '../../../enkash/contract/list.ts';
import type { Transaction } from '../../../enkash/contract/transaction.ts';
import type { ReadContext } from '../operation.ts';
import { type HolderNames, nameIn, simplifyTransaction } from './simplify.ts';

/** Transactions as a read puts them out: simplified, or as EnKash sent them. */
export const showTransactions = async (
	records: ReadonlyArray<Sent<Transaction>>,
	wanted: { readonly simplify: boolean },
	context: ReadContext,
): Promise<readonly object[]> =>
	wanted.simplify
		? await simplifyTransactions(
				records.map(({ canonical }) => canonical),
				context,
			)
		: records.map(({ raw }) => raw);

/** Simplifies transactions; asks for the names of people only where EnKash left them out. */
export async function simplifyTransactions(
	transactions: readonly Transaction[],
	context: ReadContext,
): Promise<readonly object[]> {
	const isNameless = (one: Transaction) =>
		one.enKashCardId !== undefined && nameIn(one) === undefined;
	const holders = transactions.some(isNameless) ? await namesOfHolders(context) : NOBODY;
	return transactions.map((one) => simplifyTransaction(one, holders, context.timeZone));
}

const NOBODY: HolderNames = new Map();

/** Who holds the handles of an account. Names are an addition: where EnKash cannot say, there are none. */
async function namesOfHolders({ cardAccountId, client }: ReadContext): Promise<HolderNames> {
	const handles = await client.handles(cardAccountId);
	if (!handles.ok) return NOBODY;
	return new Map(
		handles.value.data.flatMap(({ canonical }) => {
			const name = fullNameOf(canonical);
			return name === '' ? [] : [[canonical.enKashCardId, name] as const];
		}),
	);
}
