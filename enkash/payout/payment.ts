import type { AllocationCall } from '../api/client.ts';
import type { Direction, Person } from '../contract/allocation.ts';
import { foldId } from '../identifiers.ts';
import { type Paise, toRupees } from '../money.ts';
import { foldReference } from '../reference.ts';

/** Whose balance EnKash is to book it on: points or funds. */
export type AllocationType = 'ALLOCATE_POINT' | 'ALLOCATE_FUND';

export type Recipient =
	| { readonly kind: 'handle'; readonly handleId: string }
	/** A person, who gets a handle if there is none yet; `handleId` is the one that EnKash lists. */
	| { readonly kind: 'person'; readonly person: Person; readonly handleId?: string };

/** Whom a payment is for, in the words for a person: as EnKash has them, else as given. */
export interface Payee {
	readonly name?: string;
	readonly email?: string;
	readonly mobile?: string;
	/** EnKash's id of the person. */
	readonly userId?: string;
}

/** One payment that somebody wants made, checked and complete. */
export interface Payment {
	/** `CR`: to the recipient; `DR`: back from a handle. */
	readonly direction: Direction;
	readonly allocationType: AllocationType;
	readonly cardAccountId: string;
	readonly recipient: Recipient;
	readonly payee?: Payee;
	/** 0 only where it was computed and nothing is due. */
	readonly amount: Paise;
	/** Computed from a balance, so that another amount under the same reference is no conflict. */
	readonly isAmountComputed?: boolean;
	/** Under this reference it is paid once, ever. */
	readonly reference: string;
	/** What a derived reference stands for, as a person wrote it. */
	readonly purpose?: string;
	/** The period that a derived reference stands for: `2026-11`, `2026-W48`, `2026-11-25`. */
	readonly period?: string;
}

/** Whom a payment is for: as EnKash has them, else as given. */
export function payeeIn({ payee = {}, recipient }: Payment): Payee {
	if (recipient.kind === 'handle') return payee;
	const { email, firstName, mobile } = recipient.person;
	return {
		name: payee.name ?? firstName,
		email: payee.email ?? email,
		mobile: payee.mobile ?? mobile,
	};
}

/** A reference is one payment within an account, however it is written. */
export const identityOf = ({ cardAccountId, reference }: Payment): string =>
	`${foldId(cardAccountId)} ${foldReference(reference)}`;

/** The call that carries an payment out. The reference goes under both documented names. */
export function toCall(payment: Payment): AllocationCall {
	const { allocationType, cardAccountId, recipient, reference } = payment;
	const common = {
		cardAccountId,
		transactionCode: 'ALLOCATION',
		loadAmount: toRupees(payment.amount),
		uniqueReferenceNumber: reference,
		uniqueReferenceNum: reference,
	} as const;
	if (recipient.kind === 'person') {
		return { ...common, ...recipient.person, transactionType: 'CR', type: allocationType };
	}
	const enkashCardId = recipient.handleId;
	return payment.direction === 'CR'
		? { ...common, enkashCardId, transactionType: 'CR', type: allocationType }
		: { ...common, enkashCardId, transactionType: 'DR', type: `UN${allocationType}` };
}
