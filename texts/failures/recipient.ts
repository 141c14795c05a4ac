import type { OfHandle, RecipientFailures } from '../../enkash/failures/recipient.ts';
import type { Locator } from '../../enkash/identifiers.ts';
import { formatRupees } from '../../enkash/money.ts';
import type { Payee } from '../../enkash/payout/payment.ts';
import { type Texts, and, capitalized } from '../text.ts';

const handleNamed = (locator: Locator): string => {
	if (locator.by === 'id') return `handle ${locator.id}`;
	return locator.by === 'mobile' ? `mobile ${locator.mobile}` : `e-mail ${locator.email}`;
};

const nameOf = ({ name, email, mobile }: Payee) => name || email || mobile || 'somebody else';
const holder = ({ handleId, name }: OfHandle) =>
	name === '' ? `handle ${handleId}` : `the handle of ${name}`;

const choices = (handles: readonly OfHandle[]) =>
	handles
		.map(({ handleId, name }) => (name === '' ? handleId : `${handleId} (${name})`))
		.join(', ');

/** The people by name, as far as names tell them apart. */
function several(handles: readonly OfHandle[]): string {
	const names = [...new Set(handles.map(({ name }) => name).filter((name) => name !== ''))];
	return names.length > 1 ? and(names) : 'more than one person';
}

const PAY_OWNER =
	'To pay the owner of the mobile anyway, set the option "If Details Differ" to "Pay Owner of Mobile".';

export const recipientTexts: Texts<RecipientFailures> = {
	'recipient-unknown': ({ locator }) => ({
		message: `EnKash has no ${locator.by === 'id' ? '' : 'handle with the '}${handleNamed(locator)} in this account`,
		advice:
			locator.by === 'id'
				? 'Choose the handle from the list, and check the account in the credential or in the options.'
				: 'Check it with the person. To pay somebody who has no handle yet, use "Create and Allocate".',
	}),
	'recipient-ambiguous': ({ areOfOnePerson, handles, locator }) =>
		areOfOnePerson || locator.by !== 'mobile'
			? {
					message: `EnKash has ${handles.length} handles with the ${handleNamed(locator)}`,
					advice: `Choose one of them by its ID: ${choices(handles)}.`,
				}
			: {
					message: `In EnKash, the ${handleNamed(locator)} belongs to ${several(handles)}`,
					advice: `Have the mobile corrected in EnKash, or choose the handle by its ID: ${choices(handles)}. To pay by ID, use "Allocate".`,
				},
	'recipient-unresolved': ({ locator }) => ({
		message: `The owner of ${handleNamed(locator)} cannot be identified, because EnKash did not send its complete list of handles`,
		advice:
			'Run again. If this keeps happening, name the handle by its ID and choose "Once per Reference Number".',
	}),
	'recipient-without-mobile': ({ mobile, ...handle }) =>
		mobile === undefined
			? {
					message: `EnKash has no mobile for ${holder(handle)}, so its owner cannot be identified`,
					advice: 'Have the mobile added in EnKash, or choose "Once per Reference Number".',
				}
			: {
					message: `EnKash shows the mobile of ${holder(handle)} as ${mobile}, so its owner cannot be identified`,
					advice:
						'Ask EnKash to show all ten digits of the mobile, or choose "Once per Reference Number".',
				},
	'recipient-blocked': ({ status, ...handle }) => ({
		message: `${capitalized(holder(handle))} is blocked (EnKash says "${status}")`,
		advice: 'Unblock the handle in EnKash, or remove the row.',
	}),
	'recipient-closed': ({ status, ...handle }) => ({
		message: `${capitalized(holder(handle))} is closed (EnKash says "${status}")`,
		advice: 'Give the person a new handle in EnKash, or remove the row.',
	}),
	'two-people': ({ emailOwner, mobileOwner }) => ({
		message: `In EnKash, ${mobileOwner.mobile ?? ''} belongs to ${nameOf(mobileOwner)}, and ${emailOwner.email ?? ''} to ${nameOf(emailOwner)}`,
		advice: `Correct the mobile or the e-mail. ${PAY_OWNER}`,
	}),
	'details-differ': ({ given, owner }) => ({
		message: `In EnKash, ${owner.mobile ?? ''} belongs to ${nameOf(owner)}, not to ${nameOf(given)} (${given.email ?? ''})`,
		advice: `Correct the mobile, the first name or the e-mail. ${PAY_OWNER}`,
	}),
	'email-taken': ({ given, owner }) => ({
		message: `In EnKash, ${given.email ?? ''} belongs to ${nameOf(owner)} with ${owner.mobile ? `the mobile ${owner.mobile}` : 'no mobile'}, not ${given.mobile ?? ''}`,
		advice:
			'Correct the mobile or the e-mail. If the person has a new mobile, have it changed in EnKash first.',
	}),
	'balance-untold': (handle) => ({
		message: `EnKash does not show the balance of ${holder(handle)}`,
		advice: 'Set "Amount Type" to "Fixed Amount" and enter the amount yourself.',
	}),
	'balance-short': ({ amount, balance, ...handle }) => ({
		message: `${capitalized(holder(handle))} holds ${formatRupees(balance)}, less than the ${formatRupees(amount)} to be withdrawn`,
		advice: 'Lower the amount, or set "Amount Type" to "Everything on the Handle".',
	}),
	'computed-twice': (handle) => ({
		message: `More than one row uses the balance of ${holder(handle)} to work out its amount`,
		advice: 'Keep one row for each handle.',
	}),
};
