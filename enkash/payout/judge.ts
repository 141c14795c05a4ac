import type { Direction } from '../contract/allocation.ts';
import { saysOpposite, statusMeaning } from '../contract/status.ts';
import type { List, Sent } from '../contract/list.ts';
import {
	type Transaction,
	contradictions,
	directionOf,
	momentOf,
} from '../contract/transaction.ts';
import type { Failure, Reason } from '../failures/failure.ts';
import { foldId } from '../identifiers.ts';
import { type Paise, paiseOf } from '../money.ts';
import { foldMobile, isSameMobile } from '../mobile.ts';
import { foldEmail } from '../person.ts';
import { foldReference } from '../reference.ts';
import type { Receipt } from './outcome.ts';
import type { Payee, Payment } from './payment.ts';

/** What EnKash shows under a payment's reference. */
export type Found =
	| {
			readonly kind: 'paid';
			readonly receipt: Receipt;
			/** Ids under which EnKash shows the same payment once more. */
			readonly alsoShownAs: readonly string[];
	  }
	| { readonly kind: 'absent' }
	/** Something else stands under the reference, or a payment that did not stand: never sent. */
	| { readonly kind: 'taken'; readonly failure: Failure }
	/** It is there with a status that we do not know. */
	| { readonly kind: 'statusUnknown'; readonly failure: Failure; readonly receipt: Receipt }
	/** EnKash could not be asked or understood. Never sent. */
	| { readonly kind: 'unclear'; readonly failure: Failure };

/** Who holds which handle, as far as EnKash lists them. */
export interface Holders {
	readonly holderOf: (handleId: string) => Payee | undefined;
}

/** What else is known when a payment is judged. */
export interface Judging {
	readonly holders?: Holders;
	/** This run has sent it, so that the record is its own. */
	readonly isOurs?: boolean;
}

type Row = Sent<Transaction>;

/** Whether a record has no reference in any place that we know. */
export const isNameless = ({ canonical }: Row): boolean =>
	canonical.uniqueReferenceNumber === undefined;

/** Judges the answer to a question for one reference that holds no record of it. */
export function judgeWithout(list: List<Transaction>, { reference }: Payment): Found {
	if (list.data.length === 0 && list.unreadable === 0) {
		return list.isCut
			? unclear({ code: 'list-cut', data: { counted: list.recordsCount, listed: 0 } })
			: { kind: 'absent' };
	}
	const written = list.data
		.map(({ canonical }) => canonical.uniqueReferenceNumber)
		.find((other) => other !== undefined && isLike(other, reference));
	return written === undefined
		? unclear({ code: 'filter-ignored', data: { reference } })
		: unclear({ code: 'reference-written-differently', data: { reference, written } });
}

/** Too short a part says nothing. */
const MIN_ALIKE = 4;

/** The same reference cut, or with something before or after it. */
function isLike(written: string, reference: string): boolean {
	const [one, other] = [foldReference(written), foldReference(reference)];
	const [short, long] = one.length < other.length ? [one, other] : [other, one];
	return short.length >= MIN_ALIKE && long.includes(short);
}

/** Judges all records of one payment's reference together. */
export function judgeOwn(rows: readonly Row[], payment: Payment, judging: Judging = {}): Found {
	const doubtful = rows.map((row) => doubtAbout(row, payment)).find((doubt) => doubt !== undefined);
	if (doubtful) return { kind: 'unclear', failure: doubtful };
	const records = moving(rows.map((row) => recordOf(row, payment)));
	const { direction } = payment;
	const parts = records.filter((one) => one.meaning === 'good' && one.direction === direction);
	const stranger = (parts.length > 0 ? parts : records)
		.map((record) => whose(record, payment, judging))
		.find(Boolean);
	const isExact = !payment.isAmountComputed || judging.isOurs === true;
	const good = isExact ? inSum(parts, payment) : parts;
	const handles = new Set(good.map(({ receipt }) => receipt.handleId));
	const isWhole = (one: ShownPayment) =>
		good.length === 0 || good.some(({ amount }) => amount === one.amount);
	// Double-entry books show the account's side beside that of the handle. What is less than the payment,
	// such as a fee or what was bought with it, leaves it paid.
	const isOpposite = (one: ShownPayment) =>
		isWhole(one) &&
		(one.meaning === 'reversed' ||
			(one.meaning === 'good' && one.direction !== direction && handles.has(one.receipt.handleId)));
	const differs = (one: ShownPayment) =>
		one.direction !== direction || (isExact && one.amount !== payment.amount);
	// Beside one that stands, those that failed say nothing.
	const telling = good.length > 0 ? good : records;
	const wrong = telling.find((one) => one.meaning !== 'reversed' && differs(one));
	if (wrong) return differing(wrong, payment, judging);
	if (stranger) return stranger;
	const opposite = records.find(isOpposite);
	if (opposite) return reversed(opposite, payment);
	const unknown = records.find(({ meaning }) => meaning === 'unknown');
	if (unknown && good.length === 0) return statusUnknown(unknown, payment);
	const [first, ...others] = good;
	if (first) {
		const alsoShownAs = others.flatMap(({ receipt }) => receipt.transactionId ?? []);
		return { kind: 'paid', receipt: first.receipt, alsoShownAs };
	}
	const status = records[0]?.status ?? '';
	return taken({
		code: 'payment-failed-at-enkash',
		data: { reference: payment.reference, status },
	});
}

