import { z } from 'zod';
import { direction } from './allocation.ts';
import { choice, identifier, record, rupees, told } from './spelling.ts';

/**
 * Body of `POST …/transaction/all` (contract, section 4.3). The page's table marks four fields
 * required, its example is a filter object; only company and account are taken as required here.
 */
export const transactionRequest = z.object({
	companyId: z.string().min(1),
	cardAccountId: z.string().min(1),
	enKashCardId: z.string().min(1).optional(),
	pgReferenceNumber: z.string().min(1).optional(),
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

/** A movement of money. Amount in rupees. Which fields EnKash sends is not documented. */
export const transaction = record({
	enKashTransactionId: told(identifier),
	/** The caller's reference; a movement made elsewhere has none. */
	uniqueReferenceNumber: told(identifier),
	enKashCardId: told(identifier),
	userId: told(identifier),
	cardAccountId: told(identifier),
	amount: told(rupees),
	cardTransactionType: told(choice),
	type: told(choice),
	status: told(choice),
	/** `YYYY-MM-DD HH:mm:ss` in India's time, or ISO 8601. */
	txnDate: told(z.string()),
	createdOn: told(z.string()),
});
export type Transaction = z.infer<typeof transaction>;
