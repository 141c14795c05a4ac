import { z } from 'zod';
import { perObject } from '../memoize.ts';
import { foldReference } from '../reference.ts';
import { type Direction, direction } from './allocation.ts';
import { readMoment } from './dates.ts';
import type { Sent } from './list.ts';
import {
	disagreeingFields,
	identifier,
	isRecord,
	namedValue,
	record,
	rupees,
	spellingsOf,
	told,
} from './spelling.ts';

/**
 * Body of `POST …/transaction/all`. EnKash's page on it is that of Prepaid: its table marks four fields
 * required, its example is a filter object. Only company and account are taken as required here.
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
const shape = {
	enKashTransactionId: told(identifier),
	/** The caller's reference; a movement made elsewhere has none. */
	uniqueReferenceNumber: told(identifier),
	enKashCardId: told(identifier),
	userId: told(identifier),
	cardAccountId: told(identifier),
	/** May be negative for money that leaves a handle. */
	amount: told(rupees),
	/** Beside an amount that has a fee in it. */
	principalAmount: told(rupees),
	cardTransactionType: told(namedValue),
	type: told(namedValue),
	status: told(namedValue),
	txnDate: told(moment),
	createdOn: told(moment),
	mobile: told(identifier),
	email: told(z.string()),
	firstName: told(z.string()),
	lastName: told(z.string()),
	cardHolderName: told(z.string()),
};
export const transaction = record(shape);
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

/** EnKash may have names, ids and dates of its own beside the caller's. */
const MAY_DISAGREE = new Set(['enKashTransactionId', 'txnDate', 'uniqueReferenceNumber']);

/** The facts of a payment that a record gives twice, with values that differ. */
export const contradictions = (raw: Readonly<Record<string, unknown>>): readonly string[] =>
	disagreeingFields(raw).filter((field) => !MAY_DISAGREE.has(field));

/** How deep a reference is looked for in a record. */
const MAX_DEPTH = 4;

const OF_REFERENCES = new Set(spellingsOf('uniqueReferenceNumber'));

/** Where a record has something else than a reference, which may look like one. */
const OF_OTHERS = new Set(
	Object.keys(shape)
		.flatMap(spellingsOf)
		.concat('companyId', 'companyName', 'transactionCode', 'currency')
		.filter((name) => !OF_REFERENCES.has(name)),
);

/** Fewer digits may count or measure something. */
const LONG_NUMBER = /^\d{6,}$/;

/** All that may be a reference in a record. */
interface Mentioned {
	/** Under one of the names for it, folded. */
	readonly named: Set<string>;
	/** The very values of fields that we do not know, at any depth. */
	readonly elsewhere: Set<string>;
}

function gather(value: unknown, into: Mentioned, name = '', depth = 0): void {
	if (isRecord(value)) {
		if (depth > MAX_DEPTH) return;
		Object.entries(value).forEach(([inner, one]) => gather(one, into, inner, depth + 1));
	} else if (Array.isArray(value)) {
		value.forEach((one) => gather(one, into, name, depth + 1));
	} else if (!OF_OTHERS.has(name) && (typeof value === 'string' || typeof value === 'number')) {
		const written = String(value).trim();
		if (OF_REFERENCES.has(name)) into.named.add(foldReference(written));
		else if (typeof value === 'string' || LONG_NUMBER.test(written)) into.elsewhere.add(written);
	}
}

const mentionedIn = perObject((raw: object): Mentioned => {
	const mentioned = { named: new Set<string>(), elsewhere: new Set<string>() };
	gather(raw, mentioned);
	return mentioned;
});

/**
 * Tells of records whether they name the caller's reference: under one of the names for it, however it
 * is folded, or as the very value of a field that we do not know, at any depth.
 */
export function mentioning(reference: string): (record: Sent<Transaction>) => boolean {
	const folded = foldReference(reference);
	return ({ raw }) => {
		const { elsewhere, named } = mentionedIn(raw);
		return named.has(folded) || elsewhere.has(reference);
	};
}
