import { formatRupees, sum } from '../../../../enkash/money.ts';
import { type Outcome, isUnpaid } from '../../../../enkash/payout/outcome.ts';
import { type Settled, outcomeName } from './paymentItem.ts';

/** In the order in which a summary names them, with the words for one or many. */
const WORDS: ReadonlyArray<readonly [string, string]> = [
	['allocated', 'allocated'],
	['alreadyAllocated', 'already allocated'],
	['withdrawn', 'withdrawn'],
	['alreadyWithdrawn', 'already withdrawn'],
	['dryRun', 'would be sent'],
	['rejected', 'rejected'],
	['unknown', 'unknown'],
	['notSent', 'not sent'],
];

/** So many references are named one by one; the rest are counted. */
const MAX_LISTED = 20;

const list = (entries: readonly string[]) =>
	entries.length <= MAX_LISTED
		? entries.join(', ')
		: `${entries.slice(0, MAX_LISTED).join(', ')} and ${entries.length - MAX_LISTED} more`;

/** "38 allocated (₹380.00), 2 already allocated (₹20.00), 1 unknown (₹10.00): REF". */
export function summary(settled: readonly Settled[]): string {
	return WORDS.flatMap(([name, words]) => {
		const of = settled.filter((one) => outcomeName(one) === name);
		if (of.length === 0) return [];
		const amount = formatRupees(sum(of.map(({ payment }) => payment.amount)));
		const references =
			name === 'unknown' ? `: ${list(of.map((one) => one.payment.reference))}` : '';
		return [`${of.length} ${words} (${amount})${references}`];
	}).join(', ');
}

/** Each group of payments with its references, and why they were refused. */
export function sections(settled: readonly Settled[]): string[] {
	const group = (title: string, kind: Outcome['kind'], withReason = false) => {
		const of = settled.filter(({ outcome }) => outcome.kind === kind);
		if (of.length === 0) return [];
		const entries = of.map(({ payment: { reference }, outcome }) =>
			withReason && isUnpaid(outcome) ? `${reference} (${outcome.failure.message})` : reference,
		);
		return [`${title}: ${list(entries)}.`];
	};
	return [
		...group('Paid', 'paid'),
		...group('Paid before', 'alreadyPaid'),
		...group('Refused', 'rejected', true),
		...group('Unknown', 'unknown'),
		...group('Not sent', 'notSent'),
	];
}
