import type { Failure } from '../../enkash/failures/failure.ts';
import type { PaymentFailures } from '../../enkash/failures/payment.ts';
import { formatRupees } from '../../enkash/money.ts';
import type { Payee } from '../../enkash/payout/payment.ts';
import { type Text, type Texts, and, dayOf, monthOf, sentence, timeOf } from '../text.ts';

/** "Asha Menon (9600000001)", or as much of it as is known. */
function personIn(payee: Payee | undefined): string {
	const { email, mobile, name } = payee ?? {};
	const contact = mobile ?? email;
	if (name === undefined) return contact ?? 'somebody else';
	return contact === undefined ? name : `${name} (${contact})`;
}

const on = (ms: number | undefined) => (ms === undefined ? '' : ` on ${dayOf(ms)}`);

/** Beside a period, which is not when it was paid. */
const onDay = (ms: number | undefined) => (ms === undefined ? '' : ` (on ${dayOf(ms)})`);

const LOOK_AT_ENKASH =
	'Nothing was sent. Look for the reference in EnKash; if it is not there, enter it under "Checked by Hand" in the options and run again.';

/** Of an answer that proves nothing. */
const REPORT =
	'Nothing was sent, since an earlier payment could not be ruled out. Run Account: Check Setup and send what it shows to the maintainers.';

/** "for lunch in November 2026", as far as there is a purpose and a period. */
const occasion = (purpose: string | undefined, period: string | undefined) =>
	[purpose && ` for ${purpose}`, period && when(period)].filter(Boolean).join('');

/** Of a month, a week or a day; an execution has no name that a person would know. */
function when(period: string): string {
	if (/^\d{4}-\d{2}$/.test(period)) return ` in ${monthOf(period)}`;
	if (/^\d{4}-W\d{2}$/.test(period)) return ` in week ${period}`;
	return /^\d{4}-\d{2}-\d{2}$/.test(period) ? ` on ${period}` : '';
}

/** What EnKash shows of a payment that was sent. */
const shownSince = (lookUp: Failure | undefined, textOf: (cause: Failure) => Text): string =>
	lookUp === undefined
		? 'EnKash does not show it yet.'
		: `A search for it was inconclusive: ${sentence(textOf(lookUp).message)}`;

