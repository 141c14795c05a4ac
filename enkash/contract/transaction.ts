import { z } from 'zod';
import { type Direction, direction } from './allocation.ts';
import { readMoment } from './dates.ts';
import {
	choice,
	disagreeingFields,
	identifier,
	isRecord,
	record,
	rupees,
	told,
} from './spelling.ts';

/**
 * Body of `POST …/transaction/all` (contract, section 4.3). The page's table marks four fields
 * required, its example is a filter object; only company and account are taken as required here.
 */
export const transactionRequest = z.object({
	companyId: z.string().min(1),
	cardAccountId: z.string().min(1),
	enKashCardId: z.string().min(1).optional(),
	pgReferenceNumber: z.string().min(1).optional(),
	pgReferenceNumbers: z.array(z.string().min(1)).optional(),
	status: z.string().min(1).optional(),
	cardTransactionType: direction.optional(),
	/** Rupees. */
	amountFrom: z.number().optional(),
	/** Rupees. */
	amountTo: z.number().optional(),
	/** ISO 8601 in UTC with milliseconds. */
	txnDateFrom: z.string().datetime().optional(),
	/** ISO 8601 in UTC with milliseconds. */
	txnDateTo: z.string().datetime().optional(),
});
export type TransactionRequest = z.infer<typeof transactionRequest>;

const moment = z.union([z.string(), z.number()]);

/** A movement of money. Amount in rupees. Which fields EnKash sends is not documented. */
export const transaction = record({
	enKashTransactionId: told(identifier),
	/** The caller's reference; a movement made elsewhere has none. */
	uniqueReferenceNumber: told(identifier),
	enKashCardId: told(identifier),
	userId: told(identifier),
	cardAccountId: told(identifier),
	/** May be negative for money that leaves a handle. */
	amount: told(rupees),
	cardTransactionType: told(choice),
	type: told(choice),
	status: told(choice),
	txnDate: told(moment),
	createdOn: told(moment),
	mobile: told(identifier),
	email: told(z.string()),
	firstName: told(z.string()),
	lastName: told(z.string()),
	cardHolderName: told(z.string()),
});
export type Transaction = z.infer<typeof transaction>;

/** Which way a transaction moved money, as far as EnKash told. */
export function directionOf({ cardTransactionType, type }: Transaction): Direction | undefined {
	for (const written of [cardTransactionType?.name, cardTransactionType?.label]) {
		if (/^(CR|CREDIT|CREDITED)$/i.test(written ?? '')) return 'CR';
		if (/^(DR|DEBIT|DEBITED)$/i.test(written ?? '')) return 'DR';
	}
	if (/^UNALLOCATE/i.test(type?.name ?? '')) return 'DR';
	return /^ALLOCATE/i.test(type?.name ?? '') ? 'CR' : undefined;
}

/** When a transaction happened, in ms since the epoch; `undefined` if EnKash did not tell. */
export const momentOf = ({ createdOn, txnDate }: Transaction): number | undefined =>
	readMoment(txnDate) ?? readMoment(createdOn);

/** The facts of a payment that a record gives twice, with values that differ. */
export const contradictions = (raw: Readonly<Record<string, unknown>>): readonly string[] =>
	disagreeingFields(raw).filter((field) => field !== 'txnDate' && field !== 'enKashTransactionId');

/** How deep a value is looked for in a record. */
const MAX_DEPTH = 4;

/** Every text and number in a record, at any depth. */
export function valuesIn(value: unknown, depth = 0): readonly string[] {
	if (typeof value === 'string') return [value];
	if (typeof value === 'number') return [String(value)];
	if (depth === MAX_DEPTH) return [];
	if (Array.isArray(value)) return value.flatMap((one) => valuesIn(one, depth + 1));
	return isRecord(value) ? Object.values(value).flatMap((one) => valuesIn(one, depth + 1)) : [];
}