interface ShownPayment {
	readonly row: Row;
	readonly amount: Paise;
	readonly direction: Direction;
	readonly meaning: 'good' | 'failed' | 'reversed' | 'unknown';
	/** As EnKash labels it. */
	readonly status: string | undefined;
	readonly receipt: Receipt;
}

/** What is missing or contradictory in a record, of the facts that decide. */
function doubtAbout({ canonical, raw }: Row, { reference }: Payment): Failure | undefined {
	const [field] = contradictions(raw);
	if (field !== undefined)
		return doubt({ code: 'record-contradicts-itself', data: { reference, field } });
	const missing =
		canonical.amount === undefined
			? 'amount'
			: directionIn(canonical) === undefined
				? 'direction'
				: undefined;
	return missing && doubt({ code: 'record-incomplete', data: { reference, missing } });
}

/** Debits may be negative, and then tell their direction without a word. */
const directionIn = (transaction: Transaction): Direction | undefined =>
	directionOf(transaction) ?? ((transaction.amount ?? 0) < 0 ? 'DR' : undefined);

function recordOf(row: Row, wanted: Payment): ShownPayment {
	const { canonical } = row;
	const { amount = 0, enKashCardId, enKashTransactionId, status, type, userId } = canonical;
	const { principalAmount = amount } = canonical;
	const direction = directionIn(canonical) ?? wanted.direction;
	const meaning = statusMeaning(status);
	// With a fee or without: one of the two is what was sent, as a rule the one without.
	const total = paiseOf(Math.abs(amount));
	const shown = total === wanted.amount ? total : paiseOf(Math.abs(principalAmount));
	return {
		row,
		amount: shown,
		direction,
		meaning: meaning === 'good' && saysOpposite(type) ? 'reversed' : meaning,
		status: status?.label,
		receipt: {
			transactionId: enKashTransactionId,
			handleId: enKashCardId,
			userId,
			paidAt: momentOf(canonical),
			amount: shown,
		},
	};
}

/** A record of nothing says nothing beside others. */
function moving(records: readonly ShownPayment[]): readonly ShownPayment[] {
	const moved = records.filter(({ amount }) => amount > 0n);
	return moved.length > 0 ? moved : records;
}

/** EnKash may book one payment in parts, of which none is the payment: then they are one. */
function inSum(parts: readonly ShownPayment[], { amount }: Payment): readonly ShownPayment[] {
	const [first, ...others] = parts;
	if (!first || others.length === 0 || parts.some((part) => part.amount >= amount)) return parts;
	const sum = parts.reduce((total, part) => total + part.amount, 0n);
	return [{ ...first, amount: sum, receipt: { ...first.receipt, amount: sum } }];
}

function differing(
	{ amount, direction, receipt }: ShownPayment,
	payment: Payment,
	judging: Judging,
) {
	const { reference } = payment;
	const isPaise = amount === payment.amount * 100n || amount * 100n === payment.amount;
	if (isPaise && direction === payment.direction) {
		return unclear({
			code: 'amount-in-paise',
			data: { reference, shown: amount, wanted: payment.amount },
		});
	}
	const holder = holderOf(receipt.handleId, judging) ?? payment.payee ?? {};
	const shown = { paid: amount, paidAt: receipt.paidAt, payee: holder };
	return direction === payment.direction
		? ({ kind: 'taken', failure: amountDiffers(payment, shown) } as const)
		: taken({ code: 'direction-differs', data: { reference, direction, ...shown } });
}

