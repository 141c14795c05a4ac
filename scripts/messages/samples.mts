import type { Failure, FailureCode, FailureData } from '../../enkash/failures/failure.ts';

type Samples = {
	readonly [Code in FailureCode]: ReadonlyArray<FailureData[Code]>;
};

/** What is filled in, by its kind: on the page they all become `…`. */
const SOME = '…';
const COUNT = NaN;
const MORE = 2n;
const LESS = 1n;
const MOMENT = 0;

const NONE = [{}];
const SAID = [{ words: SOME }];
const GIVEN = [{ given: SOME }];
const FIELD = [{ field: SOME }];
const FIELD_GIVEN = [{ field: SOME, given: SOME }];
const REFERENCE = [{ reference: SOME }];

const cause: Failure = { kind: 'unexpected', code: 'no-response', data: {} };
const payee = { name: SOME, email: SOME, mobile: SOME };
const handle = { handleId: SOME, name: SOME };
const shown = { reference: SOME, payee, paid: LESS, paidAt: MOMENT };
const purpose = { purpose: SOME, period: SOME };
const counts = { paid: 0, alreadyPaid: 0, nothingToDo: 0, wouldPay: 0 };
const unpaid = { rejected: COUNT, unknown: 0, notSent: COUNT };

/** Once, and in the words for each way in which it may end. */
const LOGIN = [
	{ words: SOME },
	{ words: SOME, nextAttempt: MOMENT },
	{ words: SOME, nextAttempt: 'whenAsked' as const },
	{ status: COUNT, isWebPage: true },
];

const LOCATORS = [
	{ locator: { by: 'id', id: SOME } },
	{ locator: { by: 'mobile', mobile: SOME } },
	{ locator: { by: 'email', email: SOME } },
] as const;

