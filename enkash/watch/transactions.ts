import { z } from 'zod';
import type { Client } from '../api/client.ts';
import type { List } from '../contract/list.ts';
import { type Transaction, momentOf } from '../contract/transaction.ts';
import type { Failure } from '../failures/failure.ts';
import { type TransactionFilters, matchingTransactions } from '../filters.ts';
import { type Result, andThen, fail, succeed } from '../result.ts';
import { type Named, nameAll } from './names.ts';
import type { Step, Watch } from './watch.ts';

export interface TransactionSource {
	readonly client: Pick<Client, 'transactions'>;
	readonly cardAccountId: string;
	readonly filters: TransactionFilters;
	readonly subject: string;
	/** What is put out of transactions, one each. */
	readonly show: (transactions: readonly Transaction[]) => Promise<readonly object[]>;
	/** ms since the epoch. */
	readonly now: () => number;
}

/**
 * How far behind the newest transaction a late one is still noticed, in ms. As much may this
 * machine's clock be ahead of EnKash's.
 */
export const OVERLAP_MS = 24 * 60 * 60 * 1000;

/** So many names are remembered; beyond that the overlap gets shorter. */
export const MAX_NAMES = 10_000;

const memory = z.object({
	/**
	 * ms since the epoch. What EnKash dates before it is over. Of all later transactions, those that
	 * were there at the first look or were put out since are in `seen`; all others are new.
	 */
	since: z.number().int(),
	/** By name, when the transaction happened (ms since the epoch); `null` if EnKash does not say. */
	seen: z.record(z.number().int().nullable()),
});
type Memory = z.infer<typeof memory>;

type Entry = Named & { readonly at: number | undefined };

/** Happens for every transaction that matches the filters for the first time, once for each. */
export function watchTransactions(source: TransactionSource): Watch {
	const { now, show, subject } = source;
	return {
		subject,
		look: async (remembered) => {
			const last = memory.safeParse(remembered).data;
			const since = last?.since ?? now() - OVERLAP_MS;
			const entries = andThen(await ask(source, since), (list) =>
				andThen(ensureWhole(list), () => entriesOf(list, source.filters)),
			);
			if (!entries.ok) return entries;
			return succeed(
				last ? await newSince(last, entries.value, source) : firstLook(since, entries.value),
			);
		},
		sample: async () => {
			for (const since of [now() - OVERLAP_MS, undefined]) {
				const entries = andThen(await ask(source, since), (list) =>
					entriesOf(list, source.filters),
				);
				if (!entries.ok) return entries;
				const newest = inOrder(entries.value).at(-1);
				const [sample] = newest ? await show([newest.transaction]) : [];
				if (sample) return succeed(sample);
			}
			return fail(NOTHING_TO_SHOW);
		},
	};
}

/**
 * Asks for what happened since then. Only what makes the list much shorter is asked of EnKash: a
 * filter that it understands in another way would hide transactions from the watch for good.
 */
async function ask(
	{ cardAccountId, client, filters }: TransactionSource,
	since: number | undefined,
): Promise<Result<List<Transaction>>> {
	return await client.transactions({
		cardAccountId,
		enKashCardId: filters.handleId,
		txnDateFrom: since === undefined ? undefined : new Date(since).toISOString(),
	});
}

/** A list that is cut may lack the new ones. */
const ensureWhole = ({ data, isCut, recordsCount }: List<Transaction>): Result<void> =>
	isCut
		? fail({
				kind: 'unexpected',
				code: 'list-incomplete',
				data: { counted: recordsCount, sent: data.length, needed: 'new' },
			})
		: succeed(undefined);

function entriesOf(
	{ data }: List<Transaction>,
	filters: TransactionFilters,
): Result<readonly Entry[]> {
	return andThen(matchingTransactions(data, filters), (matching) =>
		succeed(
			nameAll(matching.map(({ canonical }) => canonical)).map((named) => ({
				...named,
				at: momentOf(named.transaction),
			})),
		),
	);
}

/** Oldest first; those without a date last. EnKash's order is not documented. */
const inOrder = (entries: readonly Entry[]) =>
	[...entries].sort((one, other) => timeIn(one) - timeIn(other));

/** A transaction without a date may always have happened just now. */
const timeIn = ({ at = Number.MAX_SAFE_INTEGER }: Entry) => at;

const firstLook = (since: number, entries: readonly Entry[]): Step => ({
	events: [],
	memory: pruned({ since, seen: withNames({}, entries) }, entries),
	mustKeep: true,
});

async function newSince(
	last: Memory,
	entries: readonly Entry[],
	{ now, show }: TransactionSource,
): Promise<Step> {
	const fresh = new Map<string, Entry>();
	for (const entry of inOrder(entries)) {
		if (isNew(entry, last)) fresh.set(entry.name, entry);
	}
	if (fresh.size === 0) return { events: [], memory: last, mustKeep: false };
	const added = [...fresh.values()];
	const since = Math.max(last.since, newestOf(entries, now()) - OVERLAP_MS);
	return {
		events: await show(added.map(({ transaction }) => transaction)),
		memory: pruned({ since, seen: withNames(last.seen, added) }, entries),
		mustKeep: true,
	};
}

const isNew = (entry: Entry, { seen, since }: Memory) =>
	timeIn(entry) >= since &&
	seen[entry.name] === undefined &&
	(entry.formerName === undefined || seen[entry.formerName] === undefined);

/** When the newest one happened. A date that has yet to come must not move the window past today. */
const newestOf = (entries: readonly Entry[], now: number) =>
	Math.min(
		now,
		entries.reduce((newest, { at = -Infinity }) => Math.max(newest, at), -Infinity),
	);

const withNames = (seen: Memory['seen'], entries: readonly Entry[]): Memory['seen'] => ({
	...seen,
	...Object.fromEntries(entries.map(({ at, name }) => [name, at ?? null])),
});

/**
 * Forgets names that cannot come up again: those before the window, and those without a date that
 * EnKash no longer lists. If there are still too many, the window starts after the oldest of them.
 */
function pruned({ since, seen }: Memory, listed: readonly Entry[]): Memory {
	const names = Object.entries(seen);
	const listedNames = new Set(listed.flatMap(({ formerName, name }) => [name, formerName]));
	const undated = names.filter(([name, at]) => at === null && listedNames.has(name));
	const dated = names
		.flatMap(([name, at]) => (at !== null && at >= since ? [{ name, at }] : []))
		.sort((one, other) => other.at - one.at);
	const [newestForgotten] = dated.slice(MAX_NAMES);
	const kept = dated.slice(0, MAX_NAMES).map(({ at, name }) => [name, at]);
	return {
		since: newestForgotten ? newestForgotten.at + 1 : since,
		seen: Object.fromEntries([...kept, ...undated]),
	};
}

const NOTHING_TO_SHOW: Failure = { kind: 'invalid', code: 'no-transaction-yet', data: {} };
