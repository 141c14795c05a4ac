import type { Direction, Person } from '../../../enkash/contract/allocation.ts';
import type { Handle } from '../../../enkash/contract/handle.ts';
import { refuseRecipient } from '../../../enkash/failures/recipient.ts';
import type { Locator } from '../../../enkash/identifiers.ts';
import { type Paise, paiseOf } from '../../../enkash/money.ts';
import type { Payee, Payment, Recipient } from '../../../enkash/payout/payment.ts';
import { foldMobile } from '../../../enkash/mobile.ts';
import {
	handleOf,
	locate,
	mismatchOf,
	named,
	ownerOf,
	payeeOf,
} from '../../../enkash/recipients.ts';
import { type Period, deriveReference } from '../../../enkash/reference.ts';
import { type Result, andThen, fail, succeed } from '../../../enkash/result.ts';
import type { PayOncePer } from '../form/payOncePer.ts';
import type { PayContext } from '../operation.ts';

/** How much is to be moved, in paise. */
export type WantedAmount =
	| { readonly kind: 'fixed'; readonly amount: Paise }
	/** What the handle lacks to hold so much. */
	| { readonly kind: 'topUpTo'; readonly level: Paise }
	| { readonly kind: 'everything' };

/** What one row asks for. */
export interface Wanted {
	readonly direction: Direction;
	readonly to:
		| { readonly kind: 'handle'; readonly locator: Locator }
		| { readonly kind: 'person'; readonly person: Person };
	readonly amount: WantedAmount;
	readonly once: PayOncePer;
}

/** Whom the money is for, as far as EnKash lists them. */
interface FoundRecipient {
	readonly recipient: Recipient;
	readonly payee?: Payee;
	/** The handle that the money goes to or comes from, if it is listed. */
	readonly handle?: Handle;
}

/** Makes the payment that a row asks for; fails where it cannot be made for certain. */
export function toPayment(wanted: Wanted, context: PayContext): Result<Payment> {
	const { direction } = wanted;
	const { allocationType, cardAccountId } = context;
	const mayBeUnlisted =
		wanted.once.payOncePer === 'referenceNumber' && wanted.amount.kind === 'fixed';
	return andThen(find(wanted, mayBeUnlisted, context), (found) =>
		andThen(amountOf(wanted.amount, found), (amount) =>
			andThen(referenceOf(wanted, found, context), (reference) =>
				succeed({
					...{ direction, allocationType, cardAccountId, amount, ...reference },
					recipient: found.recipient,
					payee: found.payee,
					...(wanted.amount.kind === 'fixed' ? {} : { isAmountComputed: true }),
				}),
			),
		),
	);
}

/** @param mayBeUnlisted whether a handle can be paid that EnKash does not list */
function find({ to }: Wanted, mayBeUnlisted: boolean, context: PayContext): Result<FoundRecipient> {
	if (to.kind === 'person') return findPerson(to.person, context);
	const { locator } = to;
	const handle = locate(context.directory, locator);
	if (handle.ok) return succeed(ofHandle(handle.value));
	if (!mayBeUnlisted || locator.by !== 'id') return handle;
	return succeed({ recipient: { kind: 'handle', handleId: locator.id } });
}

const ofHandle = (handle: Handle): FoundRecipient => ({
	recipient: { kind: 'handle', handleId: handle.enKashCardId },
	payee: payeeOf(handle),
	handle,
});

function findPerson(
	person: Person,
	{ directory, ifDetailsDiffer }: PayContext,
): Result<FoundRecipient> {
	const { email, firstName, mobile } = person;
	const handle = handleOf(person, directory);
	const differing = mismatchOf(person, directory);
	if (differing === undefined) {
		const owner = ownerOf(person, directory);
		return succeed({
			recipient: { kind: 'person', person, handleId: handle?.enKashCardId },
			payee: owner ? payeeOf(owner) : { name: firstName, email, mobile },
			handle,
		});
	}
	if (ifDetailsDiffer === 'payMobileOwner' && differing.code !== 'email-taken') {
		return andThen(locate(directory, { by: 'mobile', mobile }), (owned) =>
			succeed(ofHandle(owned)),
		);
	}
	// Refused once it is known that it is still due.
	return succeed({
		recipient: { kind: 'person', person },
		payee: { name: firstName, email, mobile },
	});
}

/** In paise; 0 where nothing is due. */
function amountOf(wanted: WantedAmount, { handle }: FoundRecipient): Result<Paise> {
	if (wanted.kind === 'fixed') return succeed(wanted.amount);
	if (handle?.otbBalance === undefined) {
		const data = handle ? named(handle) : { handleId: '', name: '' };
		return refuseRecipient({ code: 'balance-untold', data });
	}
	const balance = paiseOf(handle.otbBalance);
	const due = wanted.kind === 'everything' ? balance : wanted.level - balance;
	return succeed(due > 0n ? due : 0n);
}

type Reference = Pick<Payment, 'reference' | 'purpose' | 'period'>;

/** The reference that was given; or one that the same person gets for the same in the same period. */
function referenceOf(
	wanted: Wanted,
	found: FoundRecipient,
	context: PayContext,
): Result<Reference> {
	const { once, to, direction } = wanted;
	if (once.payOncePer === 'referenceNumber') return succeed({ reference: once.referenceNumber });
	const { purpose } = once;
	const derived = (mobile: string, period: Period): Reference => ({
		reference: deriveReference({
			...{ cardAccountId: context.cardAccountId, direction, mobile, purpose, period },
		}),
		purpose,
		period: period.name,
	});
	return andThen(context.period(once), (period) => {
		if (to.kind === 'person') return succeed(derived(to.person.mobile, period));
		const { handle } = found;
		if (!handle) return fail({ kind: 'invalid', code: 'recipient-unresolved', data: to });
		const mobile = foldMobile(handle.mobile);
		if (mobile !== undefined) return succeed(derived(mobile, period));
		return refuseRecipient({
			code: 'recipient-without-mobile',
			data: { ...named(handle), ...(handle.mobile ? { mobile: handle.mobile } : {}) },
		});
	});
}
