import { z } from 'zod';
import { transactionRequest } from '../../enkash/contract/transaction.ts';
import type { Account, Transaction } from '../account.mts';
import type { Admitted } from '../admission.mts';
import { success } from '../answers.mts';
import { COMPANY_NAME } from '../company.mts';
import { toRupees } from '../money.mts';
import { holderName, transactionRecord } from '../records.mts';
import { accountOf, listOf, read } from '../requests.mts';
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
type Filter = z.infer<typeof request>;

/** Get Transaction Details (contract, section 4.3): the newest first. */
export function listTransactions(world: World, { body, query }: Admitted) {
	const filter = read(request, body);
	const account = accountOf(world, filter);
	const found = world.settings.ignoreFilters ? account.transactions : select(account, filter);
	const newestFirst = found.toReversed().sort((one, other) => other.at - one.at);
	return success(listOf(world, newestFirst, query, (each) => transactionRecord(account, each)));
}

/** A reference is looked up, so that finding one among thousands costs nothing. */
function select(account: Account, filter: Filter): readonly Transaction[] {
	const { pgReferenceNumber } = filter;
	const candidates =
		pgReferenceNumber === undefined ? account.transactions : account.recorded(pgReferenceNumber);
	return candidates.filter(matcher(filter));
}

function matcher(filter: Filter): (transaction: Transaction) => boolean {
	const from = filter.txnDateFrom === undefined ? -Infinity : Date.parse(filter.txnDateFrom);
	const to = filter.txnDateTo === undefined ? Infinity : Date.parse(filter.txnDateTo);
	const { amountFrom = -Infinity, amountTo = Infinity } = filter;
	return ({ id, reference, handle, direction, status, amount, at }) =>
		isIn(filter.pgReferenceNumbers, reference) &&
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

const isIn = (wanted: readonly string[] | undefined, actual: string | undefined) =>
	wanted === undefined || (actual !== undefined && wanted.includes(actual));
