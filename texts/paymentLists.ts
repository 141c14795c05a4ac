import type { Direction } from '../enkash/contract/allocation.ts';
import { groupBy } from '../enkash/groupBy.ts';
import { formatRupees } from '../enkash/money.ts';
import { hasFailure, isHeldBack } from '../enkash/payout/outcome.ts';
import { payeeIn } from '../enkash/payout/payment.ts';
import {
	type Given,
	type Kind,
	type Settled,
	amountIn,
	directionIn,
	ofKind,
} from '../enkash/payout/settled.ts';
import { type Text, type TextList, and, dayOf, sentencesOf } from './text.ts';
import { textOf } from './textOf.ts';

/** In the order in which a person wants to know. */
export const KINDS: readonly Kind[] = [
	'rejected',
	'unknown',
	'notSent',
	'paid',
	'wouldPay',
	'alreadyPaid',
	'nothingToDo',
];

const TITLES: Readonly<Record<Direction, Readonly<Record<Kind, string>>>> = {
	CR: {
		rejected: 'Refused',
		unknown: 'Outcome unknown',
		notSent: 'Not sent',
		paid: 'Paid now',
		wouldPay: 'Would be paid',
		alreadyPaid: 'Already paid',
		nothingToDo: 'Nothing to do',
	},
	DR: {
		rejected: 'Refused',
		unknown: 'Outcome unknown',
		notSent: 'Not sent',
		paid: 'Taken back now',
		wouldPay: 'Would be taken back',
		alreadyPaid: 'Already taken back',
		nothingToDo: 'Nothing to do',
	},
};

/**
 * Why a payment was not made, and what to do; empty for one that was, and where `said` gives the reason
 * already, as it does of payments that wait for rows to be corrected.
 */
function reasonOf({ outcome }: Settled, said: Text | undefined): string {
	if (!hasFailure(outcome) || (said && isHeldBack(outcome))) return '';
	const reason = sentencesOf(textOf(outcome.failure));
	return said && reason === sentencesOf(said) ? '' : reason;
}

/** Whom a payment is for. */
export function whoIn({ given, item, payment, place }: Settled): string {
	const { email, mobile, name = given?.name } = payment ? payeeIn(payment) : (given ?? {});
	const handleId = payment ? payment.recipient.handleId : given?.handleId;
	return whoIs({ email, handleId, mobile, name }) ?? place ?? `Item ${item + 1}`;
}

/** A person in a word, by whatever is known. */
export const whoIs = ({ email, handleId, mobile, name }: Given): string | undefined =>
	name ?? mobile ?? email ?? handleId;

/** "Asha Menon, ₹1,500.00 (CLAIM-1)"; with the day if it was before, and the row if it was not made. */
function lineOf(one: Settled): string {
	const { outcome, payment, place } = one;
	const who = whoIn(one);
	const found = place !== undefined && place !== who && hasFailure(outcome);
	const person = found ? `${place}, ${who}` : who;
	if (!payment) return person;
	const day =
		outcome.kind === 'alreadyPaid' && outcome.receipt.paidAt !== undefined
			? `, on ${dayOf(outcome.receipt.paidAt)}`
			: '';
	return `${person}, ${formatRupees(payment.amount)}${day} (${payment.reference})`;
}

/**
 * A line for each payment, by what became of it. A reason that several share stands above their
 * lines; the one that was said already is left out.
 */
export function paymentLists(settled: readonly Settled[], said?: Text): readonly TextList[] {
	const titles = TITLES[directionIn(settled)];
	return KINDS.flatMap((kind): readonly TextList[] => {
		const own: string[] = [];
		const shared: TextList[] = [];
		for (const [reason, those] of groupBy(ofKind(settled, kind), (one) => reasonOf(one, said))) {
			const lines = those.map(lineOf);
			if (reason === '' || lines.length > 1) {
				const title = `${titles[kind]}${countOf(those)}`;
				shared.push({ title: reason === '' ? title : `${title}: ${reason}`, entries: lines });
			} else own.push(...lines.map((line) => `${line}: ${reason}`));
		}
		return [...(own.length > 0 ? [{ title: titles[kind], entries: own }] : []), ...shared];
	});
}

/** At most this many reasons, and people of each, stand above the results, which tell of the others. */
const MAX_TOLD = 3;

/** Who was not paid and why, a line for each reason; of those who only wait for the others, nothing. */
export function whoAndWhy(settled: readonly Settled[]): readonly string[] {
	const failed = settled.flatMap((one) =>
		hasFailure(one.outcome) && !isHeldBack(one.outcome)
			? { who: whoIn(one), why: sentencesOf(textOf(one.outcome.failure)) }
			: [],
	);
	const reasons = [...groupBy(failed, ({ why }) => why)].map(([why, those]) => {
		const names = those.map(({ who }) => who);
		const more = names.length - MAX_TOLD;
		const told = more > 0 ? [...names.slice(0, MAX_TOLD), `${more} more`] : names;
		return `${and(told)}: ${why}`;
	});
	const more = reasons.length - MAX_TOLD;
	return more > 0
		? [...reasons.slice(0, MAX_TOLD), 'For the others, see "reason" in the results.']
		: reasons;
}

/** The sum of payments; empty where a row does not tell its amount, or nothing is due. */
export function sumOf(settled: readonly Settled[]): string {
	const amount = amountIn(settled);
	return amount === 0n || settled.some(({ payment }) => !payment) ? '' : formatRupees(amount);
}

const countOf = (settled: readonly Settled[]): string =>
	settled.length === 1 ? '' : ` (${[settled.length, sumOf(settled)].filter(Boolean).join(', ')})`;

/** Payments that EnKash shows more than once under their reference; empty if there are none. */
export function shownTwice(settled: readonly Settled[]): string {
	const lines = settled.flatMap((one) => {
		const { outcome } = one;
		if (!('alsoShownAs' in outcome) || !outcome.alsoShownAs?.length) return [];
		const { transactionId } = outcome.receipt;
		return [`${lineOf(one)}: ${and([transactionId ?? '?', ...outcome.alsoShownAs])}`];
	});
	if (lines.length === 0) return '';
	return `EnKash shows more than one transaction under one reference. Ask EnKash which of them is real. ${lines.join('; ')}.`;
}