/** Data for each text, once for every way in which it can turn out. */
export const SAMPLES: Samples = {
	'payments-incomplete': [
		{ ...counts, ...unpaid },
		{ ...counts, ...unpaid, paid: COUNT, alreadyPaid: COUNT, unknown: COUNT },
	],
	'check-incomplete': [{ ...counts, ...unpaid }],

	'amount-missing': NONE,
	'amount-unreadable': GIVEN,
	'amount-too-precise': GIVEN,
	'amount-zero': NONE,
	'amount-below-zero': GIVEN,
	'reference-missing': NONE,
	'reference-unusable': [{ given: SOME, suggestion: SOME }],
	'account-missing': NONE,
	'account-unreadable': GIVEN,
	'handle-missing': NONE,
	'handle-unreadable': GIVEN,
	'user-missing': NONE,
	'user-unreadable': GIVEN,
	'name-missing': NONE,
	'name-unreadable': GIVEN,
	'mobile-missing': NONE,
	'mobile-unreadable': [
		{ given: SOME, isRounded: false },
		{ given: SOME, isRounded: true },
	],
	'email-missing': NONE,
	'email-unreadable': GIVEN,
	'field-empty': FIELD,
	'field-unreadable': FIELD_GIVEN,
	'text-too-long': [{ field: SOME, most: COUNT }],
	'choice-missing': [{ field: SOME, choices: [SOME, SOME] }],
	'choice-unknown': [{ field: SOME, given: SOME, choices: [SOME, SOME] }],
	'number-out-of-range': [
		{ field: SOME, given: SOME, least: COUNT },
		{ field: SOME, given: SOME, least: COUNT, most: COUNT },
	],
	'not-true-or-false': FIELD_GIVEN,
	'date-unreadable': FIELD_GIVEN,
	'date-too-wide': [
		{ field: SOME, given: SOME, needed: 'day' },
		{ field: SOME, given: SOME, needed: 'week' },
		{ field: SOME, given: SOME, needed: 'month' },
	],
	'range-reversed': [{ from: SOME, to: SOME }],
	'time-zone-unknown': [{ timeZone: SOME }],
	'expression-empty': [
		{ field: SOME, names: [] },
		{ field: SOME, names: [SOME] },
	],
	'field-not-in-items': [
		{ field: SOME, name: SOME },
		{ field: SOME, name: SOME, lookalike: SOME },
		{ field: SOME, name: SOME, lookalike: SOME, isInvisible: true },
	],
	'expression-unusable': [{ field: SOME, reason: SOME }],
	'sheet-value-broken': FIELD_GIVEN,
	'several-faults': [{ faults: [cause, cause] }],
	'rows-wrong': [{ refused: COUNT, total: COUNT }],
	'options-differ': FIELD,
	'rows-all-blank': [{ count: 1 }, { count: COUNT }],
	'execution-untold': NONE,
	'execution-as-tool': NONE,
	'operation-unknown': [{ resource: SOME, operation: SOME }],

	'recipient-unknown': LOCATORS,
	'recipient-ambiguous': [{ locator: { by: 'mobile', mobile: SOME }, handles: [handle, handle] }],
	'recipient-unresolved': LOCATORS,
	'recipient-without-mobile': [handle],
	'recipient-blocked': [{ ...handle, status: SOME }],
	'recipient-closed': [{ ...handle, status: SOME }],
	'two-people': [{ mobileOwner: payee, emailOwner: payee }],
	'details-differ': [{ owner: payee, given: payee }],
	'email-taken': [{ owner: payee, given: payee }],
	'balance-untold': [handle],
	'balance-short': [{ ...handle, balance: LESS, amount: MORE }],
	'computed-twice': [handle],

	'reference-shared': [{ reference: SOME, others: [COUNT] }],
	'allocation-limit-exceeded': [{ amount: MORE, limit: LESS }],
	'reference-taken': [shown],
	'amount-differs': [
		{ ...shown, ...purpose, direction: 'CR', wanted: MORE },
		{ ...shown, direction: 'CR', wanted: 0n },
		{ ...shown, ...purpose, direction: 'DR', wanted: MORE },
	],
	'direction-differs': [
		{ ...shown, direction: 'CR' },
		{ ...shown, direction: 'DR' },
	],
	'payment-failed-at-enkash': [{ reference: SOME, status: SOME }],
	'payment-taken-back': [{ reference: SOME, payee, amount: LESS, status: SOME }],
	'status-not-known': [{ reference: SOME, status: SOME }],
	'look-up-failed': [{ reference: SOME, cause }],
	'list-cut': [{ counted: COUNT, listed: COUNT }],
	'filter-ignored': REFERENCE,
	'reference-written-differently': [{ reference: SOME, written: SOME }],
	'record-contradicts-itself': [{ reference: SOME, field: SOME }],
	'record-incomplete': [{ reference: SOME, missing: SOME }],
	'record-of-other-account': [{ reference: SOME, account: SOME }],
	'amount-in-paise': [{ reference: SOME, shown: LESS, wanted: MORE }],
	'payee-not-told': REFERENCE,
	'look-up-not-understood': [{ reference: SOME }, { reference: SOME, words: SOME }],
	'handle-needed-to-look-up': REFERENCE,
	'payment-not-shown': [{ reference: SOME, transactionId: SOME }],
	'payment-shown-differently': [{ reference: SOME, cause }],
	'no-payment-to-prove-with': NONE,
	'begun-before': REFERENCE,
	'begun-by-another-run': [
		{ from: MOMENT, to: MOMENT, runAgainAfter: MOMENT },
		{ from: MOMENT, to: MOMENT + 1, runAgainAfter: MOMENT },
	],
	'record-too-slow': [{ runAgainAfter: MOMENT }],
	'record-unavailable': NONE,
	'lease-expired': NONE,
	'recorded-but-not-shown': REFERENCE,
	'balance-not-enough': [{ account: SOME, available: LESS, needed: MORE }],
	'balance-unreadable': [{ cause }],
	'execution-limit-exceeded': [
		{ total: MORE, limit: LESS, paidBefore: 0n },
		{ total: MORE, limit: LESS, paidBefore: LESS },
	],
	stopped: [{ cause }],
	'too-many-unknown': NONE,
	'held-back': [{ refused: COUNT, total: COUNT }],
	'execution-cancelled': NONE,
	'outcome-unknown': [{ reference: SOME, cause, runAgainAfter: MOMENT }],
	'accepted-differently': [
		{ reference: SOME },
		{ reference: SOME, said: SOME, transactionId: SOME },
	],
	'duplicate-not-shown': [{ reference: SOME, words: SOME }],

	'no-transaction-yet': NONE,
	'list-incomplete': [
		{ counted: COUNT, sent: COUNT, needed: 'all' },
		{ counted: COUNT, sent: COUNT, needed: 'one' },
		{ counted: COUNT, sent: COUNT, needed: 'new' },
	],
	'no-such-handle': [{ handleId: SOME }],
	'no-such-user': [{ userId: SOME }],
	'no-such-transaction': REFERENCE,
	'filter-not-applicable': [{ about: 'amount' }],

	refused: SAID,
	'duplicate-reference': SAID,
	'account-balance-too-low': SAID,
	'account-blocked': SAID,
	'account-not-found': SAID,
	'handle-balance-too-low': SAID,
	'handle-blocked': SAID,
	'handle-closed': SAID,
	'handle-not-found': SAID,
	'kyc-missing': SAID,
	'limit-exceeded': SAID,
	'field-refused': SAID,
	'not-authorised': [{ status: COUNT }, { status: COUNT, words: SOME }],
	'too-many-requests': [{}, { words: SOME }],
	'server-trouble': [{ status: COUNT }, { status: COUNT, words: SOME }],
	'no-such-address': [{ path: SOME }],
	'not-an-enkash-answer': [
		{ status: COUNT, isWebPage: false },
		{ status: COUNT, isWebPage: true },
	],
	'answer-unreadable': [{ path: SOME, issue: SOME }],
	'answer-undecipherable': NONE,
	'no-answer-in-time': NONE,
	'connection-lost': NONE,
	unreachable: [
		...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN'],
		...['EADDRNOTAVAIL', 'ERR_INVALID_URL', 'CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID'],
		SOME,
	].map((reason) => ({ reason })),
	'domain-not-allowed': SAID,
	'no-response': NONE,

	'login-refused': LOGIN,
	'login-locked': SAID,
	'ip-not-allowed': SAID,
	'api-not-enabled': SAID,
	'partner-unknown': SAID,
	'encryption-differs': SAID,
	'login-without-token': SAID,
	'login-not-understood': SAID,
	'login-unanswered': NONE,
	'session-expired-at-once': NONE,
	'session-not-stored': NONE,
	'session-too-late': NONE,
	'credential-missing': SAID,
	'address-not-enkash': [{ baseUrl: SOME }],
	'payment-by-other-node': NONE,
	'credential-field-empty': FIELD,
	'credential-field-unreadable': FIELD,
	'credential-field-blank-edge': FIELD,
	'credential-address-unsafe': FIELD,
	'credential-path-wrong': FIELD,
	'credential-limit-wrong': FIELD,
};