export const paymentTexts: Texts<PaymentFailures> = {
	'reference-shared': ({ others, reference }) => ({
		message: `Reference ${reference} is also on ${and(others)}`,
		advice:
			'Each reference is paid only once. Give each payment its own reference; to pay one person twice in a period, use two purposes.',
	}),
	'allocation-limit-exceeded': ({ amount, limit }) => ({
		message: `${formatRupees(amount)} is more than the ${formatRupees(limit)} that the credential allows for one payment`,
		advice:
			'Lower the amount, or ask the owner of the credential to raise "Maximum Amount per Allocation".',
	}),

	'reference-taken': ({ direction, paid, paidAt, payee, reference }) => ({
		message:
			direction === 'CR'
				? `${reference} was already paid to ${personIn(payee)}: ${formatRupees(paid)}${on(paidAt)}`
				: `${formatRupees(paid)} was already taken back from ${personIn(payee)} under ${reference}${on(paidAt)}`,
		advice: 'Nothing was sent. Use another reference for this payment.',
	}),
	'amount-differs': ({ direction, paid, paidAt, payee, period, purpose, reference, wanted }) => {
		const what = purpose ? occasion(purpose, period) : ` under ${reference}`;
		const who = payee?.name ?? personIn(payee);
		if (direction === 'DR') {
			return {
				message: `${formatRupees(paid)} was already taken back from ${who}${what}${onDay(paidAt)}; this row asks for ${formatRupees(wanted)}`,
				advice: 'To take back more, use a different purpose or reference.',
			};
		}
		const more = wanted - paid;
		return {
			message: `${who} already got ${formatRupees(paid)}${what}${onDay(paidAt)}; this row asks for ${formatRupees(wanted)}`,
			advice:
				more > 0n
					? `To pay the other ${formatRupees(more)}, add a row for it with a different purpose or reference.`
					: `To take ${formatRupees(-more)} back, use Withdraw.`,
		};
	},
	'direction-differs': ({ direction, paid, payee, reference }) => ({
		message:
			direction === 'CR'
				? `${reference} was already used to pay ${personIn(payee)} ${formatRupees(paid)}`
				: `${reference} was already used to take ${formatRupees(paid)} back from ${personIn(payee)}`,
		advice: 'Nothing was sent. Use another reference.',
	}),
	'payment-failed-at-enkash': ({ reference, status }) => ({
		message: `EnKash did not carry out ${reference} (status: ${status})`,
		advice:
			'Nothing was paid, and this reference cannot be used again. Pay it with a different purpose or reference.',
	}),
	'payment-taken-back': ({ amount, payee, reference, status }) => ({
		message: `${formatRupees(amount)} for ${personIn(payee)} was paid under ${reference} and then reversed${status ? ` (${status})` : ''}`,
		advice: 'Nothing was sent. If it is due after all, pay it under a new reference.',
	}),
	'status-not-known': ({ reference, status }) => ({
		message: status
			? `EnKash shows ${reference} with the status ${status}, which does not tell whether it was paid`
			: `EnKash shows ${reference} without a status`,
		advice: status
			? 'It was not sent again. Ask EnKash what this status means, and run again later.'
			: 'It is unclear whether it was paid, so it was not sent again. Ask EnKash, and run again later.',
	}),

	'look-up-failed': ({ cause }, textOf) => ({
		message: `Could not check for an earlier payment, so nothing was sent: ${textOf(cause).message}`,
		advice: textOf(cause).advice,
	}),
	'list-cut': ({ counted, listed }) => ({
		message: `EnKash counts ${counted} transactions but sent ${listed}`,
		advice: REPORT,
	}),
	'filter-ignored': ({ reference }) => ({
		message: `EnKash was asked for ${reference} but sent other transactions`,
		advice: REPORT,
	}),
	'reference-written-differently': ({ reference, written }) => ({
		message: `EnKash has something under ${reference}, written differently: ${written}`,
		advice: LOOK_AT_ENKASH,
	}),
	'record-contradicts-itself': ({ field, reference }) => ({
		message: `EnKash shows ${reference} with two values for ${field}`,
		advice: REPORT,
	}),
	'record-incomplete': ({ missing, reference }) => ({
		message: `EnKash shows ${reference} without its ${missing}`,
		advice: REPORT,
	}),
	'record-of-other-account': ({ account, reference }) => ({
		message: `EnKash shows ${reference} under account ${account}`,
		advice: 'Nothing was sent. Use another reference, or pay from that account.',
	}),
	'amount-in-paise': ({ reference, shown, wanted }) => ({
		message: `EnKash shows ${formatRupees(shown)} under ${reference} instead of ${formatRupees(wanted)}: it may count in paise`,
		advice: 'Nothing was sent. Ask EnKash whether amounts are rupees or paise before you pay.',
	}),
	'payee-not-told': ({ reference }) => ({
		message: `EnKash has a payment under ${reference} but does not say who got it`,
		advice: 'Nothing was sent. Look in EnKash who was paid, or use another reference.',
	}),
	'look-up-not-understood': ({ words }) => ({
		message: `EnKash's answer to the search for an earlier payment was not understood${words ? `: ${words}` : ''}`,
		advice: REPORT,
	}),
	'handle-needed-to-look-up': ({ reference }) => ({
		message: `EnKash needs a handle to look for ${reference}, but it is unclear which handle belongs to this person`,
		advice: 'Nothing was sent. Choose the handle, and use Allocate.',
	}),

	'payment-not-shown': ({ reference, transactionId }) => ({
		message: `EnKash accepted ${reference}${transactionId ? ` (${transactionId})` : ''} but does not show it under its reference`,
		advice:
			'Nothing more was sent: running again is not safe until EnKash shows it. Look for it in EnKash, then run Account: Check Setup.',
	}),
	'payment-shown-differently': ({ cause, reference }, textOf) => ({
		message: `EnKash accepted ${reference} but shows it differently: ${textOf(cause).message}`,
		advice:
			'Nothing more was sent: running again is not safe. Run Account: Check Setup and send what it shows to the maintainers.',
	}),
	'look-up-inconclusive': ({ cause, reference }, textOf) => ({
		message: `EnKash accepted ${reference}, but a search for it was inconclusive: ${textOf(cause).message}`,
		advice: 'Nothing more was sent. Look for it in EnKash before you run again.',
	}),
	'no-payment-to-prove-with': () => ({
		message: 'The first payments were all refused',
		advice: 'Nothing more was sent. Correct the refused payments and run again.',
	}),
	'begun-before': ({ notBefore, reference }) => ({
		message: `An earlier run started ${reference}, but EnKash does not show it`,
		advice:
			notBefore === undefined
				? LOOK_AT_ENKASH
				: `${LOOK_AT_ENKASH} From ${timeOf(notBefore)} on, a run may send it without this step.`,
	}),
	'check-used': ({ reference }) => ({
		message: `${reference} may have been sent since it was entered under "Checked by Hand", and EnKash does not show it`,
		advice:
			'Nothing was sent. Take it out of "Checked by Hand" and run again. Then look for it in EnKash once more, and enter it again only if it is not there.',
	}),

	'begun-by-another-run': ({ from, runAgainAfter, to }) => ({
		message:
			from === to
				? `This payment was started at ${timeOf(from)}, and its outcome is not known yet`
				: `Another run started this payment between ${timeOf(from)} and ${timeOf(to)}`,
		advice: `Nothing was sent. Run again after ${timeOf(runAgainAfter)}.`,
	}),
	'record-too-slow': ({ runAgainAfter }) => ({
		message: "n8n's database was too slow to tell whether another run is making this payment",
		advice: `Nothing was sent. Run again after ${timeOf(runAgainAfter)}; if it keeps happening, give n8n's database more resources.`,
	}),
	'record-unavailable': () => ({
		message: "n8n's database could not tell whether another run is making this payment",
		advice: "Nothing was sent. Check n8n's database, then run again.",
	}),
	'lease-expired': () => ({
		message: 'The payment waited too long to be sent safely',
		advice: 'EnKash or this n8n is too slow at the moment. Run again later.',
	}),
	'paid-but-not-confirmed': ({ cause, reference }, textOf) => ({
		message: `An earlier run paid ${reference}, but this run could not confirm it: ${textOf(cause).message}`,
		advice: 'It was not sent again. Run again later, or look for it in EnKash.',
	}),
	'recorded-but-not-shown': ({ reference }) => ({
		message: `${reference} is recorded as paid, but EnKash does not show it`,
		advice:
			'It was not sent again. Look for it in EnKash, including with different capitals or leading zeros; if it is not there, enter it under "Checked by Hand" in the options and run again.',
	}),

	'balance-not-enough': ({ account, available, needed }) => ({
		message: `Account ${account} has ${formatRupees(available)}, but ${formatRupees(needed)} is due`,
		advice: `Nothing was sent. Add at least ${formatRupees(needed - available)} and run again, or switch "Check Balance First" off to pay as far as the money goes.`,
	}),
	'balance-unreadable': ({ cause }, textOf) => ({
		message: `The balance could not be read, so nothing was sent: ${textOf(cause).message}`,
		advice: textOf(cause).advice,
	}),
	'execution-limit-exceeded': ({ limit, paidBefore, total }) => ({
		message: `This execution would pay ${formatRupees(total)}${
			paidBefore > 0n ? ` (${formatRupees(paidBefore)} of it already paid)` : ''
		}, more than the ${formatRupees(limit)} that the credential allows`,
		advice:
			'Nothing more was sent. Pay fewer people at once, or ask the owner of the credential to raise "Maximum Amount per Execution".',
	}),
	stopped: ({ cause }, textOf) => ({
		message: `Not sent, because of another payment: ${textOf(cause).message}`,
		advice: textOf(cause).advice,
	}),
	'too-many-unknown': () => ({
		message: 'The outcome of three payments in a row is not known',
		advice: 'Nothing more was sent. Check whether EnKash is working, and run again later.',
	}),
	'held-back': () => ({
		message: 'Held back until the other rows are corrected',
		advice: 'Correct those and run again, or set "If Rows Are Wrong" to "Send the Others".',
	}),
	'execution-cancelled': () => ({
		message: 'The execution was cancelled',
		advice: 'This payment was not sent. Run again to pay it.',
	}),

	'outcome-unknown': ({ cause, lookUp, reference, runAgainAfter }, textOf) => ({
		message: `${reference} may or may not have gone through: ${textOf(cause).message}`,
		advice:
			runAgainAfter === undefined
				? `${shownSince(lookUp, textOf)} Look for it in EnKash.`
				: `${shownSince(lookUp, textOf)} Look for it in EnKash, then run again after ${timeOf(runAgainAfter)}.`,
	}),
	'accepted-differently': ({ field, lookUp, reference, said, transactionId }, textOf) => ({
		message:
			field !== 'reference'
				? said
					? `EnKash accepted ${reference} but with another ${field}: ${said}`
					: `EnKash accepted ${reference} without telling its ${field}`
				: said
					? `EnKash accepted a payment and calls it ${said} instead of ${reference}`
					: `EnKash accepted a payment without naming ${reference}`,
		advice: `Nothing more was sent. ${shownSince(lookUp, textOf)} Look ${transactionId ? `for transaction ${transactionId}` : 'for the payment'} in EnKash before you run again.`,
	}),
	'duplicate-not-shown': ({ lookUp, reference, words }, textOf) => ({
		message: `EnKash says that it already has ${reference}: ${words}`,
		advice: `Nothing more was sent. ${shownSince(lookUp, textOf)} Look for it in EnKash before you run again.`,
	}),
};
