import type { Failure } from '../enkash/failures/failure.ts';
import { formatRupees } from '../enkash/money.ts';
import type { CheckName, Finding, SetupFindings } from '../enkash/setup/finding.ts';
import { ASK_ENKASH } from './failures/response.ts';
import { and } from './text.ts';
import { textOf } from './textOf.ts';

const noSuchAddress = (path: string): Failure => ({
	kind: 'rejected',
	code: 'no-such-address',
	data: { path, endpoint: 'allocate' },
});

/** What a person reads of a check. */
export interface CheckText {
	readonly found: string;
	readonly advice: string;
}

/** The checks as people name them. */
export const CHECK_NAMES: Readonly<Record<CheckName, string>> = {
	logIn: 'Log-in',
	clock: 'Clock',
	account: 'Account',
	encryption: 'Encryption',
	handles: 'Handles',
	transactions: 'Transactions',
	statuses: 'Statuses',
	searchForNothing: 'Search for a payment that is not there',
	searchForOne: 'Search for one payment',
	searchForMany: 'Search for several payments',
	paymentPath: 'Address of payments',
};

type CheckTexts = {
	readonly [Code in keyof SetupFindings]: (data: SetupFindings[Code]) => Said;
};

/** Without advice where there is nothing to do. */
type Said = Pick<CheckText, 'found'> & Partial<CheckText>;

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;
const minutes = (ms: number) => plural(Math.max(1, Math.round(ms / 60_000)), 'minute');
const seconds = (ms: number) => plural(Math.round(Math.abs(ms) / 1000), 'second');

const SEND_US_THIS =
	'Paying is not safe yet: an earlier payment could not be found again. Send this table to the maintainers.';

const ASKS_FOR_MORE =
	'EnKash requires something here that its documentation does not mention. Send this table to the maintainers.';

const PAY_ONE_RUPEE =
	'Only a payment can show this. Pay one rupee to yourself, then run this check again.';

const shape = ({ container, count, dates, fields }: SetupFindings['transactions-listed']) =>
	[
		container === '' ? String(count) : `${count} under ${container}`,
		`fields ${fields.join(', ')}`,
		dates.length > 0 ? `dates like ${dates.join(', ')}` : undefined,
	]
		.filter(Boolean)
		.join('; ');

