import { z } from 'zod';
import { transactionRequest } from '../../enkash/contract/transaction.ts';
import type { Account, Transaction } from '../account.mts';
import type { Admitted } from '../admission.mts';
import { success } from '../answers.mts';
import type { Answer } from '../answers.mts';
import type { Behaviour } from '../behaviour.mts';
import { COMPANY_NAME } from '../company.mts';
import { toRupees } from '../money.mts';
import { counted, pageOf } from '../pages.mts';
import { holderName, transactionWriter } from '../records.mts';
import { accountOf, read } from '../requests.mts';
import type { World } from '../world.mts';

const text = z.string().min(1).optional();
const texts = z.array(z.string().min(1)).optional();

/** The filters of the page's example that this project does not send are honoured too. */
const request = transactionRequest
	.extend({
		pgReferenceNumbers: texts,
		enKashTransactionId: text,
		enKashTransactionIds: texts,
		companyName: text,
		cardHolderName: text,
		userId: text,
	})
	.strict();
export type Filter = z.infer<typeof request>;

/** EnKash's page "Get Transaction Details", inferred from that of Prepaid: the newest first. */
export function listTransactions(world: World, { body, query, username }: Admitted): Answer {
	const asked = read(request, body);
	const account = accountOf(world, asked);
	const { behaviour } = world;
	const { heard, nothing, order, paging, list = counted } = behaviour;
	const filter = behaviour.ignoreFilters ? onlyAccount(asked) : (heard?.(asked) ?? asked);
	const found = select(account, filter, world, username);
	if (found.length === 0 && nothing !== undefined) return nothing(asked);
	const inOrder = found.toSorted((one, other) => one.at - other.at);
	if (order !== 'oldestFirst') inOrder.reverse();
	const page = pageOf(inOrder, query, behaviour, paging);
	return success(
		list({ ...page, records: page.records.map(transactionWriter(account, behaviour)) }),
	);
}

const onlyAccount = ({ companyId, cardAccountId }: Filter): Filter => ({
	companyId,
	cardAccountId,
});

/** What is there for who asks, as it is listed, and fits the filter. */
function select(
	account: Account,
	filter: Filter,
	{ behaviour, clock, calls }: World,
	username: string,
): readonly Transaction[] {
	const { shown, shownAs, names } = behaviour;
	const age = ({ clockedAt }: Transaction) => (clock.now() - clockedAt) / behaviour.timeScale;
	const view = { age, username, earlier: calls.total('transactions') - 1 };
	const visible = shown?.(account.transactions, view);
	const candidates = visible ?? named(account, filter, names);
	const listed = shownAs ? candidates.flatMap((each) => shownAs(each, age(each))) : candidates;
	return listed.filter(matcher(filter, names));
}

/** A reference is looked up, so that finding one among thousands costs nothing. */
function named(
	account: Account,
	{ pgReferenceNumber }: Filter,
	names: Behaviour['names'],
): readonly Transaction[] {
	const isLookedUp = pgReferenceNumber !== undefined && names === undefined;
	return isLookedUp ? account.recorded(pgReferenceNumber) : account.transactions;
}

/** Whether a transaction has one of the references that are asked for, if any are. */
function bearing(
	asked: readonly string[] | undefined,
	names: Behaviour['names'],
): (reference: string | undefined) => boolean {
	if (asked === undefined) return () => true;
	const exact = new Set(asked);
	const isAskedFor = names
		? (reference: string) => asked.some((each) => names(each, reference))
		: (reference: string) => exact.has(reference);
	return (reference) => reference !== undefined && isAskedFor(reference);
}

function matcher(filter: Filter, names: Behaviour['names']): (transaction: Transaction) => boolean {
	const { pgReferenceNumber: one, pgReferenceNumbers: many } = filter;
	const isTheOne = bearing(one === undefined ? undefined : [one], names);
	const isOneOfMany = bearing(many, names);
	const from = filter.txnDateFrom === undefined ? -Infinity : Date.parse(filter.txnDateFrom);
	const to = filter.txnDateTo === undefined ? Infinity : Date.parse(filter.txnDateTo);
	const { amountFrom = -Infinity, amountTo = Infinity } = filter;
	return ({ id, reference, handle, direction, status, amount, at }) =>
		isTheOne(reference) &&
		isOneOfMany(reference) &&
		is(filter.enKashTransactionId, id) &&
		isIn(filter.enKashTransactionIds, id) &&
		is(filter.enKashCardId, handle.id) &&
		is(filter.userId, handle.userId) &&
		is(filter.cardHolderName, holderName(handle)) &&
		is(filter.companyName, COMPANY_NAME) &&
		is(filter.status, status) &&
		is(filter.cardTransactionType, direction) &&
		toRupees(amount) >= amountFrom &&
		toRupees(amount) <= amountTo &&
		at >= from &&
		at <= to;
}

const is = (wanted: string | undefined, actual: string) =>
	wanted === undefined || wanted === actual;

const isIn = (wanted: readonly string[] | undefined, actual: string) =>
	wanted === undefined || wanted.includes(actual);
