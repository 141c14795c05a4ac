import type { Reason } from './failures/failure.ts';
import { type InputFailures, refuseInput } from './failures/input.ts';
import { parseMobile } from './mobile.ts';
import { parseEmail } from './person.ts';
import { type Result, andThen, succeed } from './result.ts';
import { isBlank, visible } from './text.ts';

/** The identifiers of EnKash, as far as the documented samples agree. */
const ACCOUNT_ID = /^CA[A-Za-z0-9]{3,30}$/;
const PERSON_OR_HANDLE_ID = /^EK[A-Za-z0-9]{3,30}$/;

/** By which two spellings of an id are one: databases and people do not heed capitals. */
export const foldId = (id: string): string => visible(id).toUpperCase();

/** Reads the id of a card account. */
export function parseAccountId(given: unknown): Result<string> {
	if (isBlank(given)) return refuseInput({ code: 'account-missing', data: {} });
	const written = typeof given === 'string' ? visible(given) : '';
	return ACCOUNT_ID.test(written)
		? succeed(written)
		: refuseInput({ code: 'account-unreadable', data: { given } });
}

/** How a handle or a person is named: a person may have several handles. */
export type Locator =
	| { readonly by: 'id'; readonly id: string }
	| { readonly by: 'mobile'; readonly mobile: string }
	| { readonly by: 'email'; readonly email: string };

const REFUSALS: Readonly<
	Record<'handle' | 'user', (given?: unknown) => Reason<keyof InputFailures>>
> = {
	handle: (given) =>
		isBlank(given)
			? { code: 'handle-missing', data: {} }
			: { code: 'handle-unreadable', data: { given } },
	user: (given) =>
		isBlank(given)
			? { code: 'user-missing', data: {} }
			: { code: 'user-unreadable', data: { given } },
};

/**
 * Reads an id, a mobile or an e-mail by its shape, whatever a field is set to expect: dragging a field
 * into it sets it to ids.
 */
export const parseLocator =
	(kind: 'handle' | 'user') =>
	(given: unknown): Result<Locator> => {
		const written =
			typeof given === 'string' || typeof given === 'number' ? visible(String(given)) : '';
		if (PERSON_OR_HANDLE_ID.test(written)) return succeed({ by: 'id', id: written });
		if (written.includes('@')) {
			return andThen(parseEmail(written), (email) => succeed({ by: 'email', email }));
		}
		const number = written.replace(/^tel:/i, '');
		if (/^[+(\d]/.test(number) && !/[a-df-z]/i.test(number)) {
			return andThen(parseMobile(given), (mobile) => succeed({ by: 'mobile', mobile }));
		}
		return refuseInput(REFUSALS[kind](given));
	};