const TEXTS: CheckTexts = {
	'not-answered': ({ cause }) => {
		const { advice, message } = textOf(cause);
		return {
			found: message,
			advice: cause.code === 'field-refused' ? ASKS_FOR_MORE : (advice ?? ASK_ENKASH),
		};
	},
	'not-reached': () => ({
		found: 'Not checked, because of the check above',
		advice: 'Follow the advice above, then run this check again.',
	}),

	'logged-in': ({ lifeMs }) => ({
		found:
			lifeMs === undefined
				? 'EnKash accepted the log-in'
				: `EnKash accepted the log-in; its token is valid for ${minutes(lifeMs)}`,
	}),
	'token-given': () => ({
		found: 'Using the access token from the credential',
		advice: 'It is never renewed: replace it before it expires.',
	}),
	'clock-right': ({ skewMs }) => ({
		found: Math.abs(skewMs) < 1500 ? "Same as EnKash's" : `${seconds(skewMs)} off EnKash's clock`,
	}),
	'clock-wrong': ({ skewMs }) => ({
		found: `This n8n's clock is ${seconds(skewMs)} ${skewMs > 0 ? 'ahead of' : 'behind'} EnKash's`,
		advice: 'Correct the clock of this machine: "once a day" depends on it.',
	}),
	'clock-not-told': () => ({ found: 'EnKash did not say what time it is there' }),

	'account-read': ({ balance, type }) => ({
		found: [`${formatRupees(balance)} available`, type].filter(Boolean).join('; '),
	}),
	'encryption-as-set': ({ isOn }) => ({
		found: isOn ? 'Answers are encrypted, as set' : 'Answers are not encrypted, as set',
	}),
	'encryption-differs': ({ isOn }) => ({
		found: isOn ? 'Answers are encrypted' : 'Answers are not encrypted',
		advice: isOn
			? 'Set "Payload Encryption" in the credential to "Requests and Responses".'
			: 'Set "Payload Encryption" in the credential to "Requests", or to "Off" if EnKash has not switched it on for your company.',
	}),

	'handles-listed': ({ count, mayBeOnePage }) => ({
		found: plural(count, 'handle'),
		...(mayBeOnePage
			? {
					advice:
						'If you have more, EnKash lists one page only. Ask EnKash how to list all handles.',
				}
			: {}),
	}),
	'handles-without-mobiles': ({ count }) => ({
		found: `${plural(count, 'handle')}, none with a readable mobile`,
		advice:
			'People cannot be told apart. Pay handles that you choose by their ID, once per reference number, and ask EnKash why mobiles are not shown.',
	}),
	'handles-cut': ({ counted, listed }) => ({
		found: `EnKash reports ${counted} handles but lists only ${listed}`,
		advice:
			'People cannot all be checked before they are paid, and "Once a Day, Week or Month" needs the whole list for Allocate and Withdraw. Ask EnKash how to list all handles.',
	}),
	'handles-missing': ({ listed, missing }) => ({
		found: `EnKash lists ${plural(listed, 'handle')}, but transactions name ${missing} more`,
		advice:
			'EnKash seems to list one page only. People on other pages are not found, and are not paid. Ask EnKash how to list all handles. If those handles were removed, there is nothing to do.',
	}),

	'transactions-listed': (data) => ({ found: shape(data) }),
	'transactions-differ': (data) => ({
		found: shape(data),
		advice: data.missing.includes('amount')
			? `No row shows its ${and(data.missing)}. ${SEND_US_THIS}`
			: data.missing.length > 0
				? `No row shows its ${and(data.missing)}. The first payment will show whether that matters: pay one rupee to yourself, then run this check again.`
				: 'The list is in an unexpected place but was understood. Nothing to do.',
	}),
	'transactions-by-handle': (data) => ({
		found: shape(data),
		advice: 'EnKash lists transactions one handle at a time. The node does that. Nothing to do.',
	}),
	'no-transactions': () => ({
		found: 'EnKash lists no transaction of the last 30 days',
		advice: PAY_ONE_RUPEE,
	}),
	'statuses-known': ({ statuses }) => ({ found: and(statuses) }),
	'statuses-unknown': ({ statuses }) => ({
		found: `Not known: ${and(statuses)}`,
		advice:
			'A payment with such a status is reported as unknown, and is not sent again. Ask EnKash what it means, and send this table to the maintainers.',
	}),
	'no-statuses': () => ({ found: 'EnKash shows no status', advice: PAY_ONE_RUPEE }),
	'no-status-of-paid': ({ statuses }) => ({
		found: `EnKash shows ${and(statuses)}, but nothing that went through`,
		advice: PAY_ONE_RUPEE,
	}),

	'nothing-as-empty-list': () => ({ found: 'An empty list' }),
	'nothing-in-words': ({ words }) => ({
		found: `EnKash says so in words: ${words || 'an empty answer'}`,
		advice: 'This was understood. Nothing to do.',
	}),
	'nothing-not-understood': ({ words }) => ({
		found: `The answer was not understood${words ? `: ${words}` : ''}`,
		advice: PAY_ONE_RUPEE,
	}),
	'no-payment-to-search': () => ({
		found: 'There is no payment with a reference to search for',
		advice: PAY_ONE_RUPEE,
	}),
	'one-found': () => ({ found: 'Found by its reference' }),
	'one-not-found': () => ({
		found: 'A payment that EnKash lists is not found by its reference',
		advice: SEND_US_THIS,
	}),
	'one-among-others': () => ({
		found: 'EnKash also sends other transactions',
		advice: SEND_US_THIS,
	}),
	'many-found': () => ({ found: 'Found with one request' }),
	'many-not-answered': () => ({
		found: 'EnKash does not answer one request for several payments',
		advice: 'Payments are looked up one by one, which takes longer and is just as safe.',
	}),

	'path-there': ({ path }) => ({ found: `EnKash has the address ${path}` }),
	'path-missing': ({ path }) => ({
		found: `EnKash has no address ${path}`,
		advice: textOf(noSuchAddress(path)).advice ?? '',
	}),
	'path-unclear': ({ path, status }) => ({
		found: `${path} answers a plain GET with HTTP status ${status}`,
		advice: 'The first payment will show whether it is the right address.',
	}),
};

const said = <Code extends keyof SetupFindings>(code: Code, data: SetupFindings[Code]): Said =>
	TEXTS[code](data);

/** What a person reads of a finding. */
export function textOfFinding({ code, data }: Finding): CheckText {
	return { advice: 'Nothing to do.', ...said(code, data) };
}

/** "Ready to pay", or what is in the way. */
export function setupSummary(findings: readonly Finding[]): string {
	const names = (results: readonly Finding['result'][]) =>
		findings
			.filter(({ result }) => results.includes(result))
			.map(({ check }) => CHECK_NAMES[check]);
	const refused = names(['refused']);
	if (refused.length > 0) return `Not ready: ${and(refused)}`;
	const unsure = names(['notSure']);
	if (unsure.length === 0) return 'Ready to pay';
	return `Ready to pay one rupee to yourself; still to be confirmed: ${and(unsure)}`;
}
