import { type Paise, formatRupees } from '../enkash/money.ts';
import type { Progress } from '../enkash/payout/progress.ts';
import { type Kind, type Settled, directionIn, ofKind } from '../enkash/payout/settled.ts';
import { KINDS, sumOf, whoIn } from './paymentLists.ts';
import { capitalized, dayOf } from './text.ts';

/** The days on which something was paid before: "on 25 Nov", "from 3 Nov to 25 Nov". */
function daysIn(settled: readonly Settled[]): string {
	const moments = settled.flatMap(({ outcome }) =>
		outcome.kind === 'alreadyPaid' ? (outcome.receipt.paidAt ?? []) : [],
	);
	if (moments.length === 0 || moments.length < settled.length) return '';
	const first = dayOf(Math.min(...moments));
	const last = dayOf(Math.max(...moments));
	return first === last ? `, on ${first}` : `, from ${first} to ${last}`;
}

/** What is said of the payments of a kind: `those` are "3", `were` fits their number. */
const SENTENCES: Readonly<
	Record<Kind, (those: string, were: string, made: string, isCheck: boolean) => string>
> = {
	paid: (those, were, made) => `${those} ${were} ${made}`,
	wouldPay: (those, _, made) => `${those} would be ${made}`,
	alreadyPaid: (those, were, made) => `${those} ${were} already ${made}`,
	nothingToDo: (those, _, made) =>
		made === 'paid' ? `${those} needed no top-up` : `${those} had nothing to take back`,
	rejected: (those, were, _, isCheck) => `${those} ${isCheck ? 'would be' : were} refused`,
	unknown: (those, were, made) => `it is not known whether ${those} ${were} ${made}`,
	notSent: (those, were, _, isCheck) =>
		isCheck ? `${those} could not be checked` : `${those} ${were} not sent`,
};

/**
 * What became of a batch, in sentences: "3 of 5 were paid (₹4,500.00). 2 were already paid
 * (₹1,950.50, on 25 Nov)."
 */
export function whatBecame(settled: readonly Settled[], isCheck: boolean): string {
	const isCredit = directionIn(settled) === 'CR';
	const made = isCredit ? 'paid' : 'made';
	const noun = isCredit ? '' : ' withdrawals';
	const main: Kind = isCheck ? 'wouldPay' : 'paid';
	const [only] = settled;

	const subject = (count: number, kind: Kind): string => {
		if (only && settled.length === 1) {
			return isCredit ? whoIn(only) : `the withdrawal from ${whoIn(only)}`;
		}
		if (count === settled.length) return `${count === 2 ? 'both' : `all ${count}`}${noun}`;
		return kind === main ? `${count} of ${settled.length}${noun}` : String(count);
	};
	const sentence = (kind: Kind): string[] => {
		const those = ofKind(settled, kind);
		const { length } = those;
		if (length === 0) return [];
		const said = SENTENCES[kind](
			subject(length, kind),
			length === 1 ? 'was' : 'were',
			made,
			isCheck,
		);
		const sum = sumOf(those);
		const details = sum === '' ? '' : ` (${sum}${daysIn(those)})`;
		return [`${capitalized(said)}${details}`];
	};
	const nothing = `${isCredit ? 'Nothing' : 'No withdrawal'} ${isCheck ? 'would be' : 'was'} ${made} now`;
	const first = sentence(main);
	const others = KINDS.filter((kind) => kind !== main);
	return [...(first.length > 0 ? first : [nothing]), ...others.flatMap(sentence)]
		.map((one) => `${one}.`)
		.join(' ');
}

/** What the account holds, in paise; empty where that is not known. */
export function balanceLine(before: Paise | undefined, after: Paise | undefined): string {
	if (before === undefined) return '';
	if (after === undefined) return `Account balance before: ${formatRupees(before)}.`;
	if (after === before) return `Account balance: ${formatRupees(before)}.`;
	return `Account balance: ${formatRupees(before)} before, ${formatRupees(after)} after.`;
}

/** Of a batch that was refused as a whole. */
export const NOTHING_SENT = 'Nothing was sent.';

/** How far a batch is, without a name: it goes to n8n's log. */
export const progressLine = ({ left, paid, refused }: Progress): string =>
	`EnKash payments: ${paid} paid, ${refused} refused, ${left} left`;

/** Says that blank rows of a sheet were left out; empty if there were none. */
export function blankRowsText(count: number): string {
	if (count === 0) return '';
	return count === 1 ? 'A blank row was skipped.' : `${count} blank rows were skipped.`;
}

/** Payments could not be held against the account's handles. */
export const HANDLES_UNKNOWN =
	'EnKash did not send its complete list of handles, so mobiles, names and blocked handles were not checked.';
