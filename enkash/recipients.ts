import { type Handle, fullNameOf, handleStatusOf } from './contract/handle.ts';
import type { Person } from './contract/allocation.ts';
import type { Failure, Reason } from './failures/failure.ts';
import { type RecipientFailures, refuseRecipient } from './failures/recipient.ts';
import { type HandleDirectory, isOnePerson, isSamePerson } from './handleDirectory.ts';
import type { Locator } from './identifiers.ts';
import { paiseOf } from './money.ts';
import type { Holders } from './payout/judge.ts';
import type { Payee, Payment } from './payout/payment.ts';
import { type Result, fail, succeed } from './result.ts';
import { foldText } from './text.ts';

type Refusal = Reason<keyof RecipientFailures>;

/** A handle, for a person to recognise. */
export const named = (handle: Handle) => ({
	handleId: handle.enKashCardId,
	name: fullNameOf(handle),
});

/** Whom a handle belongs to, as EnKash has them. */
export const payeeOf = (handle: Handle): Payee => ({
	name: fullNameOf(handle),
	email: handle.email,
	mobile: handle.mobile,
	userId: handle.userId,
});

const isOpen = (handle: Handle) => {
	const standing = handleStatusOf(handle);
	return standing !== 'blocked' && standing !== 'closed';
};

/**
 * Of several handles of one person the only open one; of closed ones any. Of several people none:
 * that one's handle is closed does not say that another one is meant.
 */
function oneOf(handles: readonly Handle[]): Handle | undefined {
	if (!isOnePerson(handles)) return undefined;
	const open = handles.filter(isOpen);
	return open.length > 1 ? undefined : (open[0] ?? handles[0]);
}

const candidates = (directory: HandleDirectory, locator: Locator): readonly Handle[] => {
	if (locator.by === 'mobile') return directory.byMobile(locator.mobile);
	if (locator.by === 'email') return directory.byEmail(locator.email);
	const handle = directory.byId(locator.id);
	return handle ? [handle] : [];
};

/**
 * The one handle that is named so. A mobile or an e-mail in a list that is not whole names nobody; where
 * EnKash sent no list, that is why.
 */
export function locate(directory: HandleDirectory, locator: Locator): Result<Handle> {
	const handles = candidates(directory, locator);
	if (!directory.isWhole && (locator.by !== 'id' || handles.length === 0)) {
		return directory.failure
			? fail(directory.failure)
			: refuseRecipient({ code: 'recipient-unresolved', data: { locator } });
	}
	if (handles.length === 0)
		return refuseRecipient({ code: 'recipient-unknown', data: { locator } });
	const one = oneOf(handles);
	return one ? succeed(one) : refuseRecipient(ambiguous(locator, handles));
}

/** Of one person the handles to choose from; of several people all, whatever their status. */
function ambiguous(locator: Locator, handles: readonly Handle[]) {
	const areOfOnePerson = isOnePerson(handles);
	const meant = areOfOnePerson ? handles.filter(isOpen) : handles;
	const data = { locator, areOfOnePerson, handles: meant.map(named) };
	return { code: 'recipient-ambiguous', data } as const;
}

/** Whose handles they are, as the engine asks for it. */
export const holdersIn = (directories: readonly HandleDirectory[]): Holders => ({
	holderOf: (handleId) => {
		const handle = directories.map((one) => one.byId(handleId)).find((found) => found);
		return handle && payeeOf(handle);
	},
});

/** The owner of a person's mobile, if EnKash lists one, and one only. */
export const ownerOf = ({ mobile }: Person, directory: HandleDirectory): Handle | undefined => {
	const handles = directory.byMobile(mobile);
	return isOnePerson(handles) ? (oneOf(handles) ?? handles[0]) : undefined;
};

/** The handle that a payment to a person will reach, if EnKash lists one, and only one that is open. */
export const handleOf = ({ mobile }: Person, directory: HandleDirectory): Handle | undefined =>
	oneOf(directory.byMobile(mobile));

const given = ({ email, firstName, mobile }: Person): Payee => ({ name: firstName, email, mobile });

/** A mobile that EnKash lists for several people: it would choose whom of them to pay. */
function sharedMobile({ mobile }: Person, directory: HandleDirectory): Refusal | undefined {
	const owners = directory.byMobile(mobile);
	return isOnePerson(owners) ? undefined : ambiguous({ by: 'mobile', mobile }, owners);
}

/**
 * Why a person is not whom EnKash knows by this mobile and this e-mail; `undefined` if it fits. A
 * mobile of several people fits nobody.
 */
export function mismatchOf(person: Person, directory: HandleDirectory): Refusal | undefined {
	const shared = sharedMobile(person, directory);
	if (shared) return shared;
	const owner = ownerOf(person, directory);
	const holders = directory.byEmail(person.email);
	const [holder] = holders;
	if (!owner) {
		return (
			holder && { code: 'email-taken', data: { owner: payeeOf(holder), given: given(person) } }
		);
	}
	if (holders.some((one) => isSamePerson(one, owner))) return undefined;
	if (holder) {
		return {
			code: 'two-people',
			data: { mobileOwner: payeeOf(owner), emailOwner: payeeOf(holder) },
		};
	}
	return hasFirstName(owner, person.firstName)
		? undefined
		: { code: 'details-differ', data: { owner: payeeOf(owner), given: given(person) } };
}

/** People write a first name, or the whole of it, into the field for the first. */
function hasFirstName({ firstName = '', lastName = '' }: Handle, written: string): boolean {
	const [name, first, last] = [written, firstName, lastName].map(foldText);
	if (first === '' || name === undefined || first === undefined) return false;
	if (name === first || name === `${first} ${last}`) return true;
	return last === '' ? name.startsWith(`${first} `) || first.startsWith(`${name} `) : false;
}

/**
 * Why a payment that is still due must not be sent: to a handle that is blocked, closed or not there,
 * to a person who is not the only owner of the mobile, or for more than is on the handle. Pure. Without
 * the whole list of handles it can be said only that a mobile has several owners.
 */
export function refusalOf(payment: Payment, directory: HandleDirectory): Failure | undefined {
	const { recipient } = payment;
	const refusal = directory.isWhole
		? refusalBy(payment, directory)
		: recipient.kind === 'person'
			? sharedMobile(recipient.person, directory)
			: undefined;
	return refusal && { kind: 'invalid', ...refusal };
}

function refusalBy(payment: Payment, directory: HandleDirectory): Refusal | undefined {
	const { amount, direction, recipient } = payment;
	if (recipient.kind === 'person') {
		const owner = ownerOf(recipient.person, directory);
		return mismatchOf(recipient.person, directory) ?? (owner && closedness(owner));
	}
	const handle = directory.byId(recipient.handleId);
	if (!handle) {
		const locator = { by: 'id', id: recipient.handleId } as const;
		return { code: 'recipient-unknown', data: { locator } };
	}
	const closed = closedness(handle);
	if (closed || direction === 'CR' || handle.otbBalance === undefined) return closed;
	const balance = paiseOf(handle.otbBalance);
	return balance < amount
		? { code: 'balance-short', data: { ...named(handle), balance, amount } }
		: undefined;
}

function closedness(handle: Handle): Refusal | undefined {
	const { cardStatus } = handle;
	const data = { ...named(handle), status: cardStatus?.label ?? '' };
	switch (handleStatusOf(handle)) {
		case 'blocked':
			return { code: 'recipient-blocked', data };
		case 'closed':
			return { code: 'recipient-closed', data };
		default:
			return undefined;
	}
}