/** EnKash shows another amount than the payment's. */
export const amountDiffers = (
	{ amount, direction, payee = {}, period, purpose, reference }: Payment,
	shown: { readonly paid: Paise; readonly paidAt?: number; readonly payee?: Payee },
): Failure => ({
	kind: 'rejected',
	field: 'referenceNumber',
	code: 'amount-differs',
	data: {
		...{ reference, direction, period, purpose, wanted: amount },
		...{ paid: shown.paid, paidAt: shown.paidAt, payee: shown.payee ?? payee },
	},
});

const holderOf = (handleId: string | undefined, { holders }: Judging): Payee | undefined =>
	handleId === undefined ? undefined : holders?.holderOf(handleId);

/** Why the record is another's, or may be; `undefined` if it is the payment's as far as it tells. */
function whose(
	{ amount, direction, receipt, row }: ShownPayment,
	payment: Payment,
	judging: Judging,
) {
	const { canonical } = row;
	const { cardAccountId, reference } = payment;
	const { cardAccountId: shown } = canonical;
	if (shown !== undefined && foldId(shown) !== foldId(cardAccountId)) {
		return unclear({
			code: 'record-of-other-account',
			data: { reference, account: shown },
		});
	}
	const isTheirs = isRecipient(row, payment, judging);
	if (isTheirs === true || (isTheirs === undefined && judging.isOurs)) return undefined;
	if (isTheirs === undefined) return unclear({ code: 'payee-not-told', data: { reference } });
	const { handleId, paidAt } = receipt;
	const payee = holderOf(handleId, judging) ?? nameIn(canonical);
	return taken({
		code: 'reference-taken',
		data: { reference, direction, handleId, paidAt, payee, paid: amount },
	});
}

/** Whether a record is about the payment's recipient; `undefined` if that cannot be told. */
function isRecipient({ canonical }: Row, payment: Payment, judging: Judging): boolean | undefined {
	const { email, enKashCardId, mobile } = canonical;
	const { recipient } = payment;
	if (recipient.kind === 'handle') {
		if (enKashCardId === undefined || enKashCardId === recipient.handleId) return true;
		return isSamePayee(canonical, payment.payee);
	}
	const { person } = recipient;
	const shown = foldMobile(mobile);
	if (shown !== undefined) return shown === foldMobile(person.mobile);
	if (email !== undefined) return foldEmail(email) === foldEmail(person.email);
	if (enKashCardId === undefined) return true;
	if (recipient.handleId !== undefined) return enKashCardId === recipient.handleId;
	const holder = judging.holders?.holderOf(enKashCardId);
	const held = foldMobile(holder?.mobile);
	return held === undefined ? undefined : held === foldMobile(person.mobile);
}

/** A person whose handle was replaced, or who has several, is still the person. */
const isSamePayee = ({ mobile, userId }: Transaction, payee: Payee = {}): boolean =>
	userId !== undefined && payee.userId !== undefined
		? userId === payee.userId
		: isSameMobile(mobile, payee.mobile);

const nameIn = ({ cardHolderName, email, firstName, lastName, mobile }: Transaction): Payee => ({
	name: cardHolderName ?? ([firstName, lastName].filter(Boolean).join(' ') || undefined),
	email,
	mobile,
});

function reversed(
	{ receipt, status }: ShownPayment,
	{ amount, payee = {}, reference }: Payment,
): Found {
	const { paidAt, transactionId } = receipt;
	return taken({
		code: 'payment-taken-back',
		data: { reference, payee, amount, status, paidAt, transactionId },
	});
}

function statusUnknown({ receipt, status = '' }: ShownPayment, { reference }: Payment): Found {
	return {
		kind: 'statusUnknown',
		receipt,
		failure: { kind: 'unknown', code: 'status-not-known', data: { reference, status } },
	};
}

type Doubt =
	| 'filter-ignored'
	| 'list-cut'
	| 'reference-written-differently'
	| 'record-contradicts-itself'
	| 'record-incomplete'
	| 'record-of-other-account'
	| 'amount-in-paise'
	| 'payee-not-told';

type Taken =
	| 'amount-differs'
	| 'direction-differs'
	| 'payment-failed-at-enkash'
	| 'payment-taken-back'
	| 'reference-taken';

const doubt = (reason: Reason<Doubt>): Failure => ({ kind: 'unexpected', ...reason });

const unclear = (reason: Reason<Doubt>): Found => ({ kind: 'unclear', failure: doubt(reason) });

const taken = (reason: Reason<Taken>): Found => ({
	kind: 'taken',
	failure: { kind: 'rejected', field: 'referenceNumber', ...reason },
});
